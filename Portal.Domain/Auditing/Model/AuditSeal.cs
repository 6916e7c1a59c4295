using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Auditing.Model;

/// <summary>
/// One link of a tenant's audit chain: <c>hash = SHA-256(previous hash ‖ canonical form of the entry)</c>. Written by the one sealer of
/// the tenant after the fact, because chaining inside the booking's transaction would make every booking wait for the last one.
/// </summary>
public sealed class AuditSeal(TenantId tenantId, long number) : TenantOwned(tenantId)
{
    /// <summary>Runs from 1 without gaps within the tenant.</summary>
    public long Number { get; } = number;

    public required Guid EntryId { get; init; }

    public required byte[] Hash { get; init; }

    public required Instant SealedAt { get; init; }
}

sealed class AuditSealMapping : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> seal)
    {
        seal.ToTable("audit_seals");
        seal.HasKey(s => new { s.TenantId, s.Number });
        seal.Property(s => s.Number).ValueGeneratedNever();
        seal.HasIndex(s => new { s.TenantId, s.EntryId }).IsUnique();
        seal.HasOne<AuditEntry>().WithMany().HasForeignKey(s => new { s.TenantId, s.EntryId }).OnDelete(DeleteBehavior.Restrict);
    }
}
