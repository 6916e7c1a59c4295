using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity.Model;

/// <summary>What another system reads this tenant with. The token itself is shown once and kept as a hash. A row stays after its end, for the trail names it.</summary>
public sealed class ApiToken(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    /// <summary>By which the administrator knows it again: the system that holds it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token; it is random enough that nothing slower is needed.</summary>
    public required byte[] TokenHash { get; init; }

    public required ApiScopes Scopes { get; init; }

    public UserId? MadeBy { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant ExpiresAt { get; init; }

    /// <summary>To the minute.</summary>
    public Instant? LastUsedAt { get; set; }

    public Instant? RevokedAt { get; set; }
}

sealed class ApiTokenMapping : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> token)
    {
        token.ToTable("api_tokens");
        token.HasKey(t => new { t.TenantId, t.Id });
        token.Property(t => t.Id).ValueGeneratedNever();
        token.Property(t => t.Name).HasMaxLength(80);
        token.HasIndex(t => new { t.TenantId, t.TokenHash }).IsUnique();
    }
}
