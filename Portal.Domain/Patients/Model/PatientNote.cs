using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Patients.Model;

/// <summary>What the desk should know when this person calls or comes: no medical note, which is the chart's.</summary>
public sealed class PatientNote(TenantId tenantId, Guid id, PatientId patientId) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public PatientId PatientId { get; } = patientId;

    public required string Text { get; set; }

    /// <summary>Stands above the others, on every tab of the person's page.</summary>
    public bool Pinned { get; set; }

    public required Instant WrittenAt { get; set; }

    public UserId? WrittenBy { get; set; }

    public uint Version { get; private init; }
}

sealed class PatientNoteMapping : IEntityTypeConfiguration<PatientNote>
{
    public void Configure(EntityTypeBuilder<PatientNote> note)
    {
        note.ToTable("patient_notes");
        note.HasKey(n => new { n.TenantId, n.Id });
        note.Property(n => n.Id).ValueGeneratedNever();
        note.Property(n => n.Text).HasMaxLength(1000);
        note.Property(n => n.Version).IsRowVersion();
        note.HasIndex(n => new { n.TenantId, n.PatientId });
        note.HasOne<Patient>().WithMany().HasForeignKey(n => new { n.TenantId, n.PatientId }).OnDelete(DeleteBehavior.Cascade);
    }
}
