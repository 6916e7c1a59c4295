using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>Somebody whose time is booked. Their id is also the id of the resource that claims are made on.</summary>
public sealed class Practitioner(TenantId tenantId, PractitionerId id) : TenantOwned(tenantId)
{
    public PractitionerId Id { get; } = id;

    public required string NameAr { get; set; }

    public required string NameEn { get; set; }

    public string? SpecialtyAr { get; set; }

    public string? SpecialtyEn { get; set; }

    /// <summary><c>#rrggbb</c> on the desk's calendar.</summary>
    public required string Colour { get; set; }

    /// <summary>The staff account that sees this practitioner's list, if there is one.</summary>
    public UserId? UserId { get; set; }

    /// <summary>How many patients of any service in one day of the clinic.</summary>
    public int? DailyLimit { get; set; }

    /// <summary>How many patients of any service in one week of the clinic.</summary>
    public int? WeeklyLimit { get; set; }

    /// <summary>No longer booked; their history stays.</summary>
    public bool Retired { get; set; }

    /// <summary>Place in lists, ascending.</summary>
    public int Position { get; set; }

    public uint Version { get; private init; }

    public string Name(string language) => language == "ar" ? NameAr : NameEn;

    public string? Specialty(string language) => language == "ar" ? SpecialtyAr : SpecialtyEn;
}

sealed class PractitionerMapping : IEntityTypeConfiguration<Practitioner>
{
    public void Configure(EntityTypeBuilder<Practitioner> practitioner)
    {
        practitioner.ToTable("practitioners", table => table.HasCheckConstraint(
            "practitioners_limits", "daily_limit between 1 and 1000 and weekly_limit between 1 and 5000"));
        practitioner.HasKey(p => new { p.TenantId, p.Id });
        practitioner.Property(p => p.Id).ValueGeneratedNever();
        practitioner.Property(p => p.Version).IsRowVersion();
        practitioner.HasIndex(p => new { p.TenantId, p.UserId }).IsUnique().HasFilter("user_id IS NOT NULL");
    }
}
