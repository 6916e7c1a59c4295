using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Bulk.Model;

/// <summary>A time that one patient may choose instead of theirs. It is kept by an ordinary hold under a visitor's key of its own.</summary>
public sealed class BulkOffer(TenantId tenantId, Guid id, BulkItemId itemId) : TenantOwned(tenantId)
{
    /// <summary>Also the visitor's key of the hold, and the key of the command that lays it.</summary>
    public Guid Id { get; } = id;

    public BulkItemId ItemId { get; } = itemId;

    public required PractitionerId PractitionerId { get; init; }

    public required Instant StartsAt { get; init; }

    /// <summary>Until when it is kept; null before that, and where somebody was quicker.</summary>
    public Instant? KeptUntil { get; set; }
}

sealed class BulkOfferMapping : IEntityTypeConfiguration<BulkOffer>
{
    public void Configure(EntityTypeBuilder<BulkOffer> offer)
    {
        offer.ToTable("bulk_offers");
        offer.HasKey(o => new { o.TenantId, o.Id });
        offer.Property(o => o.Id).ValueGeneratedNever();
        offer.HasIndex(o => new { o.TenantId, o.ItemId });
        offer.HasOne<BulkChangeItem>().WithMany().HasForeignKey(o => new { o.TenantId, o.ItemId });
        offer.HasOne<Practitioner>().WithMany().HasForeignKey(o => new { o.TenantId, o.PractitionerId }).OnDelete(DeleteBehavior.Restrict);
    }
}
