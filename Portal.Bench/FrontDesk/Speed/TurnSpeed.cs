using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.FrontDesk.Scenarios;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;

namespace Portal.Bench.FrontDesk.Speed;

/// <summary>
/// Turns at the service with fifty conversations at once: from a patient's words until the settled answer, everything written down. Each patient
/// reads and types for one to three seconds between turns, faster than anybody does.
/// </summary>
static class TurnSpeed
{
    const int Conversations = 50;
    static readonly TimeSpan Lasts = TimeSpan.FromSeconds(20);
    static readonly TimeSpan WarmsUp = TimeSpan.FromSeconds(5);

    /// <param name="AtRest">95th percentile in milliseconds, with the pauses in which patients read and type.</param>
    /// <param name="Pressed">The same without any pause: what is left is waiting for a processor.</param>
    public readonly record struct Speed(double AtRest, double Pressed, double PressedPerSecond);

    public static async Task<Speed> MeasureAsync(ScenarioWorld world, IReadOnlyList<Scenario> scenarios)
    {
        // a code that was sent would have to be looked up beside the clock
        var said = scenarios.Where(scenario => !scenario.Turns.Contains("{{code}}")).ToList();
        var calm = await TalkAsync(world, said, isPressed: false);
        var pressed = await TalkAsync(world, said, isPressed: true);
        return new(Report.Percentile(calm, 0.95), Report.Percentile(pressed, 0.95), pressed.Count / (Lasts - WarmsUp).TotalSeconds);
    }

    static async Task<List<double>> TalkAsync(ScenarioWorld world, List<Scenario> scenarios, bool isPressed)
    {
        var since = Stopwatch.StartNew();
        var took = await Task.WhenAll(Enumerable.Range(0, Conversations).Select(patient => Task.Run(() => PatientAsync(world, scenarios, patient, since, isPressed))));
        return [.. took.SelectMany(times => times)];
    }

    static async Task<List<double>> PatientAsync(ScenarioWorld world, List<Scenario> scenarios, int patient, Stopwatch since, bool isPressed)
    {
        var (random, took) = (new Random(patient), new List<double>());
        for (var next = patient; since.Elapsed < Lasts; next++)
        {
            var scenario = scenarios[next % scenarios.Count];
            StartConversation.Started started;
            await using (var scope = world.Visitor())
                started = await scope.ServiceProvider.GetRequiredService<StartConversation>().ExecuteAsync(new(Channel.Site, scenario.Lang), default);
            foreach (var words in scenario.Turns)
            {
                if (!isPressed)
                    await Task.Delay(random.Next(1000, 3000));
                var began = Stopwatch.GetTimestamp();
                await using (var scope = world.Visitor())
                    await scope.ServiceProvider.GetRequiredService<HearPatient>().ExecuteAsync(new(started.Id, started.Key, words, $"10.2.0.{patient}"), null, default);
                if (since.Elapsed > WarmsUp && since.Elapsed < Lasts)
                    took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return took;
    }
}
