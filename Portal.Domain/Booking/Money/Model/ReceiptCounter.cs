using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Money.Model;

/// <summary>
/// The last number that a receipt was given: one row a tenant, counted up in the transaction that writes the receipt. A sequence would leave a gap
/// behind each transaction that fails; this row is given back with it.
/// </summary>
public sealed class ReceiptCounter(TenantId tenantId) : TenantOwned(tenantId)
{
    public required long LastNumber { get; init; }
}

sealed class ReceiptCounterMapping : IEntityTypeConfiguration<ReceiptCounter>
{
    public void Configure(EntityTypeBuilder<ReceiptCounter> counter)
    {
        counter.ToTable("receipt_counters");
        counter.HasKey(c => c.TenantId);
        counter.Property(c => c.TenantId).ValueGeneratedNever();
        counter.Property(c => c.LastNumber).ValueGeneratedNever();
    }
}
