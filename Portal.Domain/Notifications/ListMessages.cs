using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Notifications;

public enum MessagesError
{
    Forbidden,
    NotFound,

    /// <summary>It has been sent, or a sender has it in hand.</summary>
    NotKept,
}

/// <summary>Which messages the outbox page shows.</summary>
public enum MessagesFilter
{
    All,

    /// <summary>Waiting for a sender or for a person.</summary>
    ToSend,
    Failed,
    Sent,
}

/// <summary>The outbox page's messages, newest first; what opens something is masked outside Development.</summary>
public sealed class ListMessages(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, IOptions<NotificationsOptions> options)
{
    public const string Mask = "••••";
    const int MostOnAPage = 100;
    const int FewestDigits = 3;
    const int LongestSearch = 100;

    /// <param name="Search">Part of the text, of the address, or of the number as people write it.</param>
    public sealed record Request(int Skip = 0, int Take = 50, MessagesFilter Filter = MessagesFilter.All, string? Search = null);

    /// <param name="Secret">Null where it is masked.</param>
    /// <param name="Body">With the secret masked unless it may be shown.</param>
    public sealed record Item(
        Guid Id, MessageChannel Channel, string Recipient, string Template, string Language, string? Subject, string Body, string? Secret,
        Instant CreatedAt, MessageStatus Status, Instant? SentAt, int Attempts, string? Failure);

    public sealed record Page(IReadOnlyList<Item> Messages, bool HasMore);

    public async Task<Result<Page, MessagesError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsReception)
            return await audit.RefuseAsync("message.list", MessagesError.Forbidden, cancellation: cancellation);
        var take = Math.Clamp(request.Take, 1, MostOnAPage);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var messages = await Matching(Passing(db.Set<Message>(), request.Filter), request.Search?.Trim() ?? "")
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Skip(Math.Max(0, request.Skip)).Take(take + 1).ToListAsync(cancellation);
        return new Page([.. messages.Take(take).Select(ItemOf)], messages.Count > take);
    }

    static IQueryable<Message> Passing(IQueryable<Message> messages, MessagesFilter filter) => filter switch
    {
        MessagesFilter.ToSend => messages.Where(m => m.Status == MessageStatus.Kept || m.Status == MessageStatus.Pending),
        MessagesFilter.Failed => messages.Where(m => m.Status == MessageStatus.Failed),
        MessagesFilter.Sent => messages.Where(m => m.Status == MessageStatus.Sent),
        _ => messages,
    };

    // in what is shown: a search in the text as it is stored would find a masked code out, digit by digit
    IQueryable<Message> Matching(IQueryable<Message> messages, string wanted)
    {
        if (wanted.Length == 0)
            return messages;
        if (wanted.Length > LongestSearch)
            wanted = wanted[..LongestSearch];
        var (pattern, digits, reveal) = ($"%{Escaped(wanted)}%", Digits.Only(wanted).TrimStart('0'), options.Value.RevealSecrets);
        var isNumber = digits.Length >= FewestDigits && wanted.All(c => char.IsDigit(c) || "+-() ".Contains(c, StringComparison.Ordinal));
        return messages.Where(m =>
            EF.Functions.ILike(m.Recipient, pattern, "\\")
            || EF.Functions.ILike(reveal || m.Secret == null ? m.Body : m.Body.Replace(m.Secret, Mask), pattern, "\\")
            || EF.Functions.ILike((reveal || m.Secret == null ? m.Subject : m.Subject!.Replace(m.Secret, Mask)) ?? "", pattern, "\\")
            || (isNumber && m.Recipient.Contains(digits)));
    }

    static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    Item ItemOf(Message m)
    {
        var reveal = options.Value.RevealSecrets;
        return new(m.Id, m.Channel, m.Recipient, m.Template, m.Language, Masked(m.Subject, m, reveal), Masked(m.Body, m, reveal)!, reveal ? m.Secret : null,
            m.CreatedAt, m.Status, m.SentAt, m.Attempts, m.Failure);
    }

    static string? Masked(string? text, Message message, bool reveal) =>
        reveal || message.Secret is not { Length: > 0 } secret ? text : text?.Replace(secret, Mask, StringComparison.Ordinal);
}
