using NodaTime;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Setup;
using Portal.Domain.CallCenter.Understanding;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Setup;

/// <summary>Known conversations for the figures to count.</summary>
static class FigureScenes
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AgentFigures.Figures> CountAsync(TestClinic clinic, int days = 7) =>
        (await clinic.AdminAsync<AgentFigures, AgentFigures.Figures>(u => u.ExecuteAsync(days, Cancellation))).Value;

    public sealed record Talk(
        double HoursAgo, Outcome Outcome, HandoverReason? Reason = null, int? WaitedSeconds = null, string Language = "ar", Channel Channel = Channel.Site, string[]? Tools = null,
        bool Silent = false, bool Open = false, bool Taken = false, IdentityLevel Level = IdentityLevel.Verified, Urgency Urgency = Urgency.Normal);

    public static async Task AddAsync(TestClinic clinic, params Talk[] talks)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        foreach (var talk in talks)
        {
            var start = clinic.Portal.Now - Duration.FromHours(talk.HoursAgo);
            var row = new Conversation(clinic.Id, ConversationId.New())
            {
                Channel = talk.Channel, KeyHash = [], Language = talk.Language, StartedAt = start, LastAt = start + Duration.FromMinutes(5), Frame = "{}", Turns = 3,
                Wanted = talk.Silent ? null : Intent.BookAppointment, Outcome = talk.Outcome, HandoverReason = talk.Reason, Urgency = talk.Urgency,
                State = talk.Open ? ConversationState.Agent : ConversationState.Ended, EndedAt = talk.Open ? null : start + Duration.FromMinutes(5),
                WaitedMs = talk.WaitedSeconds * 1000, PickedUpAt = talk.WaitedSeconds is not null || talk.Taken ? start + Duration.FromMinutes(1) : null,
            };
            db.Add(row);
            db.Add(new Turn(clinic.Id, row.Id, 1) { Speaker = Speaker.Agent, Text = "Hello", At = start, Language = talk.Language });
            foreach (var tool in talk.Tools ?? [])
                db.Add(new ToolCall(clinic.Id, Guid.CreateVersion7())
                {
                    ConversationId = row.Id, Turn = 2, Tool = tool.TrimEnd('!'), Level = talk.Level, Outcome = tool.EndsWith('!') ? "SlotTaken" : "done", At = start, TookMs = 1,
                    ReceiptKind = tool.EndsWith('!') || tool == "find_times" ? null : "appointment", ReceiptId = tool == "find_times" ? null : Guid.NewGuid(),
                });
        }

        await db.SaveChangesAsync(Cancellation);
    }
}
