using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>What a clinic asks of a patient who has missed appointments before.</summary>
public enum NoShowPolicy
{
    None,

    /// <summary>The desk confirms their bookings by phone: they are proposed.</summary>
    AskToConfirm,

    /// <summary>A deposit is asked for.</summary>
    AskDeposit,

    /// <summary>They book by the desk alone.</summary>
    DeskOnly,
}

/// <summary>When patients take a ticket and are booked in line, instead of at once.</summary>
public enum RushMode
{
    /// <summary>While bookings come faster than the clinic's rate.</summary>
    Automatic,

    Off,
    Always,
}

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

    /// <summary>The first day of the week, for weekly limits and the desk's calendar.</summary>
    public IsoDayOfWeek WeekStart { get; set; } = IsoDayOfWeek.Saturday;

    public NoShowPolicy NoShowPolicy { get; set; }

    /// <summary>Missed appointments within twelve months from which on the policy applies.</summary>
    public int NoShowLimit { get; set; } = 2;

    /// <summary>Asked of who falls under <see cref="NoShowPolicy.AskDeposit"/> where the service asks for none itself.</summary>
    public decimal? NoShowDeposit { get; set; }

    public RushMode RushMode { get; set; }

    /// <summary>Bookings within ten seconds that are a rush.</summary>
    public int RushRate { get; set; } = 30;

    /// <summary>Counted up by triggers on every table the rules are made of, whoever writes.</summary>
    public long RulesVersion { get; private init; } = 1;
}

sealed class BookingSettingsMapping : IEntityTypeConfiguration<BookingSettings>
{
    public void Configure(EntityTypeBuilder<BookingSettings> settings)
    {
        settings.ToTable("booking_settings", table => table.HasCheckConstraint("booking_settings_sane", """
            notice_minutes between 0 and 43200 and horizon_days between 1 and 730 and step_minutes between 5 and 240 and hold_minutes between 1 and 30
            and week_start between 1 and 7 and no_show_limit between 1 and 20 and no_show_deposit >= 0
            and rush_rate between 2 and 1000
            """));
        settings.HasKey(s => s.TenantId);
        settings.Property(s => s.TenantId).ValueGeneratedNever();
        settings.Property(s => s.WeekStart).HasConversion<short>().HasDefaultValue(IsoDayOfWeek.Saturday).HasSentinel(IsoDayOfWeek.None);
        settings.Property(s => s.NoShowPolicy).HasConversion<string>().HasMaxLength(16).HasDefaultValue(NoShowPolicy.None);
        settings.Property(s => s.NoShowLimit).HasDefaultValue(2);
        settings.Property(s => s.NoShowDeposit).HasPrecision(12, 2);
        settings.Property(s => s.RushMode).HasConversion<string>().HasMaxLength(16).HasDefaultValue(RushMode.Automatic);
        settings.Property(s => s.RushRate).HasDefaultValue(30);
        settings.Property(s => s.RulesVersion).HasDefaultValue(1L).ValueGeneratedOnAddOrUpdate();
    }
}
