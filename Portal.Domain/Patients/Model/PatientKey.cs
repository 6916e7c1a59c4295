using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Patients.Model;

/// <summary>
/// One way to find a patient: a folded word of the name, a part of the phone, the year of birth. Found by <c>=</c> and ranges alone, because under row
/// security no index serves <c>LIKE</c> or trigram search.
/// </summary>
public sealed class PatientKey(TenantId tenantId, string key, PatientId patientId) : TenantOwned(tenantId)
{
    public string Key { get; } = key;

    public PatientId PatientId { get; } = patientId;
}

sealed class PatientKeyMapping : IEntityTypeConfiguration<PatientKey>
{
    public void Configure(EntityTypeBuilder<PatientKey> key)
    {
        key.ToTable("patient_keys");
        key.HasKey(k => new { k.TenantId, k.Key, k.PatientId });
        key.Property(k => k.Key).HasMaxLength(64).UseCollation("C");
        key.HasIndex(k => new { k.TenantId, k.PatientId });
        key.HasOne<Patient>().WithMany().HasForeignKey(k => new { k.TenantId, k.PatientId }).OnDelete(DeleteBehavior.Cascade);
    }
}
