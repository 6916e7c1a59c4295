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

    /// <summary>In the other script, as on a passport or an insurer's card.</summary>
    public string? OtherName { get; set; }

    /// <summary>E.164.</summary>
    public required string Phone { get; set; }

    /// <summary><c>ar</c> or <c>en</c>: the language of messages to this person.</summary>
    public required string Language { get; set; }

    public LocalDate? BirthDate { get; set; }

    public Gender? Gender { get; set; }

    public string? Address { get; set; }

    public string? EmergencyName { get; set; }

    /// <summary>E.164.</summary>
    public string? EmergencyPhone { get; set; }

    /// <summary>The number of the clinic's own paper file, if it has one; one person's alone.</summary>
    public string? FileNumber { get; set; }

    /// <summary>Whose national id it is: ISO 3166 alpha-2.</summary>
    public string? NationalIdCountry { get; set; }

    /// <summary>Encrypted by Data Protection; read by <see cref="Identifiers.NationalIds"/> alone.</summary>
    public string? NationalId { get; set; }

    /// <summary>A keyed hash, to find who has a number without reading anybody's.</summary>
    public byte[]? NationalIdHash { get; set; }

    /// <summary>The record that stands for this person since this one was found to be of the same; null for one that stands. Nothing that was written of this one is rewritten.</summary>
    public PatientId? MergedInto { get; internal set; }

    /// <summary>The record into which this one itself was merged, which may have been merged on since; by it a merge is undone.</summary>
    public PatientId? MergedVia { get; internal set; }

    /// <summary>The record that stands for this person.</summary>
    public PatientId Person => MergedInto ?? Id;

    public required Instant CreatedAt { get; init; }

    public uint Version { get; private init; }
}

sealed class PatientMapping : IEntityTypeConfiguration<Patient>
{
    public void Configure(EntityTypeBuilder<Patient> patient)
    {
        patient.ToTable("patients", table =>
        {
            table.HasCheckConstraint("patients_merged", "(merged_into is null) = (merged_via is null) and merged_into <> id");
            table.HasCheckConstraint("patients_national_id", "(national_id is null) = (national_id_hash is null) and (national_id is null) = (national_id_country is null)");
        });
        patient.HasKey(p => new { p.TenantId, p.Id });
        patient.Property(p => p.Id).ValueGeneratedNever();
        patient.Property(p => p.Name).HasMaxLength(120);
        patient.Property(p => p.Phone).HasMaxLength(20);
        patient.Property(p => p.Language).HasMaxLength(2);
        patient.Property(p => p.Gender).HasConversion<string>().HasMaxLength(16);
        patient.Property(p => p.Version).IsRowVersion();
        patient.Property(p => p.OtherName).HasMaxLength(120);
        patient.Property(p => p.Address).HasMaxLength(300);
        patient.Property(p => p.EmergencyName).HasMaxLength(120);
        patient.Property(p => p.EmergencyPhone).HasMaxLength(20);
        patient.Property(p => p.FileNumber).HasMaxLength(30);
        patient.Property(p => p.NationalIdCountry).HasMaxLength(2);
        patient.Property(p => p.NationalIdHash).HasMaxLength(32);
        patient.Ignore(p => p.Person);
        patient.HasIndex(p => new { p.TenantId, p.Phone });
        patient.HasIndex(p => new { p.TenantId, p.FileNumber }).IsUnique().HasFilter("file_number IS NOT NULL AND merged_into IS NULL");
        patient.HasIndex(p => new { p.TenantId, p.NationalIdHash }).HasFilter("national_id_hash IS NOT NULL");
        patient.HasIndex(p => new { p.TenantId, p.MergedInto }).HasFilter("merged_into IS NOT NULL");
        patient.HasOne<Patient>().WithMany().HasForeignKey(p => new { p.TenantId, p.MergedInto }).OnDelete(DeleteBehavior.Restrict);
        patient.HasOne<Patient>().WithMany().HasForeignKey(p => new { p.TenantId, p.MergedVia }).OnDelete(DeleteBehavior.Restrict);
    }
}
