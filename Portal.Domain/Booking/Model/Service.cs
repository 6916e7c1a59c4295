using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
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
        service.ToTable("services", table => table.HasCheckConstraint(
            "services_minutes", "minutes between 1 and 1440 and buffer_before between 0 and 240 and buffer_after between 0 and 240"));
        service.HasKey(s => new { s.TenantId, s.Id });
        service.Property(s => s.Id).ValueGeneratedNever();
        service.Property(s => s.Price).HasPrecision(12, 2);
        service.Property(s => s.Version).IsRowVersion();
    }
}
