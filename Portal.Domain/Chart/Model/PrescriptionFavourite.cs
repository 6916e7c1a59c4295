using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

/// <summary>What a doctor prescribes often, to be written by one key.</summary>
public sealed class PrescriptionFavourite(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public required UserId UserId { get; init; }

    public required string Medicine { get; init; }

    public string? Strength { get; init; }

    public string? Form { get; init; }

    public required Dosage Dosage { get; init; }

    public int? DurationDays { get; init; }

    public string? Instructions { get; init; }

    public int UsedCount { get; set; }
}

sealed class PrescriptionFavouriteMapping : IEntityTypeConfiguration<PrescriptionFavourite>
{
    public void Configure(EntityTypeBuilder<PrescriptionFavourite> favourite)
    {
        favourite.ToTable("prescription_favourites");
        favourite.HasKey(f => new { f.TenantId, f.Id });
        favourite.Property(f => f.Id).ValueGeneratedNever();
        favourite.Property(f => f.Medicine).HasMaxLength(200);
        favourite.Property(f => f.Strength).HasMaxLength(60);
        favourite.Property(f => f.Form).HasMaxLength(60);
        favourite.Property(f => f.Instructions).HasMaxLength(400);
        favourite.ComplexProperty(f => f.Dosage, DosageMapping.Configure);
        favourite.HasIndex(f => new { f.TenantId, f.UserId });
    }
}
