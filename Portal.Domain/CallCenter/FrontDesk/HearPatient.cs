using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Minds;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.FrontDesk;

public enum HearError
{
    /// <summary>No such conversation, or not with that key.</summary>
    NotFound,

    /// <summary>It has ended; a new one begins.</summary>
    Ended,

    /// <summary>Nothing was said, or more than can be read at once.</summary>
    NotReadable,
}

/// <summary>
/// The loop: one for every line and for both minds. What was said is written down, checked for red flags before any mind is asked, understood,
/// acted on through the tools, and answered; a reply that claims something goes out only when what it claims stands.
/// </summary>
public sealed class HearPatient(
    ConversationStore conversations, KnowledgeSource knowledge, Reader reader, FrontDeskMind mind, TenantContext tenant, ChangePublisher changes, TimeProvider clock)
{
    public const int LongestText = 2000;

    /// <param name="Key">The secret of the conversation.</param>
    /// <param name="Address">The patient's network address, where there is one.</param>
    /// <param name="SentAs">What the sender calls this message: sent again after a broken line, it is heard once and answered the same.</param>
    public sealed record Request(ConversationId Conversation, Guid Key, string Text, string? Address = null, Guid? SentAs = null);

    /// <param name="Heard">Number of the patient's turn.</param>
    /// <param name="Answered">Number of the reply; null where a person answers.</param>
    public sealed record Answer(int Heard, int? Answered, string? Text, IReadOnlyList<string> QuickReplies, string Language, bool Ended);

    /// <param name="onWords">Called with pieces of the reply as they come, by a mind that streams; the whole comes in the answer.</param>
    public async Task<Result<Answer, HearError>> ExecuteAsync(Request request, Func<string, Task>? onWords, CancellationToken cancellation)
    {
        var text = request.Text.Trim();
        if (text.Length is 0 or > LongestText)
            return HearError.NotReadable;
        var clinic = await knowledge.GetAsync(cancellation);
        if (await conversations.TakeAsync(request.Conversation, cancellation) is not { } taken)
            return HearError.NotFound;
        var (db, conversation) = taken;
        await using var _ = db;
        try
        {
            if (!conversation.KeyHash.AsSpan().SequenceEqual(StartConversation.Hash(request.Key)))
                return HearError.NotFound;
            if (request.SentAs is { } sentAs && await HeardBeforeAsync(db, conversation, sentAs, cancellation) is { } before)
                return before;
            if (conversation.State == ConversationState.Ended)
                return HearError.Ended;
            return await AnswerAsync(db, conversation, clinic, text, request, onWords, cancellation);
        }
        finally
        {
            conversation.BusyUntil = null;
            await db.SaveChangesAsync(CancellationToken.None); // whatever happened, the next turn is heard
        }
    }

    async Task<Answer> AnswerAsync(PortalDbContext db, Conversation conversation, ClinicKnowledge clinic, string text, Request request, Func<string, Task>? onWords, CancellationToken cancellation)
    {
        var (began, now) = (Stopwatch.GetTimestamp(), clock.GetUtcNow().ToInstant());
        var frame = Frame.Read(conversation.Frame);
        var heard = reader.Read(text, new(
            clinic.LocalAt(now), clinic.Tenant.Country, conversation.Language, frame.Acts, frame.Goal, clinic.Times, clinic.Doctors,
            ExpectsName: frame.Asked is Asked.NameAndPhone or Asked.Name or Asked.WhichPerson) { Day = frame.Wishes.LastOrDefault()?.Date, Leaning = frame.Wishes.LastOrDefault()?.Part });
        var flag = clinic.Flags.Find(text);
        var turn = ++conversation.Turns;
        (conversation.Language, conversation.LastAt, conversation.Wanted) = (heard.Language, now, heard.Intent);
        db.Add(new Turn(tenant.Id, conversation.Id, turn) { Speaker = Speaker.Patient, Text = text, At = now, Language = heard.Language, Intent = heard.Intent, Flag = flag?.Kind, SentAs = request.SentAs });

        if (conversation.State == ConversationState.Person)
        {
            if (flag is not null)
                conversation.Urgency = Urgency.Emergency;
            Announce(conversation);
            return new(turn, null, null, [], heard.Language, false);
        }

        await db.SaveChangesAsync(cancellation); // what was said is kept, whatever becomes of the answer
        Announce(conversation);
        var exchange = new Exchange(conversation, frame, clinic, heard, turn, now, request.Address);
        var pieces = new ReplyPieces(onWords);
        await mind.AnswerAsync(exchange, flag is not null, pieces, cancellation);
        await CheckClaimsAsync(db, exchange, cancellation);
        await pieces.EndAsync(exchange.Reply.Text); // a claim goes out when it is known to stand
        frame.Acts = [.. exchange.Reply.Acts];
        conversation.Frame = frame.Write();
        var reply = new Turn(tenant.Id, conversation.Id, ++conversation.Turns)
        {
            Speaker = Speaker.Agent, Text = exchange.Reply.Text, At = clock.GetUtcNow().ToInstant(), Language = exchange.Reply.Language, Mind = exchange.Reply.Mind,
            TookMs = (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds,
            QuickReplies = exchange.Reply.QuickReplies.Count == 0 ? null : JsonSerializer.Serialize(exchange.Reply.QuickReplies),
        };
        db.Add(reply);
        db.AddRange(exchange.Calls);
        if (exchange.Reply.Unanswered is { } question)
            db.Add(new UnansweredQuestion(tenant.Id, Guid.CreateVersion7()) { ConversationId = conversation.Id, Turn = turn, Text = question, Language = heard.Language, AskedAt = now });
        conversation.LastAt = reply.At;
        conversation.BusyUntil = null;
        await db.SaveChangesAsync(cancellation);
        Announce(conversation);
        return new(turn, reply.Number, reply.Text, exchange.Reply.QuickReplies, reply.Language, conversation.State == ConversationState.Ended);
    }

    static async Task<Answer?> HeardBeforeAsync(PortalDbContext db, Conversation conversation, Guid sentAs, CancellationToken cancellation)
    {
        if (await db.Set<Turn>().SingleOrDefaultAsync(t => t.ConversationId == conversation.Id && t.SentAs == sentAs, cancellation) is not { } turn)
            return null;
        var reply = await db.Set<Turn>().Where(t => t.ConversationId == conversation.Id && t.Number > turn.Number && t.Speaker == Speaker.Agent).OrderBy(t => t.Number).FirstOrDefaultAsync(cancellation);
        var quick = reply?.QuickReplies is { } json ? JsonSerializer.Deserialize<string[]>(json) ?? [] : [];
        return new(turn.Number, reply?.Number, reply?.Text, quick, reply?.Language ?? turn.Language, conversation.State == ConversationState.Ended);
    }

    static async Task CheckClaimsAsync(PortalDbContext db, Exchange exchange, CancellationToken cancellation)
    {
        var reply = exchange.Reply;
        if (await ReceiptCheck.StandAsync(db, exchange.Conversation, reply.Receipts, exchange.Calls, cancellation))
            return;
        reply.Clear();
        reply.Receipts.Clear();
        reply.Say("CannotBook").Offer(AgentTexts.Get("Quick.Person", exchange.Language));
    }

    void Announce(Conversation conversation) => changes.Publish(new(tenant.Id, Topics.Conversations, conversation.Id.Value));
}
