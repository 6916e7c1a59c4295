using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>What the waiting list says of itself in the outbox.</summary>
static class WaitlistEvents
{
    /// <summary>Somebody joined, or wishes for other times: what is free already may fit.</summary>
    public const string Joined = "waitlist.joined";

    /// <summary>A time that was kept is kept no longer: the next one gets it.</summary>
    public const string Freed = "waitlist.freed";

    public static void Add(PortalDbContext db, TenantId tenant, string kind, WaitlistEntryId entry, Instant now) =>
        db.Add(new OutboxEvent(tenant) { Kind = kind, Payload = $$"""{"entry":"{{entry}}"}""", CreatedAt = now });
}
