using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Bulk.Model;

public enum BulkItemState
{
    Pending,
    Done,

    /// <summary>Refused, with the reason; a person chooses the way on.</summary>
    Failed,

    /// <summary>Left out by a person.</summary>
    Skipped,
}

/// <summary>What is to become of one appointment.</summary>
public sealed class BulkChangeItem(TenantId tenantId, BulkItemId id, BulkChangeId changeId) : TenantOwned(tenantId)
{
    public BulkItemId Id { get; } = id;

    public BulkChangeId ChangeId { get; } = changeId;

    /// <summary>In which order they are worked off: one patient's after each other.</summary>
    public required int Position { get; init; }

    public required AppointmentId AppointmentId { get; init; }

    /// <summary>As the preview read it; what was changed since is not touched.</summary>
    public required int Version { get; set; }

    /// <summary>Where it stood.</summary>
    public required PractitionerId FromPractitioner { get; set; }

    /// <summary>Where it stood.</summary>
    public required Instant FromStart { get; set; }

    /// <summary>Where it goes; null where it is not moved by the clinic.</summary>
    public PractitionerId? TargetPractitioner { get; set; }

    /// <summary>Where it goes; null where it is not moved by the clinic.</summary>
    public Instant? TargetStart { get; set; }

    public required BulkItemState State { get; set; }

    public BookingError? Error { get; set; }

    /// <summary>Of the ordinary use case that does it: done twice, it is done once.</summary>
    public required Guid CommandKey { get; set; }

    /// <summary>When the patient's message was written; set with it in one transaction.</summary>
    public Instant? ToldAt { get; set; }
}

sealed class BulkChangeItemMapping : IEntityTypeConfiguration<BulkChangeItem>
{
    public void Configure(EntityTypeBuilder<BulkChangeItem> item)
    {
        item.ToTable("bulk_change_items", table => table.HasCheckConstraint(
            "bulk_change_items_target", "(target_practitioner is null) = (target_start is null)"));
        item.HasKey(i => new { i.TenantId, i.Id });
        item.Property(i => i.Id).ValueGeneratedNever();
        item.Property(i => i.State).HasConversion<string>().HasMaxLength(16);
        item.Property(i => i.Error).HasConversion<string>().HasMaxLength(32);
        item.HasIndex(i => new { i.TenantId, i.ChangeId, i.Position }).IsUnique();
        item.HasIndex(i => new { i.TenantId, i.ChangeId, i.AppointmentId }).IsUnique();
        item.HasIndex(i => new { i.TenantId, i.AppointmentId });
        item.HasIndex(i => new { i.TenantId, i.CommandKey }).IsUnique();
        item.HasOne<BulkChange>().WithMany().HasForeignKey(i => new { i.TenantId, i.ChangeId });
        item.HasOne<Appointment>().WithMany().HasForeignKey(i => new { i.TenantId, i.AppointmentId }).OnDelete(DeleteBehavior.Restrict);
    }
}
