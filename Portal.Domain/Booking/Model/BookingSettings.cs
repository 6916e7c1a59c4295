using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>How a clinic takes bookings: one row a tenant.</summary>
public sealed class BookingSettings(TenantId tenantId) : TenantOwned(tenantId)
{
    /// <summary>A visitor books no nearer than this many minutes from now; the desk may.</summary>
    public int NoticeMinutes { get; set; } = 60;

    /// <summary>Days ahead, today not counted.</summary>
    public int HorizonDays { get; set; } = 60;

    /// <summary>Minutes between two offered starts.</summary>
    public int StepMinutes { get; set; } = 15;

    public int HoldMinutes { get; set; } = 5;

    /// <summary>Counted up by triggers on every table the rules are made of, whoever writes.</summary>
    public long RulesVersion { get; private init; } = 1;
}

sealed class BookingSettingsMapping : IEntityTypeConfiguration<BookingSettings>
{
    public void Configure(EntityTypeBuilder<BookingSettings> settings)
    {
        settings.ToTable("booking_settings", table => table.HasCheckConstraint("booking_settings_sane",
            "notice_minutes between 0 and 43200 and horizon_days between 1 and 730 and step_minutes between 5 and 240 and hold_minutes between 1 and 30"));
        settings.HasKey(s => s.TenantId);
        settings.Property(s => s.TenantId).ValueGeneratedNever();
        settings.Property(s => s.RulesVersion).HasDefaultValue(1L).ValueGeneratedOnAddOrUpdate();
    }
}
