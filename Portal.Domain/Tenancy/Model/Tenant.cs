using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Tenancy.Model;

public enum TenantKind
{
    Clinic,
    Pharmacy,

    /// <summary>The company that runs the Portal. Its "subdomain" is the base host itself, so signing in, messages and audit need no second way.</summary>
    Operator,
}

public enum TenantStatus
{
    Active,
    Suspended,
    Closed,
}

/// <summary>A row of the catalogue: global, and without row security, because it is read to find out which tenant a host means.</summary>
public sealed class Tenant
{
    public required TenantId Id { get; init; }

    /// <summary>The subdomain: lower-case letters, digits and inner hyphens. Empty for the operator.</summary>
    public required string Slug { get; init; }

    public required TenantKind Kind { get; init; }

    public TenantStatus Status { get; set; }

    public required string NameAr { get; set; }

    public required string NameEn { get; set; }

    /// <summary>IANA zone, such as <c>Africa/Cairo</c>. What is shown is this zone's time.</summary>
    public required string TimeZone { get; set; }

    /// <summary><c>ar</c> or <c>en</c>: what a visitor sees who has not chosen.</summary>
    public required string DefaultLanguage { get; set; }

    /// <summary>ISO 3166 alpha-2; the default country of phone numbers typed without a prefix.</summary>
    public required string Country { get; set; }

    /// <summary>ISO 4217 code of the prices.</summary>
    public required string Currency { get; set; }

    /// <summary>E.164.</summary>
    public string? Phone { get; set; }

    public string? AddressAr { get; set; }

    public string? AddressEn { get; set; }

    /// <summary>Where it is, in degrees north; the prayers that people tell the time by are reckoned from it. Null: as in the country's capital.</summary>
    public double? Latitude { get; set; }

    /// <summary>Degrees east; never without the latitude.</summary>
    public double? Longitude { get; set; }

    public string? AboutAr { get; set; }

    public string? AboutEn { get; set; }

    /// <summary><c>#rrggbb</c>; the pages adjust it where its contrast would fail.</summary>
    public required string BrandColour { get; set; }

    /// <summary>Whether times and prices are written ٠١٢٣ in Arabic pages.</summary>
    public bool ArabicDigits { get; set; }

    public string Name(string language) => language == "ar" ? NameAr : NameEn;

    public string? Address(string language) => language == "ar" ? AddressAr : AddressEn;

    public string? About(string language) => language == "ar" ? AboutAr : AboutEn;
}

sealed class TenantMapping : IEntityTypeConfiguration<Tenant>
{
    public void Configure(EntityTypeBuilder<Tenant> tenant)
    {
        tenant.ToTable("tenants", table => table.HasCheckConstraint(
            "tenants_place", "(latitude is null) = (longitude is null) and latitude between -90 and 90 and longitude between -180 and 180"));
        tenant.HasKey(t => t.Id);
        tenant.HasIndex(t => t.Slug).IsUnique();
        tenant.Property(t => t.Slug).HasMaxLength(63);
        tenant.Property(t => t.Kind).HasConversion<string>().HasMaxLength(16);
        tenant.Property(t => t.Status).HasConversion<string>().HasMaxLength(16);
    }
}
