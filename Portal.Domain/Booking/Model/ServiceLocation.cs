using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>This service is given at this branch. A service with none of these is given at all of them.</summary>
public sealed class ServiceLocation(TenantId tenantId, ServiceId serviceId, Guid locationId) : TenantOwned(tenantId)
{
    public ServiceId ServiceId { get; } = serviceId;

    public Guid LocationId { get; } = locationId;
}

sealed class ServiceLocationMapping : IEntityTypeConfiguration<ServiceLocation>
{
    public void Configure(EntityTypeBuilder<ServiceLocation> given)
    {
        given.ToTable("service_locations");
        given.HasKey(g => new { g.TenantId, g.ServiceId, g.LocationId });
        given.HasOne<Service>().WithMany().HasForeignKey(g => new { g.TenantId, g.ServiceId });
        given.HasOne<Location>().WithMany().HasForeignKey(g => new { g.TenantId, g.LocationId });
    }
}
