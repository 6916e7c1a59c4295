using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Identity;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Feeds;

/// <summary>The feeds that can be read, and the calendars that more can be made for: all of the clinic's for an administrator, a doctor's own.</summary>
public sealed class ListFeeds(IDbContextFactory<PortalDbContext> contexts, Caller caller, FeedOwners owners, AuditTrail audit)
{
    /// <param name="Calendars">Empty for a doctor without one.</param>
    public sealed record Feeds(IReadOnlyList<Calendar> Calendars, IReadOnlyList<Row> Rows);

    /// <param name="IsRoom">Else a doctor's.</param>
    public sealed record Calendar(Guid Resource, string NameAr, string NameEn, bool IsRoom)
    {
        public string Name(string language) => language == "ar" ? NameAr : NameEn;
    }

    /// <param name="MadeBy">The name of who made it.</param>
    public sealed record Row(Guid Id, Calendar Calendar, FeedDetail Detail, string? Name, string? MadeBy, Instant CreatedAt, Instant RenewedAt, Instant? LastReadAt);

    /// <param name="own">Of the caller's own calendar alone, also for an administrator who is a doctor too.</param>
    public async Task<Result<Feeds, FeedError>> ExecuteAsync(bool own, CancellationToken cancellation)
    {
        if (!caller.IsAny(own ? StaffRole.Doctor : StaffRole.Administrator))
            return await audit.RefuseAsync("feed.list", FeedError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var mine = own ? await owners.OwnAsync(db, cancellation) : null;
        if (own && mine is null)
            return new Feeds([], []);
        var calendars = await db.Set<Practitioner>().Where(p => !p.Retired && (mine == null || p.Id == mine)).OrderBy(p => p.Position).ThenBy(p => p.Id)
            .Select(p => new Calendar(p.Id.Value, p.NameAr, p.NameEn, false)).ToListAsync(cancellation);
        if (!own)
            calendars.AddRange(await db.Set<Resource>().Where(r => r.Kind == ResourceKind.Room && !r.Retired).OrderBy(r => r.Position).ThenBy(r => r.Id)
                .Select(r => new Calendar(r.Id, r.NameAr, r.NameEn, true)).ToListAsync(cancellation));
        var known = calendars.ToDictionary(c => c.Resource);
        var feeds = await db.Set<CalendarFeed>().Where(f => f.RevokedAt == null).OrderBy(f => f.CreatedAt).ToListAsync(cancellation);
        var names = await StaffNames.OfAsync(db, feeds.Select(f => f.MadeBy), cancellation);
        return new Feeds(calendars,
            [.. from feed in feeds
                where known.ContainsKey(feed.ResourceId)
                select new Row(feed.Id, known[feed.ResourceId], feed.Detail, feed.Name,
                    feed.MadeBy is { } maker ? names.GetValueOrDefault(maker) : null, feed.CreatedAt, feed.RenewedAt, feed.LastReadAt)]);
    }
}
