using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

/// <summary>A member of staff who has the conversations open. Nobody has gone while <see cref="SeenAt"/> is fresh.</summary>
public sealed class DeskPresence(TenantId tenantId, UserId userId) : TenantOwned(tenantId)
{
    /// <summary>The page says so every 20 seconds; who was not seen for this long is not there.</summary>
    public static readonly Duration Fresh = Duration.FromSeconds(60);

    public UserId UserId { get; } = userId;

    public required string Name { get; set; }

    public required Instant SeenAt { get; set; }
}

sealed class DeskPresenceMapping : IEntityTypeConfiguration<DeskPresence>
{
    public void Configure(EntityTypeBuilder<DeskPresence> presence)
    {
        presence.ToTable("desk_presence");
        presence.HasKey(p => new { p.TenantId, p.UserId });
        presence.Property(p => p.UserId).ValueGeneratedNever();
    }
}
