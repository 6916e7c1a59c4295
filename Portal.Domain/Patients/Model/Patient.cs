using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Patients.Model;

/// <summary>FHIR's administrative gender, as far as a service may ask for it.</summary>
public enum Gender
{
    Female,
    Male,
}

/// <summary>A person the clinic treats. Several may share one phone: families do.</summary>
public sealed class Patient(TenantId tenantId, PatientId id) : TenantOwned(tenantId)
{
    public PatientId Id { get; } = id;

    /// <summary>As the person writes it, in their own script.</summary>
    public required string Name { get; set; }

    /// <summary>E.164.</summary>
    public required string Phone { get; set; }

    /// <summary><c>ar</c> or <c>en</c>: the language of messages to this person.</summary>
    public required string Language { get; set; }

    public LocalDate? BirthDate { get; set; }

    public Gender? Gender { get; set; }

    public required Instant CreatedAt { get; init; }

    public uint Version { get; private init; }
}

sealed class PatientMapping : IEntityTypeConfiguration<Patient>
{
    public void Configure(EntityTypeBuilder<Patient> patient)
    {
        patient.ToTable("patients");
        patient.HasKey(p => new { p.TenantId, p.Id });
        patient.Property(p => p.Id).ValueGeneratedNever();
        patient.Property(p => p.Name).HasMaxLength(120);
        patient.Property(p => p.Phone).HasMaxLength(20);
        patient.Property(p => p.Language).HasMaxLength(2);
        patient.Property(p => p.Gender).HasConversion<string>().HasMaxLength(16);
        patient.Property(p => p.Version).IsRowVersion();
        patient.HasIndex(p => new { p.TenantId, p.Phone });
    }
}
