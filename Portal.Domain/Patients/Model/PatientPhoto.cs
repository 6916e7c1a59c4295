using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Patients.Model;

/// <summary>A face for the desk to know a person by. In a table of its own, so that no list of patients reads pictures.</summary>
public sealed class PatientPhoto(TenantId tenantId, PatientId patientId) : TenantOwned(tenantId)
{
    public PatientId PatientId { get; } = patientId;

    /// <summary><c>image/jpeg</c> or <c>image/png</c>, as its first bytes say.</summary>
    public required string ContentType { get; set; }

    public required byte[] Content { get; set; }

    public required Instant ChangedAt { get; set; }
}

sealed class PatientPhotoMapping : IEntityTypeConfiguration<PatientPhoto>
{
    public void Configure(EntityTypeBuilder<PatientPhoto> photo)
    {
        photo.ToTable("patient_photos");
        photo.HasKey(p => new { p.TenantId, p.PatientId });
        photo.Property(p => p.PatientId).ValueGeneratedNever();
        photo.Property(p => p.ContentType).HasMaxLength(20);
        photo.HasOne<Patient>().WithMany().HasForeignKey(p => new { p.TenantId, p.PatientId }).OnDelete(DeleteBehavior.Cascade);
    }
}
