using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

/// <summary>Which of the minds made a reply.</summary>
public enum Mind
{
    /// <summary>The rules that no mind is asked about: emergencies, codes, confirmations.</summary>
    House,
    Scripted,
    Model,
}

/// <summary>One thing that was said in a conversation.</summary>
public sealed class Turn(TenantId tenantId, ConversationId conversationId, int number) : TenantOwned(tenantId)
{
    public ConversationId ConversationId { get; } = conversationId;

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; } = number;

    public required Speaker Speaker { get; init; }

    public required string Text { get; init; }

    public required Instant At { get; init; }

    public required string Language { get; init; }

    /// <summary>What the patient's turn was understood to want.</summary>
    public Intent? Intent { get; init; }

    /// <summary>The kind of red flag that was seen in it.</summary>
    public string? Flag { get; init; }

    public Mind? Mind { get; init; }

    /// <summary>For a reply: milliseconds from hearing to having said it all.</summary>
    public int? TookMs { get; init; }

    /// <summary>What the reply offers to press, as a JSON list of texts.</summary>
    public string? QuickReplies { get; init; }

    /// <summary>What the patient's browser calls it: sent twice, it is heard once.</summary>
    public Guid? SentAs { get; init; }

    public UserId? StaffId { get; init; }

    public string? StaffName { get; init; }
}

sealed class TurnMapping : IEntityTypeConfiguration<Turn>
{
    public void Configure(EntityTypeBuilder<Turn> turn)
    {
        turn.ToTable("turns");
        turn.HasKey(t => new { t.TenantId, t.ConversationId, t.Number });
        turn.Property(t => t.Speaker).HasConversion<string>().HasMaxLength(16);
        turn.Property(t => t.Intent).HasConversion<string>().HasMaxLength(24);
        turn.Property(t => t.Mind).HasConversion<string>().HasMaxLength(16);
        turn.Property(t => t.QuickReplies).HasColumnType("jsonb");
        turn.HasIndex(t => new { t.TenantId, t.ConversationId, t.SentAs }).IsUnique().HasFilter("sent_as is not null");
        turn.HasOne<Conversation>().WithMany().HasForeignKey(t => new { t.TenantId, t.ConversationId }).OnDelete(DeleteBehavior.Cascade);
    }
}
