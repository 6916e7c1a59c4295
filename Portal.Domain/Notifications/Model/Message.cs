using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Notifications.Model;

public enum MessageChannel
{
    Sms,
    Email,
}

public enum MessageStatus
{
    /// <summary>Written; nobody has sent it. Without a configured sender it stays so, to be read on the outbox page.</summary>
    Kept,

    /// <summary>A sender is configured for its channel and will be given it.</summary>
    Pending,
    Sent,
    Failed,
}

/// <summary>One message to one person, written in the transaction that causes it.</summary>
public sealed class Message(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public required MessageChannel Channel { get; init; }

    /// <summary>E.164 phone or e-mail address.</summary>
    public required string Recipient { get; init; }

    /// <summary>Which text this is, such as <c>code</c> or <c>appointment.booked</c>.</summary>
    public required string Template { get; init; }

    public required string Language { get; init; }

    /// <summary>E-mail only.</summary>
    public string? Subject { get; init; }

    public required string Body { get; init; }

    /// <summary>Part of <see cref="Body"/> that opens something: shown in Development and masked everywhere else.</summary>
    public string? Secret { get; init; }

    public required Instant CreatedAt { get; init; }

    public MessageStatus Status { get; set; }

    public Instant? SentAt { get; set; }

    /// <summary>The member of staff who sent it by hand.</summary>
    public UserId? SentBy { get; set; }

    public int Attempts { get; set; }

    /// <summary>Why the last attempt failed, in the sender's words.</summary>
    public string? Failure { get; set; }
}

sealed class MessageMapping : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.ToTable("messages");
        message.HasKey(m => new { m.TenantId, m.Id });
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Channel).HasConversion<string>().HasMaxLength(16);
        message.Property(m => m.Status).HasConversion<string>().HasMaxLength(16);
        message.HasIndex(m => new { m.TenantId, m.CreatedAt, m.Id });
    }
}
