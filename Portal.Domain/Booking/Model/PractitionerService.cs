using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>This practitioner offers this service.</summary>
public sealed class PractitionerService(TenantId tenantId, PractitionerId practitionerId, ServiceId serviceId) : TenantOwned(tenantId)
{
    public PractitionerId PractitionerId { get; } = practitionerId;

    public ServiceId ServiceId { get; } = serviceId;
}

sealed class PractitionerServiceMapping : IEntityTypeConfiguration<PractitionerService>
{
    public void Configure(EntityTypeBuilder<PractitionerService> offer)
    {
        offer.ToTable("practitioner_services");
        offer.HasKey(o => new { o.TenantId, o.PractitionerId, o.ServiceId });
        offer.HasOne<Practitioner>().WithMany().HasForeignKey(o => new { o.TenantId, o.PractitionerId });
        offer.HasOne<Service>().WithMany().HasForeignKey(o => new { o.TenantId, o.ServiceId });
    }
}
