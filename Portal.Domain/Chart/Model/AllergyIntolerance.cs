using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

public enum AllergyKind
{
    Medication,
    Food,
    Environment,
    Other,
}

public enum AllergyCriticality
{
    Unknown,
    Low,
    High,
}

public enum AllergyStatus
{
    Active,
    Resolved,

    /// <summary>Found not to be so.</summary>
    Refuted,
}

public sealed class AllergyIntolerance(TenantId tenantId, EntryId id, PatientId patientId) : ChartRecord(tenantId, patientId)
{
    public EntryId Id { get; } = id;

    public string? Code { get; set; }

    public required string Substance { get; set; }

    public required AllergyKind Kind { get; set; }

    public required AllergyCriticality Criticality { get; set; }

    public string? Reaction { get; set; }

    public required AllergyStatus Status { get; set; }

    public LocalDate? OnsetDate { get; set; }
}

sealed class AllergyIntoleranceMapping : IEntityTypeConfiguration<AllergyIntolerance>
{
    public void Configure(EntityTypeBuilder<AllergyIntolerance> allergy)
    {
        allergy.ToChartTable("allergies");
        allergy.HasKey(a => new { a.TenantId, a.Id });
        allergy.Property(a => a.Id).ValueGeneratedNever();
        allergy.Property(a => a.Code).HasMaxLength(32);
        allergy.Property(a => a.Substance).HasMaxLength(200);
        allergy.Property(a => a.Reaction).HasMaxLength(400);
        allergy.Property(a => a.Kind).HasConversion<string>().HasMaxLength(16);
        allergy.Property(a => a.Criticality).HasConversion<string>().HasMaxLength(16);
        allergy.Property(a => a.Status).HasConversion<string>().HasMaxLength(16);
    }
}
