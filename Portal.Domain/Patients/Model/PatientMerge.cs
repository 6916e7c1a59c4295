using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Patients.Model;

/// <summary>That one record was merged into another, and what it changed there, to undo it.</summary>
public sealed class PatientMerge(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public required PatientId FromId { get; init; }

    public required PatientId IntoId { get; init; }

    public required Instant At { get; init; }

    public UserId? By { get; init; }

    /// <summary>What the record that stands took over from the other one, and what it had said before: see <see cref="Duplicates.TakenFields"/>.</summary>
    public string? Taken { get; init; }

    public Instant? UndoneAt { get; set; }
}

sealed class PatientMergeMapping : IEntityTypeConfiguration<PatientMerge>
{
    public void Configure(EntityTypeBuilder<PatientMerge> merge)
    {
        merge.ToTable("patient_merges");
        merge.HasKey(m => new { m.TenantId, m.Id });
        merge.Property(m => m.Id).ValueGeneratedNever();
        merge.Property(m => m.Taken).HasColumnType("jsonb");
        merge.HasIndex(m => new { m.TenantId, m.FromId }).IsUnique().HasFilter("undone_at IS NULL");
        merge.HasOne<Patient>().WithMany().HasForeignKey(m => new { m.TenantId, m.FromId }).OnDelete(DeleteBehavior.Cascade);
        merge.HasOne<Patient>().WithMany().HasForeignKey(m => new { m.TenantId, m.IntoId }).OnDelete(DeleteBehavior.Cascade);
    }
}
