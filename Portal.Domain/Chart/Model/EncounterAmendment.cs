using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

/// <summary>What was added to a signed note, and why. The note itself stays as it was signed.</summary>
public sealed class EncounterAmendment(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public required EncounterId EncounterId { get; init; }

    public required string Text { get; init; }

    public required string Reason { get; init; }

    public required Instant At { get; init; }

    public required UserId By { get; init; }
}

sealed class EncounterAmendmentMapping : IEntityTypeConfiguration<EncounterAmendment>
{
    public void Configure(EntityTypeBuilder<EncounterAmendment> amendment)
    {
        amendment.ToTable("encounter_amendments");
        amendment.HasKey(a => new { a.TenantId, a.Id });
        amendment.Property(a => a.Id).ValueGeneratedNever();
        amendment.Property(a => a.Text).HasMaxLength(Encounter.LongestPart);
        amendment.Property(a => a.Reason).HasMaxLength(400);
        amendment.HasOne<Encounter>().WithMany().HasForeignKey(a => new { a.TenantId, a.EncounterId }).OnDelete(DeleteBehavior.Restrict);
        amendment.HasIndex(a => new { a.TenantId, a.EncounterId });
    }
}
