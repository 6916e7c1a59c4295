using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

public enum EncounterStatus
{
    /// <summary>Its note is being written, and saved while it is.</summary>
    Draft,

    /// <summary>Its note stands; what comes later is added as an amendment.</summary>
    Signed,
}

/// <summary>A visit and its note, in the four parts that clinicians write: what the patient says, what was found, what it is taken for, what is to be done.</summary>
public sealed class Encounter(TenantId tenantId, EncounterId id, PatientId patientId) : ChartRecord(tenantId, patientId)
{
    public const int LongestPart = 8000;

    public EncounterId Id { get; } = id;

    /// <summary>Null where it was imported.</summary>
    public PractitionerId? PractitionerId { get; init; }

    public AppointmentId? AppointmentId { get; init; }

    public required Instant StartedAt { get; init; }

    public Instant? EndedAt { get; set; }

    public required EncounterStatus Status { get; set; }

    /// <summary>Why the patient came, in a few words.</summary>
    public string? Reason { get; set; }

    public string? Complaint { get; set; }

    public string? Findings { get; set; }

    public string? Assessment { get; set; }

    public string? Plan { get; set; }

    public Instant? SignedAt { get; set; }

    public UserId? SignedBy { get; set; }

    /// <summary>Who is named as the author where it was imported.</summary>
    public string? Author { get; init; }
}

sealed class EncounterMapping : IEntityTypeConfiguration<Encounter>
{
    public void Configure(EntityTypeBuilder<Encounter> encounter)
    {
        encounter.ToChartTable("encounters");
        encounter.HasKey(e => new { e.TenantId, e.Id });
        encounter.Property(e => e.Id).ValueGeneratedNever();
        encounter.Property(e => e.Status).HasConversion<string>().HasMaxLength(16);
        encounter.Property(e => e.Reason).HasMaxLength(400);
        encounter.Property(e => e.Complaint).HasMaxLength(Encounter.LongestPart);
        encounter.Property(e => e.Findings).HasMaxLength(Encounter.LongestPart);
        encounter.Property(e => e.Assessment).HasMaxLength(Encounter.LongestPart);
        encounter.Property(e => e.Plan).HasMaxLength(Encounter.LongestPart);
        encounter.Property(e => e.Author).HasMaxLength(200);
        encounter.HasOne<Practitioner>().WithMany().HasForeignKey(e => new { e.TenantId, e.PractitionerId }).OnDelete(DeleteBehavior.Restrict);
        encounter.HasOne<Appointment>().WithMany().HasForeignKey(e => new { e.TenantId, e.AppointmentId }).OnDelete(DeleteBehavior.Restrict);
        // one note a visit, also where two screens open it at once
        encounter.HasIndex(e => new { e.TenantId, e.AppointmentId }).IsUnique().HasFilter("appointment_id is not null and not entered_in_error");
    }
}
