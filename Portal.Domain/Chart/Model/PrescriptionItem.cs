using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

/// <summary>One medicine on a prescription.</summary>
public sealed class PrescriptionItem(TenantId tenantId, EntryId id) : TenantOwned(tenantId)
{
    public EntryId Id { get; } = id;

    public required PrescriptionId PrescriptionId { get; init; }

    /// <summary>From 1, as on the sheet.</summary>
    public required int Position { get; init; }

    public required string Medicine { get; init; }

    public string? Strength { get; init; }

    public string? Form { get; init; }

    public required Dosage Dosage { get; init; }

    public int? DurationDays { get; init; }

    /// <summary>How often it may be dispensed again.</summary>
    public int Repeats { get; init; }

    public string? Instructions { get; init; }
}

sealed class PrescriptionItemMapping : IEntityTypeConfiguration<PrescriptionItem>
{
    public void Configure(EntityTypeBuilder<PrescriptionItem> item)
    {
        item.ToTable("prescription_items");
        item.HasKey(i => new { i.TenantId, i.Id });
        item.Property(i => i.Id).ValueGeneratedNever();
        item.Property(i => i.Medicine).HasMaxLength(200);
        item.Property(i => i.Strength).HasMaxLength(60);
        item.Property(i => i.Form).HasMaxLength(60);
        item.Property(i => i.Instructions).HasMaxLength(400);
        item.ComplexProperty(i => i.Dosage, DosageMapping.Configure);
        item.HasOne<Prescription>().WithMany().HasForeignKey(i => new { i.TenantId, i.PrescriptionId }).OnDelete(DeleteBehavior.Restrict);
        item.HasIndex(i => new { i.TenantId, i.PrescriptionId, i.Position }).IsUnique();
    }
}
