using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

public enum ResourceKind
{
    Room,
    Device,
}

/// <summary>A room or a device that a service needs besides its practitioner. It is claimed as the practitioner is, by its own id.</summary>
public sealed class Resource(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public required ResourceKind Kind { get; set; }

    public required string NameAr { get; set; }

    public required string NameEn { get; set; }

    /// <summary>Where it stands; null in a clinic with one address, or for a device that is carried about.</summary>
    public Guid? LocationId { get; set; }

    /// <summary>No longer booked; its appointments stay.</summary>
    public bool Retired { get; set; }

    /// <summary>Place in lists, ascending; also the order in which a booking tries them.</summary>
    public int Position { get; set; }

    public uint Version { get; private init; }

    public string Name(string language) => language == "ar" ? NameAr : NameEn;
}

/// <summary>This service may use this room or device: it needs any one of its rooms, and any one of its devices, where it has some.</summary>
public sealed class ServiceResource(TenantId tenantId, ServiceId serviceId, Guid resourceId) : TenantOwned(tenantId)
{
    public ServiceId ServiceId { get; } = serviceId;

    public Guid ResourceId { get; } = resourceId;
}

sealed class ResourceMapping : IEntityTypeConfiguration<Resource>, IEntityTypeConfiguration<ServiceResource>
{
    public void Configure(EntityTypeBuilder<Resource> resource)
    {
        resource.ToTable("resources");
        resource.HasKey(r => new { r.TenantId, r.Id });
        resource.Property(r => r.Id).ValueGeneratedNever();
        resource.Property(r => r.Kind).HasConversion<string>().HasMaxLength(16);
        resource.Property(r => r.Version).IsRowVersion();
        resource.HasOne<Location>().WithMany().HasForeignKey(r => new { r.TenantId, r.LocationId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ServiceResource> use)
    {
        use.ToTable("service_resources");
        use.HasKey(u => new { u.TenantId, u.ServiceId, u.ResourceId });
        use.HasOne<Service>().WithMany().HasForeignKey(u => new { u.TenantId, u.ServiceId });
        use.HasOne<Resource>().WithMany().HasForeignKey(u => new { u.TenantId, u.ResourceId });
    }
}
