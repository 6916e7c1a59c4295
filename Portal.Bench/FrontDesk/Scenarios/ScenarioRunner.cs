using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Dialogue;
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
            if (await ClarifiedAsync(scenario, started, turn) is { } answerFirst)
                await SayAsync(started, answerFirst, scenario, transcript);
            if (turn == "{{code}}")
            {
                if (await CodeAsync(since) is not { } code)
                    continue; // a caller who was sent none reads none out
                said = code;
            }

            if (!await SayAsync(started, said, scenario, transcript))
                break;
        }

        // who has just agreed to a time agrees to its read-back too
        if (scenario.Checks.Any(check => check.Appointment is not null) && await AskedAsync(started) == Asked.Confirm)
            await SayAsync(started, scenario.Lang == "ar" ? "ايوه" : "yes", scenario, transcript);
        var failures = await new ScenarioChecks(world, started.Id, before).FailuresAsync(scenario);
        await ClearAsync(started.Id);
        return new(scenario, failures, transcript);
    }

    async Task<bool> SayAsync(StartConversation.Started started, string said, Scenario scenario, List<string> transcript)
    {
        await using var scope = world.Visitor();
        var answer = await scope.ServiceProvider.GetRequiredService<HearPatient>().ExecuteAsync(new(started.Id, started.Key, said, $"10.0.{scenario.Id[1..]}"), null, default);
        transcript.Add("> " + said);
        transcript.Add("  " + (answer.Succeeded ? answer.Value.Text?.ReplaceLineEndings(" / ") ?? "(a person's turn)" : answer.Error.ToString()));
        return answer.Succeeded;
    }

    async Task<Asked> AskedAsync(StartConversation.Started started)
    {
        await using var scope = world.System();
        await using var db = ScenarioWorld.Db(scope);
        return Frame.Read((await db.Set<Conversation>().SingleAsync(c => c.Id == started.Id)).Frame).Asked;
    }

    // a caller answers what is asked: which of two days, and one of the times where the next thing to say is a name, a number or a code
    async Task<string?> ClarifiedAsync(Scenario scenario, StartConversation.Started started, string turn)
    {
        await using var scope = world.System();
        await using var db = ScenarioWorld.Db(scope);
        var conversation = await db.Set<Conversation>().SingleAsync(c => c.Id == started.Id);
        var frame = Frame.Read(conversation.Frame);
        var buttons = await db.Set<Turn>().Where(t => t.ConversationId == started.Id).OrderByDescending(t => t.Number).Select(t => t.QuickReplies).FirstAsync();
        if (buttons is null || conversation.State != ConversationState.Agent)
            return null;
        var offered = JsonSerializer.Deserialize<List<string>>(buttons)!;
        return frame.Asked switch
        {
            Asked.WhichDay => offered[ScenarioChecks.ComingFirst(scenario) ? 0 : 1],
            Asked.Time when turn == "{{code}}" || turn.Contains("0107700", StringComparison.Ordinal) || turn.Contains("٠١٠٧٧", StringComparison.Ordinal) => offered[0],
            _ => null,
        };
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
