using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Patients.Model;

/// <summary>What somebody is to a patient.</summary>
public enum RelationKind
{
    Guardian,

    /// <summary>Whose guardian the patient is.</summary>
    Ward,
    Parent,
    Child,
    Spouse,
    Sibling,
    Other,
}

/// <summary>
/// Somebody who belongs to a patient: another patient, or a name and a phone. Written once, from one side; from the other side it is read the
/// other way round. (FHIR: RelatedPerson.)
/// </summary>
public sealed class RelatedPerson(TenantId tenantId, Guid id, PatientId patientId) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public PatientId PatientId { get; } = patientId;

    /// <summary>What the other one is to the patient.</summary>
    public required RelationKind Kind { get; set; }

    /// <summary>Who is a patient here too.</summary>
    public PatientId? OtherId { get; set; }

    /// <summary>Of who is no patient here.</summary>
    public string? Name { get; set; }

    /// <summary>E.164.</summary>
    public string? Phone { get; set; }

    /// <summary>Whether the other one may speak and decide for the patient.</summary>
    public bool MayAct { get; set; }

    public uint Version { get; private init; }
}

sealed class RelatedPersonMapping : IEntityTypeConfiguration<RelatedPerson>
{
    public void Configure(EntityTypeBuilder<RelatedPerson> related)
    {
        related.ToTable("related_persons", table =>
            table.HasCheckConstraint("related_persons_who", "num_nonnulls(other_id, name) < 2 and (other_id is null or phone is null) and other_id <> patient_id"));
        related.HasKey(r => new { r.TenantId, r.Id });
        related.Property(r => r.Id).ValueGeneratedNever();
        related.Property(r => r.Kind).HasConversion<string>().HasMaxLength(16);
        related.Property(r => r.Name).HasMaxLength(120);
        related.Property(r => r.Phone).HasMaxLength(20);
        related.Property(r => r.Version).IsRowVersion();
        related.HasIndex(r => new { r.TenantId, r.PatientId });
        related.HasIndex(r => new { r.TenantId, r.OtherId }).HasFilter("other_id IS NOT NULL");
        related.HasOne<Patient>().WithMany().HasForeignKey(r => new { r.TenantId, r.PatientId }).OnDelete(DeleteBehavior.Cascade);
        related.HasOne<Patient>().WithMany().HasForeignKey(r => new { r.TenantId, r.OtherId }).OnDelete(DeleteBehavior.Cascade);
    }
}
