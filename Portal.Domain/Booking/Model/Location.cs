using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>A branch of the clinic. A clinic with one address needs none.</summary>
public sealed class Location(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public required string NameAr { get; set; }

    public required string NameEn { get; set; }

    public string? AddressAr { get; set; }

    public string? AddressEn { get; set; }

    public bool Retired { get; set; }

    public int Position { get; set; }

    public uint Version { get; private init; }

    public string Name(string language) => language == "ar" ? NameAr : NameEn;

    public string? Address(string language) => language == "ar" ? AddressAr : AddressEn;
}

sealed class LocationMapping : IEntityTypeConfiguration<Location>
{
    public void Configure(EntityTypeBuilder<Location> location)
    {
        location.ToTable("locations");
        location.HasKey(l => new { l.TenantId, l.Id });
        location.Property(l => l.Id).ValueGeneratedNever();
        location.Property(l => l.Version).IsRowVersion();
    }
}
