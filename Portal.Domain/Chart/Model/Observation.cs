using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

public enum ObservationCategory
{
    Lab,
    Vital,
    Survey,
    Other,
}

public enum ObservationInterpretation
{
    Low,
    Normal,
    High,
    Critical,
}

/// <summary>A result or a vital sign: a number with its unit, or words.</summary>
public sealed class Observation(TenantId tenantId, EntryId id, PatientId patientId) : ChartRecord(tenantId, patientId)
{
    public EntryId Id { get; } = id;

    public EncounterId? EncounterId { get; init; }

    public required ObservationCategory Category { get; init; }

    /// <summary>Of LOINC.</summary>
    public string? Code { get; init; }

    public required string Text { get; init; }

    public decimal? Value { get; set; }

    public string? ValueText { get; set; }

    /// <summary>Of UCUM, such as <c>mmol/L</c>.</summary>
    public string? Unit { get; set; }

    /// <summary>The reference range, in the unit of the value.</summary>
    public decimal? Low { get; set; }

    /// <inheritdoc cref="Low"/>
    public decimal? High { get; set; }

    public ObservationInterpretation? Interpretation { get; set; }

    public required Instant EffectiveAt { get; init; }

    /// <summary>What was measured together shares it: the two numbers of one blood pressure.</summary>
    public Guid? GroupId { get; init; }
}

sealed class ObservationMapping : IEntityTypeConfiguration<Observation>
{
    public void Configure(EntityTypeBuilder<Observation> observation)
    {
        observation.ToChartTable("observations");
        observation.HasKey(o => new { o.TenantId, o.Id });
        observation.Property(o => o.Id).ValueGeneratedNever();
        observation.Property(o => o.Category).HasConversion<string>().HasMaxLength(16);
        observation.Property(o => o.Interpretation).HasConversion<string>().HasMaxLength(16);
        observation.Property(o => o.Code).HasMaxLength(32);
        observation.Property(o => o.Text).HasMaxLength(300);
        observation.Property(o => o.ValueText).HasMaxLength(1000);
        observation.Property(o => o.Unit).HasMaxLength(40);
        observation.OfEncounter();
    }
}
