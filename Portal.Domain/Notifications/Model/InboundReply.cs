using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Notifications.Model;

/// <summary>What somebody wrote back. The event that tells of it carries its id alone.</summary>
public sealed class InboundReply(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public required MessageChannel Channel { get; init; }

    /// <summary>E.164.</summary>
    public required string Sender { get; init; }

    public required string Text { get; init; }

    /// <summary>The channel's own id of it.</summary>
    public required string SentAs { get; init; }

    public required Instant ReceivedAt { get; init; }

    /// <summary>When something was done with it; null where nobody took it for theirs.</summary>
    public Instant? AnsweredAt { get; set; }
}

sealed class InboundReplyMapping : IEntityTypeConfiguration<InboundReply>
{
    public void Configure(EntityTypeBuilder<InboundReply> reply)
    {
        reply.ToTable("inbound_replies");
        reply.HasKey(r => new { r.TenantId, r.Id });
        reply.Property(r => r.Id).ValueGeneratedNever();
        reply.Property(r => r.Channel).HasConversion<string>().HasMaxLength(16);
        reply.Property(r => r.Sender).HasMaxLength(20);
        reply.Property(r => r.SentAs).HasMaxLength(200);
        reply.HasIndex(r => new { r.TenantId, r.Channel, r.SentAs }).IsUnique();
    }
}
