using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Outbox;

/// <summary>Something that happened, written in the transaction that made it happen and handed on afterwards, at least once.</summary>
public sealed class OutboxEvent(TenantId tenantId) : TenantOwned(tenantId)
{
    public long Id { get; private init; }

    /// <summary>Dotted, such as <c>appointment.booked</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>JSON; ids, never what patients said.</summary>
    public required string Payload { get; init; }

    public required Instant CreatedAt { get; init; }

    public Instant? ProcessedAt { get; init; }

    /// <summary>How often handing it on has failed.</summary>
    public int Attempts { get; init; }

    /// <summary>Not before this, after a failure.</summary>
    public Instant? NextAttemptAt { get; init; }

    /// <summary>The kind of the last failure; never its message, which could quote what a person wrote.</summary>
    public string? LastError { get; init; }
}

sealed class OutboxEventMapping : IEntityTypeConfiguration<OutboxEvent>
{
    public void Configure(EntityTypeBuilder<OutboxEvent> e)
    {
        e.ToTable("outbox");
        e.HasKey(o => new { o.TenantId, o.Id });
        e.Property(o => o.Id).UseIdentityAlwaysColumn();
        e.Property(o => o.Payload).HasColumnType("jsonb");
        e.Property(o => o.Attempts).HasDefaultValue(0);
        e.HasIndex(o => o.Id).HasFilter("processed_at IS NULL").HasDatabaseName("outbox_pending");
    }
}
