using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Feeds;

/// <summary>Whose a calendar is: an administrator looks after every feed, a doctor after those of their own calendar.</summary>
public sealed class FeedOwners(Caller caller)
{
    internal bool IsAdministrator => caller.IsAny(StaffRole.Administrator);

    internal async Task<bool> MayAsync(PortalDbContext db, Guid resource, CancellationToken cancellation) =>
        IsAdministrator || await OwnAsync(db, cancellation) is { } own && own.Value == resource;

    /// <summary>The calendar of the signed-in doctor; null for everybody else.</summary>
    internal async Task<PractitionerId?> OwnAsync(PortalDbContext db, CancellationToken cancellation)
    {
        if (caller is not { Kind: CallerKind.Staff, UserId: { } user } || !caller.IsAny(StaffRole.Doctor))
            return null;
        return await db.Set<Practitioner>().Where(p => p.UserId == user && !p.Retired).Select(p => (PractitionerId?)p.Id).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>A feed that the caller may change; that there is none is an administrator's alone to know.</summary>
    internal async Task<Result<CalendarFeed, FeedError>> FindAsync(PortalDbContext db, Guid id, CancellationToken cancellation)
    {
        var feed = await db.Set<CalendarFeed>().AsTracking().SingleOrDefaultAsync(f => f.Id == id && f.RevokedAt == null, cancellation);
        if (!(feed is null ? IsAdministrator : await MayAsync(db, feed.ResourceId, cancellation)))
            return FeedError.Forbidden;
        return feed is null ? FeedError.NotFound : feed;
    }

    /// <summary>Whether this is somebody or some room that is still booked.</summary>
    internal static async Task<bool> IsBookedAsync(PortalDbContext db, Guid resource, CancellationToken cancellation)
    {
        var practitioner = PractitionerId.From(resource);
        return await db.Set<Practitioner>().AnyAsync(p => p.Id == practitioner && !p.Retired, cancellation)
            || await db.Set<Resource>().AnyAsync(r => r.Id == resource && r.Kind == ResourceKind.Room && !r.Retired, cancellation);
    }

    /// <summary>Whether there is still a calendar behind the feed that its holder may read.</summary>
    internal static async Task<bool> IsOpenAsync(PortalDbContext db, CalendarFeed feed, CancellationToken cancellation)
    {
        if (feed.RevokedAt is not null || !await IsBookedAsync(db, feed.ResourceId, cancellation))
            return false;
        var id = PractitionerId.From(feed.ResourceId);
        if (await db.Set<Practitioner>().SingleOrDefaultAsync(p => p.Id == id, cancellation) is not { } practitioner)
            return true; // a room's
        if (feed.Own && practitioner.UserId != feed.MadeBy)
            return false;
        return practitioner.UserId is not { } account || await db.Set<Membership>().AnyAsync(m => m.UserId == account && m.Active, cancellation);
    }
}
