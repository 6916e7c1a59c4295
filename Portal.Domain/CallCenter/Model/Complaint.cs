using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

/// <summary>The clinic's own word on where a complaint belongs: who says one of these words is offered that service.</summary>
public sealed class Complaint(TenantId tenantId, ComplaintId id) : TenantOwned(tenantId)
{
    public ComplaintId Id { get; } = id;

    /// <summary>Words or short phrases, one a line, in any language.</summary>
    public required string Phrases { get; set; }

    public required ServiceId ServiceId { get; set; }

    public uint Version { get; private init; }
}

sealed class ComplaintMapping : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> complaint)
    {
        complaint.ToTable("complaints");
        complaint.HasKey(c => new { c.TenantId, c.Id });
        complaint.Property(c => c.Id).ValueGeneratedNever();
        complaint.Property(c => c.Version).IsRowVersion();
        complaint.HasOne<Service>().WithMany().HasForeignKey(c => new { c.TenantId, c.ServiceId }).OnDelete(DeleteBehavior.Cascade);
    }
}
