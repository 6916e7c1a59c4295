using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Bulk.Model;

public enum BulkKind
{
    /// <summary>Each appointment goes to the time that the preview found for it.</summary>
    Move,
    Cancel,

    /// <summary>Each patient is offered a few times, which are kept for them; until they choose, the appointment stands as it was.</summary>
    OfferAlternatives,
}

/// <summary>Why; said to the patients in their own language, so it is one of a few that are written in both.</summary>
public enum BulkReason
{
    Illness,
    Emergency,
    Absence,
    ClinicClosed,
}

public enum BulkState
{
    /// <summary>Written down with all its items; nobody has begun.</summary>
    Preparing,
    Running,

    /// <summary>A person stopped it; what is left waits.</summary>
    Paused,
    Done,
}

/// <summary>
/// One act upon all appointments of a practitioner in a stretch of time. Written with all its items at once and worked off afterwards, item by
/// item, by a job that may die at any point and be run twice at once.
/// </summary>
public sealed class BulkChange(TenantId tenantId, BulkChangeId id) : TenantOwned(tenantId)
{
    public BulkChangeId Id { get; } = id;

    public required PractitionerId PractitionerId { get; init; }

    public required Instant StartsAt { get; init; }

    public required Instant EndsAt { get; init; }

    public required BulkKind Kind { get; init; }

    public required BulkReason Reason { get; init; }

    /// <summary>For the clinic's own eyes; patients are told the reason alone.</summary>
    public string? Note { get; init; }

    public required UserId? MadeBy { get; init; }

    public required Instant CreatedAt { get; init; }

    public required BulkState State { get; set; }

    /// <summary>The last sign of life of the job; one that is silent for long has died.</summary>
    public required Instant TouchedAt { get; set; }
}

sealed class BulkChangeMapping : IEntityTypeConfiguration<BulkChange>
{
    public void Configure(EntityTypeBuilder<BulkChange> change)
    {
        change.ToTable("bulk_changes", table => table.HasCheckConstraint("bulk_changes_order", "starts_at < ends_at"));
        change.HasKey(c => new { c.TenantId, c.Id });
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Kind).HasConversion<string>().HasMaxLength(24);
        change.Property(c => c.Reason).HasConversion<string>().HasMaxLength(24);
        change.Property(c => c.State).HasConversion<string>().HasMaxLength(16);
        change.HasIndex(c => new { c.TenantId, c.CreatedAt });
        change.HasOne<Practitioner>().WithMany().HasForeignKey(c => new { c.TenantId, c.PractitionerId }).OnDelete(DeleteBehavior.Restrict);
    }
}
