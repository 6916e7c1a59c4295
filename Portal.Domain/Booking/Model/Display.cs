using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>
/// A screen in a waiting room. It is opened by a link with a secret of which only the hash is kept, and shows numbers to whoever stands in front
/// of it until the desk takes the link back.
/// </summary>
public sealed class Display(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    /// <summary>What the desk calls it: the room it hangs in.</summary>
    public required string Name { get; init; }

    /// <summary>Whose line it shows; null for all of the clinic.</summary>
    public PractitionerId? PractitionerId { get; init; }

    public required byte[] SecretHash { get; init; }

    public required Instant CreatedAt { get; init; }

    public Instant? RevokedAt { get; init; }
}

/// <summary>How a clinic keeps its lines: one row a tenant that changed anything about it.</summary>
public sealed class QueueSettings(TenantId tenantId) : TenantOwned(tenantId)
{
    /// <summary>Behind how many waiting ones somebody comes who was late or did not answer the call.</summary>
    public int BehindWhenLate { get; set; } = 2;

    /// <summary>Whether a waiting-room screen shows first names beside the numbers.</summary>
    public bool NamesOnDisplay { get; set; }
}

sealed class DisplayMapping : IEntityTypeConfiguration<Display>, IEntityTypeConfiguration<QueueSettings>
{
    public void Configure(EntityTypeBuilder<Display> display)
    {
        display.ToTable("displays");
        display.HasKey(d => new { d.TenantId, d.Id });
        display.Property(d => d.Id).ValueGeneratedNever();
        display.HasIndex(d => new { d.TenantId, d.SecretHash }).IsUnique();
        display.HasOne<Practitioner>().WithMany().HasForeignKey(d => new { d.TenantId, d.PractitionerId });
    }

    public void Configure(EntityTypeBuilder<QueueSettings> settings)
    {
        settings.ToTable("queue_settings", table => table.HasCheckConstraint("queue_settings_sane", "behind_when_late between 0 and 20"));
        settings.HasKey(s => s.TenantId);
        settings.Property(s => s.TenantId).ValueGeneratedNever();
    }
}
