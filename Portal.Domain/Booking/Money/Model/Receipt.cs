using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Money.Model;

public enum ReceiptKind
{
    /// <summary>What the visit costs, taken once the patient is here.</summary>
    Fee,

    /// <summary>Paid before the visit; the fee is less by it.</summary>
    Deposit,
}

public enum PaymentMethod
{
    Cash,
    Card,

    /// <summary>A wallet on the phone: Vodafone Cash, InstaPay and their like.</summary>
    Wallet,
    Transfer,

    /// <summary>Owed by the patient's insurer.</summary>
    Insurance,
}

/// <summary>
/// Money taken at the desk for an appointment, under the next number of the clinic. Insert-only: a wrong one is taken back by another row, which
/// names it and has its amounts below zero, so that whatever is added up over receipts is right. (FHIR would say Invoice and PaymentNotice.)
/// </summary>
/// <remarks>Written by the SQL functions of this module alone. All amounts are in the tenant's currency.</remarks>
public sealed class Receipt(TenantId tenantId, ReceiptId id) : TenantOwned(tenantId)
{
    public ReceiptId Id { get; } = id;

    /// <summary>From 1 in each tenant, without gaps.</summary>
    public required long Number { get; init; }

    public required AppointmentId AppointmentId { get; init; }

    /// <summary>Whose takings it is of: the appointment's practitioner when it was written.</summary>
    public required PractitionerId PractitionerId { get; init; }

    public required ReceiptKind Kind { get; init; }

    /// <summary>Before discount and deposit.</summary>
    public required decimal Fee { get; init; }

    public decimal? Discount { get; init; }

    /// <summary>There is no discount without one.</summary>
    public string? DiscountReason { get; init; }

    /// <summary>What of the deposit was set off against the fee.</summary>
    public decimal? Deposit { get; init; }

    /// <summary>What changed hands: the fee less discount and deposit.</summary>
    public decimal Paid { get; }

    public required PaymentMethod Method { get; init; }

    /// <summary>The receipt that this one takes back: whole, or of a deposit what the fee did not use up.</summary>
    public ReceiptId? Reverses { get; init; }

    /// <summary>Why it was taken back.</summary>
    public string? ReverseReason { get; init; }

    public required ShiftId ShiftId { get; init; }

    public required UserId TakenBy { get; init; }

    public required Instant TakenAt { get; init; }

    public required Guid CommandKey { get; init; }

    public required byte[] RequestHash { get; init; }
}

sealed class ReceiptMapping : IEntityTypeConfiguration<Receipt>
{
    public void Configure(EntityTypeBuilder<Receipt> receipt)
    {
        receipt.ToTable("receipts", table =>
        {
            table.HasCheckConstraint("receipts_kind", "kind in ('Fee','Deposit') and method in ('Cash','Card','Wallet','Transfer','Insurance')");
            table.HasCheckConstraint("receipts_amounts", """
                case when reverses is null then fee >= 0 and coalesce(discount, 0) >= 0 and coalesce(deposit, 0) >= 0 and coalesce(discount, 0) + coalesce(deposit, 0) <= fee
                else fee <= 0 and coalesce(discount, 0) <= 0 and coalesce(deposit, 0) <= 0 end
                """);
            table.HasCheckConstraint("receipts_reasons", "(discount is null) = (discount_reason is null) and (reverses is null) = (reverse_reason is null)");
        });
        receipt.HasKey(r => new { r.TenantId, r.Id });
        receipt.Property(r => r.Id).ValueGeneratedNever();
        receipt.Property(r => r.Number).ValueGeneratedNever();
        receipt.Property(r => r.Kind).HasConversion<string>().HasMaxLength(16);
        receipt.Property(r => r.Method).HasConversion<string>().HasMaxLength(16);
        receipt.Property(r => r.Fee).HasPrecision(12, 2);
        receipt.Property(r => r.Discount).HasPrecision(12, 2);
        receipt.Property(r => r.Deposit).HasPrecision(12, 2);
        receipt.Property(r => r.Paid).HasPrecision(12, 2).HasComputedColumnSql("fee - coalesce(discount, 0) - coalesce(deposit, 0)", stored: true);
        receipt.HasIndex(r => new { r.TenantId, r.Number }).IsUnique();
        receipt.HasIndex(r => new { r.TenantId, r.CommandKey }).IsUnique();
        receipt.HasIndex(r => new { r.TenantId, r.Reverses }).IsUnique().HasFilter("reverses IS NOT NULL");
        receipt.HasIndex(r => new { r.TenantId, r.AppointmentId });
        receipt.HasIndex(r => new { r.TenantId, r.ShiftId });
        receipt.HasIndex(r => new { r.TenantId, r.TakenAt });
        receipt.HasOne<Appointment>().WithMany().HasForeignKey(r => new { r.TenantId, r.AppointmentId }).OnDelete(DeleteBehavior.Restrict);
        receipt.HasOne<Practitioner>().WithMany().HasForeignKey(r => new { r.TenantId, r.PractitionerId }).OnDelete(DeleteBehavior.Restrict);
        receipt.HasOne<Shift>().WithMany().HasForeignKey(r => new { r.TenantId, r.ShiftId }).OnDelete(DeleteBehavior.Restrict);
        receipt.HasOne<Receipt>().WithMany().HasForeignKey(r => new { r.TenantId, r.Reverses }).OnDelete(DeleteBehavior.Restrict);
    }
}
