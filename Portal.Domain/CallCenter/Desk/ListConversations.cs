using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.Desk;

public enum ConversationView
{
    /// <summary>Waiting first, the most urgent and then the oldest on top; then the reader's own; then all others that are not over.</summary>
    Open,
    Mine,

    /// <summary>Of the last days, newest first.</summary>
    Ended,
}

/// <summary>The desk's list of conversations, with how many wait.</summary>
public sealed class ListConversations(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public static readonly Duration EndedOfLast = Duration.FromDays(7);
    const int Most = 200;
    const int MostSearched = 5000;
    const int LongestWords = 160;

    /// <param name="Search">Part of a phone number, or of a name in either script's spelling: then of all conversations, whatever the view.</param>
    public sealed record Request(ConversationView View = ConversationView.Open, string? Search = null);

    /// <param name="Name">As said, or as it is known where the phone is proved.</param>
    /// <param name="Wanted">The last wish; a bare yes or a hello is none.</param>
    /// <param name="WaitingSince">Null where nobody waits for a person.</param>
    /// <param name="Last">The last words of either side; the patient's where a person is waited for.</param>
    public sealed record Item(
        ConversationId Id, Channel Channel, string Language, IdentityLevel Level, string? Name, string? Phone, ConversationState State, UserId? Holder, string? HolderName,
        Urgency Urgency, HandoverReason? Reason, Intent? Wanted, Outcome Outcome, Instant StartedAt, Instant LastAt, Instant? WaitingSince, Instant? EndedAt, Words? Last);

    public sealed record Words(Speaker Speaker, string Text, string Language);

    /// <param name="Requests">How many wait to be dealt with.</param>
    /// <param name="Present">Names of who has the conversations open now, the reader included.</param>
    public sealed record Page(IReadOnlyList<Item> Conversations, int Waiting, int Mine, int Requests, IReadOnlyList<string> Present);

    public async Task<Result<Page, ConversationError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsAny(ConversationWriter.Desk))
            return await audit.RefuseAsync("conversation.list", ConversationError.Forbidden, cancellation: cancellation);
        var (me, now) = (caller.UserId, clock.GetUtcNow().ToInstant());
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var all = db.Set<Conversation>();
        var (endedSince, presentSince) = (now - EndedOfLast, now - DeskPresence.Fresh);
        var wanted = request.Search?.Trim() is { Length: > 0 } search ? await FoundAsync(db, search, cancellation) : request.View switch
        {
            ConversationView.Mine => all.Where(c => c.State == ConversationState.Person && c.HolderId == me),
            ConversationView.Ended => all.Where(c => c.State == ConversationState.Ended && c.LastAt > endedSince).OrderByDescending(c => c.LastAt),
            _ => all.Where(c => c.State != ConversationState.Ended),
        };
        var items = await Items(db, wanted.Take(Most)).ToListAsync(cancellation);
        return new Page(
            [.. items.OrderBy(i => i.EndedAt is not null).ThenBy(i => Place(i, me)).ThenByDescending(i => i.State == ConversationState.Waiting ? i.Urgency : default)
                .ThenBy(i => i.State == ConversationState.Waiting ? i.WaitingSince : null).ThenByDescending(i => i.LastAt)],
            await all.CountAsync(c => c.State == ConversationState.Waiting, cancellation),
            await all.CountAsync(c => c.State == ConversationState.Person && c.HolderId == me, cancellation),
            await db.Set<PatientRequest>().CountAsync(r => r.HandledAt == null, cancellation),
            await db.Set<DeskPresence>().Where(p => p.SeenAt > presentSince).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(cancellation));
    }

    static int Place(Item item, UserId? me) => item.State switch
    {
        ConversationState.Waiting => 0,
        ConversationState.Person when item.Holder == me => 1,
        _ => 2,
    };

    static IQueryable<Item> Items(PortalDbContext db, IQueryable<Conversation> conversations)
    {
        var noWish = new[] { Intent.Confirm, Intent.Deny, Intent.Greeting, Intent.OutOfScope };
        return conversations.Select(c => new Item(
            c.Id, c.Channel, c.Language, c.Level,
            db.Set<Patient>().Where(p => p.Id == c.PatientId).Select(p => p.Name).FirstOrDefault() ?? c.PatientName,
            c.Phone, c.State, c.HolderId, c.HolderName, c.Urgency, c.HandoverReason,
            db.Set<Turn>().Where(t => t.ConversationId == c.Id && t.Intent != null && !noWish.Contains(t.Intent.Value)).OrderByDescending(t => t.Number).Select(t => t.Intent).FirstOrDefault(),
            c.Outcome, c.StartedAt, c.LastAt, c.State == ConversationState.Waiting ? c.WaitingSince : null, c.EndedAt,
            db.Set<Turn>().Where(t => t.ConversationId == c.Id && t.Speaker != Speaker.Whisper && t.Speaker != Speaker.Note)
                .OrderByDescending(t => c.State == ConversationState.Waiting && t.Speaker == Speaker.Patient).ThenByDescending(t => t.Number)
                .Select(t => new Words(t.Speaker, t.Text.Length > LongestWords ? t.Text.Substring(0, LongestWords) : t.Text, t.Language)).FirstOrDefault()));
    }

    // names are compared as they are folded, in memory: the newest some thousand that have one
    static async Task<IQueryable<Conversation>> FoundAsync(PortalDbContext db, string search, CancellationToken cancellation)
    {
        var newest = db.Set<Conversation>().OrderByDescending(c => c.LastAt);
        if (Digits.Only(search).TrimStart('0') is { Length: >= 3 } digits)
            return newest.Where(c => c.Phone != null && c.Phone.Contains(digits));
        var words = NameFolding.Parts(search);
        var named = await newest.Where(c => c.PatientName != null || c.PatientId != null).Take(MostSearched)
            .Select(c => new { c.Id, c.PatientName, Known = db.Set<Patient>().Where(p => p.Id == c.PatientId).Select(p => p.Name).FirstOrDefault() }).ToListAsync(cancellation);
        var ids = named.Where(c => Fits(c.PatientName) || Fits(c.Known)).Select(c => c.Id).Take(Most).ToArray();
        return newest.Where(c => ids.Contains(c.Id));

        bool Fits(string? name) => name is not null && NameFolding.Parts(name) is var parts && words.All(w => parts.Any(p => p.StartsWith(w, StringComparison.Ordinal)));
    }
}
