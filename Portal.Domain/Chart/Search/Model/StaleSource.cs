using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Search.Model;

/// <summary>
/// A source that was written since its passages were made. Triggers put it here in the transaction of the write, whoever writes
/// (<c>mark_chart_stale</c>); it goes when passages of this very version are stored.
/// </summary>
public sealed class StaleSource(TenantId tenantId, SourceKind sourceKind, Guid sourceId) : TenantOwned(tenantId)
{
    public SourceKind SourceKind { get; } = sourceKind;

    public Guid SourceId { get; } = sourceId;

    public required PatientId PatientId { get; init; }

    /// <summary>Of a sequence of the whole database, so that it never comes back, also when the source is put here another time.</summary>
    public required long Version { get; init; }

    /// <summary>Of the first write that no passage shows yet.</summary>
    public required Instant MarkedAt { get; init; }

    public bool Deleted { get; init; }

    /// <summary>Until then another process renders it, or a failure is waited out.</summary>
    public Instant? TakenUntil { get; init; }

    /// <summary>How often rendering it has failed.</summary>
    public int Attempts { get; init; }
}

sealed class StaleSourceMapping : IEntityTypeConfiguration<StaleSource>
{
    public void Configure(EntityTypeBuilder<StaleSource> stale)
    {
        stale.ToTable("chart_stale");
        stale.HasKey(s => new { s.TenantId, s.SourceKind, s.SourceId });
        stale.Property(s => s.SourceKind).HasConversion<string>().HasMaxLength(16);
        stale.Property(s => s.Deleted).HasDefaultValue(false);
        stale.Property(s => s.Attempts).HasDefaultValue(0);
    }
}
