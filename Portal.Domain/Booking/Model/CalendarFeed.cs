using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>How much a feed tells of patients. The calendar it is put into is somebody else's server.</summary>
public enum FeedDetail
{
    /// <summary>That there is somebody, and nothing about them.</summary>
    BusyOnly,

    /// <summary>The service, and the first letters of the name.</summary>
    Initials,
    FullName,
}

/// <summary>
/// A secret address at which a calendar program reads the appointments of one practitioner or room. The secret is shown once and kept as a
/// hash. A row stays after it was revoked, so that the program is told that it is gone and stops asking.
/// </summary>
public sealed class CalendarFeed(TenantId tenantId, Guid id, Guid resourceId) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    /// <summary>A practitioner or a room, as a <see cref="Claim"/> has it.</summary>
    public Guid ResourceId { get; } = resourceId;

    /// <summary>SHA-256; the secret is random enough that nothing slower is needed.</summary>
    public required byte[] SecretHash { get; set; }

    public required FeedDetail Detail { get; init; }

    /// <summary><c>ar</c> or <c>en</c>: of its words and names.</summary>
    public required string Language { get; init; }

    /// <summary>By which it is known again: the phone or the program it was made for.</summary>
    public string? Name { get; init; }

    /// <summary>Made by the doctor for their own calendar; it ends when the calendar is not theirs any more.</summary>
    public bool Own { get; init; }

    public UserId? MadeBy { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>When the secret was last made anew.</summary>
    public required Instant RenewedAt { get; set; }

    /// <summary>To the minute.</summary>
    public Instant? LastReadAt { get; set; }

    public Instant? RevokedAt { get; set; }
}

sealed class CalendarFeedMapping : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> feed)
    {
        feed.ToTable("calendar_feeds");
        feed.HasKey(f => new { f.TenantId, f.Id });
        feed.Property(f => f.Id).ValueGeneratedNever();
        feed.Property(f => f.Detail).HasConversion<string>().HasMaxLength(16);
        feed.Property(f => f.Language).HasMaxLength(2);
        feed.Property(f => f.Name).HasMaxLength(80);
        feed.HasIndex(f => new { f.TenantId, f.SecretHash }).IsUnique();
        feed.HasIndex(f => new { f.TenantId, f.ResourceId });
    }
}
