using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity.Model;

/// <summary>What one account may do in this tenant. It gives the claims at sign-in and at every revalidation; without an active one there is no sign-in.</summary>
public sealed class Membership(TenantId tenantId, UserId userId) : TenantOwned(tenantId)
{
    public UserId UserId { get; } = userId;

    public StaffRole Roles { get; set; }

    /// <summary>The name by which this tenant knows the person, where it differs from the account's.</summary>
    public string? DisplayName { get; set; }

    public bool Active { get; set; } = true;

    public required Instant CreatedAt { get; init; }
}

sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("memberships");
        membership.HasKey(m => new { m.TenantId, m.UserId });
        membership.Property(m => m.UserId).ValueGeneratedNever();
        membership.Property(m => m.DisplayName).HasMaxLength(120);
    }
}
