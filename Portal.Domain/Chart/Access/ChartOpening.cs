using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Access;

/// <summary>A doctor who does not treat a patient has opened the record for a reason. It closes by itself.</summary>
public sealed class ChartOpening(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    /// <summary>In letters.</summary>
    public const int ShortestReason = 10;

    public const int LongestReason = 400;

    public Guid Id { get; } = id;

    public required PatientId PatientId { get; init; }

    public required UserId UserId { get; init; }

    public required string Reason { get; init; }

    public required Instant OpenedAt { get; init; }

    public required Instant Until { get; init; }
}

sealed class ChartOpeningMapping : IEntityTypeConfiguration<ChartOpening>
{
    public void Configure(EntityTypeBuilder<ChartOpening> opening)
    {
        opening.ToTable("chart_openings");
        opening.HasKey(o => new { o.TenantId, o.Id });
        opening.Property(o => o.Id).ValueGeneratedNever();
        opening.Property(o => o.Reason).HasMaxLength(ChartOpening.LongestReason);
        opening.HasOne<Patient>().WithMany().HasForeignKey(o => new { o.TenantId, o.PatientId }).OnDelete(DeleteBehavior.Restrict);
        opening.HasIndex(o => new { o.TenantId, o.PatientId, o.OpenedAt });
        opening.HasIndex(o => new { o.TenantId, o.OpenedAt });
    }
}
