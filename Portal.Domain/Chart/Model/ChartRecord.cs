using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

/// <summary>Where a record came from.</summary>
public enum RecordSource
{
    /// <summary>Written at this clinic.</summary>
    Clinic,

    /// <summary>Out of a FHIR bundle.</summary>
    Import,
}

/// <summary>
/// One record in a patient's chart. Nothing is deleted: what was wrong is marked as entered in error and keeps its place in the history. Its patient
/// is the one it was written for, also after a merge: who asks takes all ids of the person.
/// </summary>
public abstract class ChartRecord(TenantId tenantId, PatientId patientId) : TenantOwned(tenantId)
{
    public PatientId PatientId { get; private init; } = patientId;

    public required Instant RecordedAt { get; init; }

    public RecordSource Source { get; init; }

    /// <summary>Its address in the bundle it came from: the same bundle read again adds nothing.</summary>
    public string? SourceId { get; init; }

    public bool EnteredInError { get; set; }

    public uint Version { get; private init; }
}

static class ChartRecordMapping
{
    public static void ToChartTable<T>(this EntityTypeBuilder<T> record, string table) where T : ChartRecord
    {
        record.ToTable(table);
        record.Property(r => r.Source).HasConversion<string>().HasMaxLength(16);
        record.Property(r => r.SourceId).HasMaxLength(200);
        record.Property(r => r.Version).IsRowVersion();
        record.HasOne<Patient>().WithMany().HasForeignKey(r => new { r.TenantId, r.PatientId }).OnDelete(DeleteBehavior.Restrict);
        record.HasIndex(r => new { r.TenantId, r.PatientId });
        record.HasIndex(r => new { r.TenantId, r.PatientId, r.SourceId }).IsUnique().HasFilter("source_id is not null");
    }

    /// <summary>The visit that a record was written at.</summary>
    public static void OfEncounter<T>(this EntityTypeBuilder<T> record) where T : ChartRecord =>
        record.HasOne<Encounter>().WithMany().HasForeignKey(nameof(TenantOwned.TenantId), "EncounterId").OnDelete(DeleteBehavior.Restrict);
}
