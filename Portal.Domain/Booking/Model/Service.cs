using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>What can be booked: a consultation, a cleaning, a follow-up.</summary>
public sealed class Service(TenantId tenantId, ServiceId id) : TenantOwned(tenantId)
{
    public ServiceId Id { get; } = id;

    public required string NameAr { get; set; }

    public required string NameEn { get; set; }

    public string? DescriptionAr { get; set; }

    public string? DescriptionEn { get; set; }

    public required int Minutes { get; set; }

    /// <summary>Minutes kept free before each appointment.</summary>
    public int BufferBefore { get; set; }

    /// <summary>Minutes kept free after each appointment.</summary>
    public int BufferAfter { get; set; }

    /// <summary>In the tenant's currency; null where the price is told at the desk.</summary>
    public decimal? Price { get; set; }

    /// <summary>Length of a patient's first visit to the clinic, where it differs.</summary>
    public int? NewPatientMinutes { get; set; }

    /// <summary>Days after a visit within which the next to the same practitioner is a follow-up, once; null where there is no such thing.</summary>
    public int? RevisitDays { get; set; }

    /// <summary>Length of a follow-up, where it differs.</summary>
    public int? FollowUpMinutes { get; set; }

    /// <summary>What a follow-up costs; often 0. Null where it costs what the service does.</summary>
    public decimal? FollowUpPrice { get; set; }

    /// <summary>Whole years on the day of the visit, inclusive.</summary>
    public int? MinAge { get; set; }

    /// <summary>Whole years on the day of the visit, inclusive.</summary>
    public int? MaxAge { get; set; }

    /// <summary>Given to patients of this gender alone.</summary>
    public Gender? Gender { get; set; }

    /// <summary>How many of it a practitioner does on one day of the clinic.</summary>
    public int? DailyLimit { get; set; }

    /// <summary>How many of it a practitioner does in one week of the clinic, which begins with <see cref="BookingSettings.WeekStart"/>.</summary>
    public int? WeeklyLimit { get; set; }

    /// <summary>How many patients come to one appointment together; more than one for a class or a group.</summary>
    public int Capacity { get; set; } = 1;

    /// <summary>Asked for in advance, in the tenant's currency.</summary>
    public decimal? Deposit { get; set; }

    /// <summary><c>#rrggbb</c>.</summary>
    public required string Colour { get; set; }

    public bool Retired { get; set; }

    public int Position { get; set; }

    public uint Version { get; private init; }

    public string Name(string language) => language == "ar" ? NameAr : NameEn;

    public string? Description(string language) => language == "ar" ? DescriptionAr : DescriptionEn;
}

sealed class ServiceMapping : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> service)
    {
        service.ToTable("services", table =>
        {
            table.HasCheckConstraint("services_minutes", """
                minutes between 1 and 1440 and buffer_before between 0 and 240 and buffer_after between 0 and 240
                and new_patient_minutes between 1 and 1440 and follow_up_minutes between 1 and 1440
                """);
            table.HasCheckConstraint("services_limits", """
                revisit_days between 1 and 365 and min_age between 0 and 150 and max_age between 0 and 150 and min_age <= max_age
                and daily_limit between 1 and 1000 and weekly_limit between 1 and 5000
                and capacity between 1 and 500 and price >= 0 and follow_up_price >= 0 and deposit >= 0
                """);
        });
        service.HasKey(s => new { s.TenantId, s.Id });
        service.Property(s => s.Id).ValueGeneratedNever();
        service.Property(s => s.Price).HasPrecision(12, 2);
        service.Property(s => s.Capacity).HasDefaultValue(1);
        service.Property(s => s.FollowUpPrice).HasPrecision(12, 2);
        service.Property(s => s.Deposit).HasPrecision(12, 2);
        service.Property(s => s.Gender).HasConversion<string>().HasMaxLength(16);
        service.Property(s => s.Version).IsRowVersion();
    }
}
