using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>A practitioner works once outside the weekly hours, also on a holiday: one window in the clinic's local time. An end at or before its beginning is on the next day.</summary>
public sealed class ExtraHours(TenantId tenantId, Guid id, PractitionerId practitionerId) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public PractitionerId PractitionerId { get; } = practitionerId;

    public required LocalDate Date { get; init; }

    public required LocalTime From { get; init; }

    public required LocalTime To { get; init; }

    /// <summary>How many turns are given; null where times are.</summary>
    public int? Turns { get; init; }

    /// <summary>The branch; null in a clinic with one address.</summary>
    public Guid? LocationId { get; init; }
}

sealed class ExtraHoursMapping : IEntityTypeConfiguration<ExtraHours>
{
    public void Configure(EntityTypeBuilder<ExtraHours> hours)
    {
        hours.ToTable("extra_hours", table => table.HasCheckConstraint("extra_hours_turns", "turns between 1 and 500"));
        hours.HasKey(h => new { h.TenantId, h.Id });
        hours.Property(h => h.Id).ValueGeneratedNever();
        hours.Property(h => h.From).HasColumnName("from_time");
        hours.Property(h => h.To).HasColumnName("to_time");
        hours.HasIndex(h => new { h.TenantId, h.PractitionerId, h.Date });
        hours.HasOne<Practitioner>().WithMany().HasForeignKey(h => new { h.TenantId, h.PractitionerId });
        hours.HasOne<Location>().WithMany().HasForeignKey(h => new { h.TenantId, h.LocationId }).OnDelete(DeleteBehavior.Restrict);
    }
}
