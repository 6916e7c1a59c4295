using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity.Model;

/// <summary>An invitation to work in this tenant, sent by e-mail. The link's token is kept as a hash and opens once.</summary>
public sealed class StaffInvitation(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public static readonly Duration Life = Duration.FromDays(7);

    public Guid Id { get; } = id;

    public required string Email { get; init; }

    public required StaffRole Roles { get; init; }

    /// <summary>SHA-256 of the token; it is random enough that nothing slower is needed.</summary>
    public required byte[] TokenHash { get; init; }

    public UserId? InvitedBy { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant ExpiresAt { get; init; }

    public Instant? AcceptedAt { get; init; }
}

sealed class StaffInvitationMapping : IEntityTypeConfiguration<StaffInvitation>
{
    public void Configure(EntityTypeBuilder<StaffInvitation> invitation)
    {
        invitation.ToTable("staff_invitations");
        invitation.HasKey(i => new { i.TenantId, i.Id });
        invitation.Property(i => i.Id).ValueGeneratedNever();
        invitation.Property(i => i.Email).HasMaxLength(256);
        invitation.HasIndex(i => new { i.TenantId, i.TokenHash }).IsUnique();
    }
}
