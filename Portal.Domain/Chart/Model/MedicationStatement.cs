using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

public enum MedicationStatus
{
    Active,
    Stopped,

    /// <summary>Taken to its planned end.</summary>
    Completed,
}

/// <summary>A medicine that the patient takes or took, whoever prescribed it.</summary>
public sealed class MedicationStatement(TenantId tenantId, EntryId id, PatientId patientId) : ChartRecord(tenantId, patientId)
{
    public EntryId Id { get; } = id;

    public EncounterId? EncounterId { get; init; }

    /// <summary>What of a prescription written here it is the taking of.</summary>
    public EntryId? PrescriptionItemId { get; init; }

    public string? Code { get; set; }

    public required string Medicine { get; set; }

    /// <summary>In words.</summary>
    public string? Dosage { get; set; }

    public required MedicationStatus Status { get; set; }

    public LocalDate? StartedOn { get; set; }

    public LocalDate? EndedOn { get; set; }
}

sealed class MedicationStatementMapping : IEntityTypeConfiguration<MedicationStatement>
{
    public void Configure(EntityTypeBuilder<MedicationStatement> medication)
    {
        medication.ToChartTable("medication_statements");
        medication.HasKey(m => new { m.TenantId, m.Id });
        medication.Property(m => m.Id).ValueGeneratedNever();
        medication.Property(m => m.Code).HasMaxLength(32);
        medication.Property(m => m.Medicine).HasMaxLength(300);
        medication.Property(m => m.Dosage).HasMaxLength(600);
        medication.Property(m => m.Status).HasConversion<string>().HasMaxLength(16);
        medication.OfEncounter();
        medication.HasOne<PrescriptionItem>().WithMany().HasForeignKey(m => new { m.TenantId, m.PrescriptionItemId }).OnDelete(DeleteBehavior.Restrict);
    }
}
