using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Feeds;

/// <summary>Makes a secret address for a calendar program. The secret is in the answer and nowhere else.</summary>
public sealed class MakeFeed(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, FeedOwners owners, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Of one calendar, at once.</summary>
    public const int Most = 10;

    /// <param name="Resource">A practitioner or a room.</param>
    public sealed record Request(Guid Resource, FeedDetail Detail, string Language, string? Name);

    /// <param name="Secret">Shown once.</param>
    public sealed record Made(Guid Id, string Secret);

    public async Task<Result<Made, FeedError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await owners.MayAsync(db, request.Resource, cancellation))
            return await audit.RefuseAsync("feed.make", FeedError.Forbidden, "resource", request.Resource, cancellation);
        var name = request.Name?.Trim();
        if (name is { Length: > 80 })
            return FeedError.NameTooLong;
        if (!await FeedOwners.IsBookedAsync(db, request.Resource, cancellation))
            return FeedError.NotFound;
        if (await db.Set<CalendarFeed>().CountAsync(f => f.ResourceId == request.Resource && f.RevokedAt == null, cancellation) >= Most)
            return FeedError.TooMany;

        var (secret, hash) = SecretToken.Create();
        var now = clock.GetUtcNow().ToInstant();
        var feed = new CalendarFeed(tenant.Id, Guid.CreateVersion7(), request.Resource)
        {
            SecretHash = hash, Detail = request.Detail, Language = request.Language == "en" ? "en" : "ar", Name = string.IsNullOrEmpty(name) ? null : name,
            Own = !owners.IsAdministrator, MadeBy = caller.UserId, CreatedAt = now, RenewedAt = now,
        };
        db.Add(feed);
        audit.Add(db, "feed.make", "feed", feed.Id, new { resource = request.Resource, detail = request.Detail.ToString() });
        await db.SaveChangesAsync(cancellation);
        return new Made(feed.Id, secret);
    }
}
