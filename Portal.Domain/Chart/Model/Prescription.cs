using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

public enum PrescriptionStatus
{
    Valid,
    Dispensed,
    Revoked,
}

/// <summary>What a doctor prescribed at once, on one sheet. It is never changed: one that is wrong is revoked and written anew.</summary>
public sealed class Prescription(TenantId tenantId, PrescriptionId id, PatientId patientId) : ChartRecord(tenantId, patientId)
{
    public PrescriptionId Id { get; } = id;

    public EncounterId? EncounterId { get; init; }

    public required PractitionerId PractitionerId { get; init; }

    public required Instant IssuedAt { get; init; }

    public required PrescriptionStatus Status { get; set; }

    /// <summary>What the printed code opens: 128 random bits, in 22 letters.</summary>
    public required string Code { get; init; }

    public string? Note { get; init; }

    public Instant? RevokedAt { get; set; }

    public string? RevokeReason { get; set; }
}

sealed class PrescriptionMapping : IEntityTypeConfiguration<Prescription>
{
    public void Configure(EntityTypeBuilder<Prescription> prescription)
    {
        prescription.ToChartTable("prescriptions");
        prescription.HasKey(p => new { p.TenantId, p.Id });
        prescription.Property(p => p.Id).ValueGeneratedNever();
        prescription.Property(p => p.Status).HasConversion<string>().HasMaxLength(16);
        prescription.Property(p => p.Code).HasMaxLength(22);
        prescription.Property(p => p.Note).HasMaxLength(1000);
        prescription.Property(p => p.RevokeReason).HasMaxLength(400);
        prescription.HasIndex(p => new { p.TenantId, p.Code }).IsUnique();
        prescription.HasOne<Practitioner>().WithMany().HasForeignKey(p => new { p.TenantId, p.PractitionerId }).OnDelete(DeleteBehavior.Restrict);
        prescription.OfEncounter();
    }
}
