using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

public enum WaitlistOfferState
{
    /// <summary>Kept, and not answered yet.</summary>
    Open,

    /// <summary>Taken by the patient; the booking stands, or is on its way while there is no appointment.</summary>
    Accepted,
    Declined,
    Expired,

    /// <summary>Taken by the patient, and could not be booked any more: the doctor is away after all.</summary>
    Lost,
}

/// <summary>
/// A time that is kept for one who waits, until it expires. The time itself is kept by a hold whose visitor key is this offer's id, so that nobody
/// else can have it; the booking carries <see cref="CommandKey"/>, so that it is made once however often it is accepted.
/// </summary>
public sealed class WaitlistOffer(TenantId tenantId, WaitlistOfferId id) : TenantOwned(tenantId)
{
    public WaitlistOfferId Id { get; } = id;

    public required WaitlistEntryId EntryId { get; init; }

    public required PractitionerId PractitionerId { get; init; }

    public required Instant StartsAt { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>Until when the patient may accept.</summary>
    public required Instant ExpiresAt { get; init; }

    public WaitlistOfferState State { get; init; }

    public Instant? AnsweredAt { get; init; }

    public required Guid CommandKey { get; init; }

    public AppointmentId? AppointmentId { get; init; }

    /// <summary>
    /// Whether a later appointment for the same is kept beside this time: first as the message of it said, then as who accepted it chose. It is written with
    /// the answer, so that whoever books what was accepted does what was chosen.
    /// </summary>
    public bool KeepLater { get; init; }

    /// <summary>The member of staff who chose the time; null for the list's own.</summary>
    public UserId? OfferedBy { get; init; }
}

sealed class WaitlistOfferMapping : IEntityTypeConfiguration<WaitlistOffer>
{
    public void Configure(EntityTypeBuilder<WaitlistOffer> offer)
    {
        offer.ToTable("waitlist_offers", table =>
        {
            table.HasCheckConstraint("waitlist_offers_state", "state in ('Open','Accepted','Declined','Expired','Lost')");
            table.HasCheckConstraint("waitlist_offers_order", "created_at < expires_at and expires_at < starts_at");
        });
        offer.HasKey(o => new { o.TenantId, o.Id });
        offer.Property(o => o.Id).ValueGeneratedNever();
        offer.Property(o => o.State).HasConversion<string>().HasMaxLength(16);
        // these two are what "never offered twice" and "never two accepted" rest on, beside the claims
        offer.HasIndex(o => new { o.TenantId, o.PractitionerId, o.StartsAt }).IsUnique().HasFilter("state = 'Open'").HasDatabaseName("waitlist_offers_one_a_slot");
        offer.HasIndex(o => new { o.TenantId, o.EntryId }).IsUnique().HasFilter("state in ('Open','Accepted')").HasDatabaseName("waitlist_offers_one_an_entry");
        offer.HasIndex(o => new { o.TenantId, o.CommandKey }).IsUnique();
        offer.HasIndex(o => new { o.TenantId, o.EntryId, o.CreatedAt });
        offer.HasOne<WaitlistEntry>().WithMany().HasForeignKey(o => new { o.TenantId, o.EntryId }).OnDelete(DeleteBehavior.Cascade);
        offer.HasOne<Practitioner>().WithMany().HasForeignKey(o => new { o.TenantId, o.PractitionerId }).OnDelete(DeleteBehavior.Restrict);
        offer.HasOne<Appointment>().WithMany().HasForeignKey(o => new { o.TenantId, o.AppointmentId }).OnDelete(DeleteBehavior.Restrict);
    }
}
