using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>
/// A practitioner's weekly hours. The one without dates is the usual week; one with dates (Ramadan, summer) replaces it on every day it
/// covers. The database refuses two of a practitioner that cover the same day.
/// </summary>
public sealed class WeeklySchedule(TenantId tenantId, Guid id, PractitionerId practitionerId) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public PractitionerId PractitionerId { get; } = practitionerId;

    public string? Label { get; set; }

    public LocalDate? ValidFrom { get; set; }

    /// <summary>Inclusive.</summary>
    public LocalDate? ValidTo { get; set; }

    public List<WeeklyHours> Hours { get; private init; } = [];
}

/// <summary>One working window in the clinic's local time; an end at or before its beginning is on the next day.</summary>
public sealed class WeeklyHours(TenantId tenantId, Guid scheduleId, IsoDayOfWeek day, LocalTime from) : TenantOwned(tenantId)
{
    public Guid ScheduleId { get; } = scheduleId;

    public IsoDayOfWeek Day { get; } = day;

    public LocalTime From { get; } = from;

    public required LocalTime To { get; init; }

    /// <summary>How many turns are given in these hours; null where times are.</summary>
    public int? Turns { get; init; }

    /// <summary>The branch where these hours are kept; null in a clinic with one address.</summary>
    public Guid? LocationId { get; init; }
}

sealed class WeeklyScheduleMapping : IEntityTypeConfiguration<WeeklySchedule>, IEntityTypeConfiguration<WeeklyHours>
{
    public void Configure(EntityTypeBuilder<WeeklySchedule> schedule)
    {
        schedule.ToTable("weekly_schedules", table => table.HasCheckConstraint(
            "weekly_schedules_dates", "(valid_from is null) = (valid_to is null) and valid_from <= valid_to"));
        schedule.HasKey(s => new { s.TenantId, s.Id });
        schedule.Property(s => s.Id).ValueGeneratedNever();
        schedule.HasIndex(s => new { s.TenantId, s.PractitionerId });
        schedule.HasOne<Practitioner>().WithMany().HasForeignKey(s => new { s.TenantId, s.PractitionerId });
        schedule.HasMany(s => s.Hours).WithOne().HasForeignKey(h => new { h.TenantId, h.ScheduleId }).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<WeeklyHours> hours)
    {
        hours.ToTable("weekly_hours", table => table.HasCheckConstraint("weekly_hours_turns", "turns between 1 and 500"));
        hours.HasKey(h => new { h.TenantId, h.ScheduleId, h.Day, h.From });
        hours.Property(h => h.Day).HasConversion<short>();
        hours.Property(h => h.From).HasColumnName("from_time");
        hours.Property(h => h.To).HasColumnName("to_time");
        hours.HasOne<Location>().WithMany().HasForeignKey(h => new { h.TenantId, h.LocationId }).OnDelete(DeleteBehavior.Restrict);
    }
}
