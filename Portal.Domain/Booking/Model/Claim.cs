using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>
/// A stretch of a resource's time that nobody else can have. The exclusion constraint on this table is the only arbiter of double
/// booking; every check made elsewhere is for good messages. A row lives only while it blocks.
/// </summary>
/// <remarks>Written by the SQL functions of this module alone; mapped so that it can be read and is covered by the isolation test.</remarks>
public sealed class Claim(TenantId tenantId, Guid ownerId, Guid resourceId) : TenantOwned(tenantId)
{
    /// <summary>The appointment, session or hold that owns the claim.</summary>
    public Guid OwnerId { get; } = ownerId;

    /// <summary>A practitioner, a room or a device.</summary>
    public Guid ResourceId { get; } = resourceId;

    /// <summary>0, or a lane of its own for an overbooking on purpose.</summary>
    public short Lane { get; init; }

    /// <summary>Buffers included; begins inclusive, ends exclusive.</summary>
    public required Interval Occupied { get; init; }

    /// <summary>Computed from <see cref="Occupied"/>: the range operators are not leakproof, so under row security no index serves them.</summary>
    public Instant StartsAt { get; private init; }

    public Instant EndsAt { get; private init; }

    /// <summary>Set for a hold: after this it blocks nobody and is swept away by the next booking.</summary>
    public Instant? ExpiresAt { get; init; }
}

sealed class ClaimMapping : IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Claim> claim)
    {
        // an empty or open-ended range has no bounds to store and fails there
        claim.ToTable("claims", table => table.HasCheckConstraint("claims_bounds",
            "lower_inc(occupied) and not upper_inc(occupied) and ends_at - starts_at <= interval '2 days'"));
        claim.HasKey(c => new { c.TenantId, c.OwnerId, c.ResourceId });
        claim.Property(c => c.OwnerId).ValueGeneratedNever();
        claim.Property(c => c.Lane).HasDefaultValue((short)0);
        claim.Property(c => c.StartsAt).HasComputedColumnSql("lower(occupied)", stored: true);
        claim.Property(c => c.EndsAt).HasComputedColumnSql("upper(occupied)", stored: true);
        claim.HasIndex(c => new { c.TenantId, c.ResourceId, c.StartsAt });
        claim.HasIndex(c => new { c.TenantId, c.ExpiresAt }).HasFilter("expires_at IS NOT NULL");
    }
}
