using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Money.Model;

/// <summary>
/// One person's time at the till, from the first receipt until it is closed: then the cash is counted, and nothing about the shift changes any more
/// (a trigger sees to it). Each person has one open shift at most.
/// </summary>
/// <remarks>Written by the SQL functions of this module alone.</remarks>
public sealed class Shift(TenantId tenantId, ShiftId id) : TenantOwned(tenantId)
{
    public ShiftId Id { get; } = id;

    public required UserId StaffId { get; init; }

    public required Instant OpenedAt { get; init; }

    public Instant? ClosedAt { get; init; }

    /// <summary>Who closed it; an administrator may close another's.</summary>
    public UserId? ClosedBy { get; init; }

    /// <summary>The cash that the receipts add up to.</summary>
    public decimal? ExpectedCash { get; init; }

    /// <summary>The cash that was in the drawer, without what was in it at the beginning; below nothing where more was given back than taken.</summary>
    public decimal? CountedCash { get; init; }

    /// <summary>What is said of the difference; there is no difference without it.</summary>
    public string? Note { get; init; }

    /// <summary>Of the command that closed it.</summary>
    public Guid? CloseKey { get; init; }
}

sealed class ShiftMapping : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> shift)
    {
        shift.ToTable("shifts", table => table.HasCheckConstraint("shifts_closed", """
            (closed_at is null) = (closed_by is null) and (closed_at is null) = (expected_cash is null) and (closed_at is null) = (counted_cash is null)
            and (closed_at is null) = (close_key is null) and (counted_cash is not distinct from expected_cash or note is not null)
            """));
        shift.HasKey(s => new { s.TenantId, s.Id });
        shift.Property(s => s.Id).ValueGeneratedNever();
        shift.Property(s => s.ExpectedCash).HasPrecision(12, 2);
        shift.Property(s => s.CountedCash).HasPrecision(12, 2);
        shift.HasIndex(s => new { s.TenantId, s.StaffId }).IsUnique().HasFilter("closed_at IS NULL");
        shift.HasIndex(s => new { s.TenantId, s.OpenedAt });
    }
}
