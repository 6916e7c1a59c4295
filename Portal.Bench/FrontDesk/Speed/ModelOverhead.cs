using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.FrontDesk.Scenarios;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Minds;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Ai;
using Portal.Tests.Support;

namespace Portal.Bench.FrontDesk.Speed;

/// <summary>
/// What the Portal adds before a model's first token: from a patient's words reaching the service until the request for them reaches the model
/// server, on this machine. Reading, red flags, the house's rules, what is written before the model is asked, the turns it is shown.
/// </summary>
static class ModelOverhead
{
    const int WarmUp = 40;
    const int Turns = 200;
    const int TurnsPerTalk = 10;

    static readonly (string Language, string[] Said)[] Talks =
    [
        ("ar", ["السلام عليكم", "عايز أحجز كشف أسنان لوالدتي بكرة بعد العصر", "الكشف بكام؟", "لا خليها الخميس الساعة 6", "فين العيادة بالظبط؟", "عندكم دكتورة أطفال؟", "طيب والأحد؟", "مواعيد الدكتور إيه؟", "ممكن معاد بدري شوية؟", "هفكر وأرد عليكم"]),
        ("en", ["hello there", "I'd like a dental check-up for my mother tomorrow after four", "how much is it?", "no, rather Thursday at six", "where exactly are you?", "do you have a children's doctor?", "and on Sunday?", "when does the doctor come?", "something a bit earlier maybe?", "let me think about it"]),
    ];

    /// <returns>The 95th percentile in milliseconds.</returns>
    public static async Task<double> MeasureAsync()
    {
        await using var server = await ModelServer.StartAsync(ModelScripts.Sensible);
        await using var world = await ScenarioWorld.OpenAsync(services => services.Configure<ModelOptions>(ModelLine.FrontDesk, options => (options.Endpoint, options.Model) = (server.Endpoint, "local")));
        await TalkAsync(world, server, WarmUp);
        var took = await TalkAsync(world, server, Turns);
        return Report.Percentile(took, 0.95);
    }

    static async Task<List<double>> TalkAsync(ScenarioWorld world, ModelServer server, int turns)
    {
        var took = new List<double>();
        for (var talk = 0; took.Count < turns; talk++)
        {
            var (language, said) = Talks[talk % Talks.Length];
            StartConversation.Started started;
            await using (var scope = world.Visitor())
                started = await scope.ServiceProvider.GetRequiredService<StartConversation>().ExecuteAsync(new(Channel.Site, language), default);
            foreach (var words in said.Take(TurnsPerTalk))
                if (await TurnAsync(world, server, started, words) is { } milliseconds)
                    took.Add(milliseconds);
        }

        return took[..turns];
    }

    // null where the house or the manners answered and no model was asked
    static async Task<double?> TurnAsync(ScenarioWorld world, ModelServer server, StartConversation.Started started, string words)
    {
        server.Requests.Clear();
        await using var scope = world.Visitor();
        var hear = scope.ServiceProvider.GetRequiredService<HearPatient>();
        var began = Stopwatch.GetTimestamp();
        await hear.ExecuteAsync(new(started.Id, started.Key, words, "10.0.0.1"), _ => Task.CompletedTask, default);
        return server.Requests.TryPeek(out var request) ? Stopwatch.GetElapsedTime(began, request.ArrivedAt).TotalMilliseconds : null;
    }
}
