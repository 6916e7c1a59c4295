using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Notifications.Model;

namespace Portal.Bench.FrontDesk.Scenarios;

/// <summary>Plays a scenario's caller against the front desk and looks at the database afterwards.</summary>
sealed class ScenarioRunner(ScenarioWorld world)
{
    /// <param name="Failures">What was not as it must be; empty where all was.</param>
    public sealed record Played(Scenario Scenario, IReadOnlyList<string> Failures, IReadOnlyList<string> Transcript);

    public async Task<Played> PlayAsync(Scenario scenario)
    {
        var transcript = new List<string>();
        var before = await EventsAsync();
        StartConversation.Started started;
        await using (var scope = world.Visitor())
            started = await scope.ServiceProvider.GetRequiredService<StartConversation>().ExecuteAsync(new(Channel.Site, scenario.Lang), default);
        var since = await CodesAsync();
        foreach (var turn in scenario.Turns)
        {
            var said = turn;
            if (turn == "{{code}}")
            {
                if (await CodeAsync(since) is not { } code)
                    continue; // a caller who was sent none reads none out
                said = code;
            }

            await using var scope = world.Visitor();
            var answer = await scope.ServiceProvider.GetRequiredService<HearPatient>().ExecuteAsync(new(started.Id, started.Key, said, $"10.0.{scenario.Id[1..]}"), null, default);
            transcript.Add("> " + said);
            transcript.Add("  " + (answer.Succeeded ? answer.Value.Text?.ReplaceLineEndings(" / ") ?? "(a person's turn)" : answer.Error.ToString()));
            if (!answer.Succeeded)
                break;
        }

        var failures = await new ScenarioChecks(world, started.Id, before).FailuresAsync(scenario);
        await ClearAsync(started.Id);
        return new(scenario, failures, transcript);
    }

    // the next caller finds the calendar as this one did
    async Task ClearAsync(ConversationId conversation)
    {
        await using var scope = world.System();
        await using var db = ScenarioWorld.Db(scope);
        var made = await db.Set<ToolCall>().Where(c => c.ConversationId == conversation && c.ReceiptKind == Receipt.Appointment).Select(c => c.ReceiptId!.Value).Distinct().ToListAsync();
        foreach (var id in made.Select(AppointmentId.From))
        {
            var appointment = await db.Set<Appointment>().SingleAsync(a => a.Id == id);
            if (appointment.Status is AppointmentStatus.Booked or AppointmentStatus.Proposed)
                await scope.ServiceProvider.GetRequiredService<ChangeAppointmentStatus>().ExecuteAsync(new(Guid.NewGuid(), id, appointment.Version, AppointmentStatus.Cancelled), default);
        }

        foreach (var visitor in await db.Set<Hold>().Select(h => h.VisitorKey).ToListAsync())
            await scope.ServiceProvider.GetRequiredService<ReleaseHold>().ExecuteAsync(visitor, default);
    }

    async Task<int> EventsAsync()
    {
        await using var scope = world.System();
        await using var db = ScenarioWorld.Db(scope);
        return await db.Set<AppointmentEvent>().CountAsync();
    }

    async Task<int> CodesAsync()
    {
        await using var scope = world.System();
        await using var db = ScenarioWorld.Db(scope);
        return await db.Set<Message>().CountAsync(m => m.Template == "code");
    }

    async Task<string?> CodeAsync(int since)
    {
        await using var scope = world.System();
        await using var db = ScenarioWorld.Db(scope);
        return await db.Set<Message>().Where(m => m.Template == "code").OrderBy(m => m.Id).Skip(since).OrderByDescending(m => m.Id).Select(m => m.Secret).FirstOrDefaultAsync();
    }
}
