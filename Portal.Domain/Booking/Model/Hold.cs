using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>A slot kept for one visitor while the form is filled. A visitor has one at most; a new one replaces it.</summary>
public sealed class Hold(TenantId tenantId, HoldId id) : TenantOwned(tenantId)
{
    public HoldId Id { get; } = id;

    /// <summary>The visitor's own random key, from a cookie.</summary>
    public required Guid VisitorKey { get; init; }

    public required ServiceId ServiceId { get; init; }

    public required PractitionerId PractitionerId { get; init; }

    public required Instant StartsAt { get; init; }

    public required Instant ExpiresAt { get; init; }

    public required Guid CommandKey { get; init; }

    public required byte[] RequestHash { get; init; }
}

sealed class HoldMapping : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> hold)
    {
        hold.ToTable("holds");
        hold.HasKey(h => new { h.TenantId, h.Id });
        hold.Property(h => h.Id).ValueGeneratedNever();
        hold.HasIndex(h => new { h.TenantId, h.VisitorKey }).IsUnique();
        hold.HasIndex(h => new { h.TenantId, h.CommandKey }).IsUnique();
        hold.HasIndex(h => new { h.TenantId, h.ExpiresAt });
        hold.HasOne<Practitioner>().WithMany().HasForeignKey(h => new { h.TenantId, h.PractitionerId });
        hold.HasOne<Service>().WithMany().HasForeignKey(h => new { h.TenantId, h.ServiceId });
    }
}
