using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>A practitioner is away. Appointments already made stay until a person moves them.</summary>
public sealed class TimeOff(TenantId tenantId, Guid id, PractitionerId practitionerId) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public PractitionerId PractitionerId { get; } = practitionerId;

    public required Instant StartsAt { get; init; }

    public required Instant EndsAt { get; init; }

    public string? Reason { get; init; }
}

sealed class TimeOffMapping : IEntityTypeConfiguration<TimeOff>
{
    public void Configure(EntityTypeBuilder<TimeOff> off)
    {
        off.ToTable("time_off", table => table.HasCheckConstraint("time_off_order", "starts_at < ends_at"));
        off.HasKey(o => new { o.TenantId, o.Id });
        off.Property(o => o.Id).ValueGeneratedNever();
        off.HasIndex(o => new { o.TenantId, o.PractitionerId, o.EndsAt });
        off.HasOne<Practitioner>().WithMany().HasForeignKey(o => new { o.TenantId, o.PractitionerId });
    }
}
