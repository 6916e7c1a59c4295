using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity.Model;

/// <summary>
/// One sign-in of one account at one tenant; the cookie carries its id. Without row security, because a person sees and ends their sessions
/// at every tenant from any of them.
/// </summary>
public sealed class StaffSession
{
    /// <summary>How long a session that nobody uses lives, locked; the cookie's sliding life.</summary>
    public static readonly Duration IdleLife = Duration.FromHours(8);

    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required TenantId TenantId { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>When a person last did something, to the minute. An open page that nobody touches does not move it.</summary>
    public required Instant LastSeenAt { get; set; }

    public string? Address { get; init; }

    /// <summary>Browser and system, such as <c>Firefox, Windows</c>.</summary>
    public required string Device { get; init; }

    public Instant? RevokedAt { get; set; }

    /// <summary>Since when the screen is locked; the person's password opens it again.</summary>
    public Instant? LockedAt { get; set; }
}

sealed class StaffSessionMapping : IEntityTypeConfiguration<StaffSession>
{
    public void Configure(EntityTypeBuilder<StaffSession> session)
    {
        session.ToTable("staff_sessions");
        session.HasKey(s => s.Id);
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.Address).HasMaxLength(64);
        session.Property(s => s.Device).HasMaxLength(120);
        session.HasIndex(s => s.UserId);
    }
}
