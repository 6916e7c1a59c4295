using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

public enum ConditionStatus
{
    Active,
    Resolved,
    Inactive,
}

/// <summary>The lists of codes that a record may cite.</summary>
public enum CodeSystem
{
    Icd10,
    Snomed,
    Loinc,
    RxNorm,
    Cvx,
    Other,
}

/// <summary>A diagnosis or a problem: a code where one was chosen, and always its text.</summary>
public sealed class Condition(TenantId tenantId, EntryId id, PatientId patientId) : ChartRecord(tenantId, patientId)
{
    public EntryId Id { get; } = id;

    public EncounterId? EncounterId { get; init; }

    public string? Code { get; set; }

    public CodeSystem? CodeSystem { get; set; }

    public required string Text { get; set; }

    public required ConditionStatus Status { get; set; }

    public LocalDate? OnsetDate { get; set; }

    public LocalDate? AbatementDate { get; set; }
}

sealed class ConditionMapping : IEntityTypeConfiguration<Condition>
{
    public void Configure(EntityTypeBuilder<Condition> condition)
    {
        condition.ToChartTable("conditions");
        condition.HasKey(c => new { c.TenantId, c.Id });
        condition.Property(c => c.Id).ValueGeneratedNever();
        condition.Property(c => c.Code).HasMaxLength(32);
        condition.Property(c => c.CodeSystem).HasConversion<string>().HasMaxLength(16);
        condition.Property(c => c.Text).HasMaxLength(400);
        condition.Property(c => c.Status).HasConversion<string>().HasMaxLength(16);
        condition.OfEncounter();
    }
}
