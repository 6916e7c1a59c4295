using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

/// <summary>One use of a tool by a mind: what it was, at what level of identity, what came of it and how long it took.</summary>
public sealed class ToolCall(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public required ConversationId ConversationId { get; init; }

    /// <summary>The patient's turn that led to it.</summary>
    public required int Turn { get; init; }

    public required string Tool { get; init; }

    /// <summary>The conversation's level when it was called.</summary>
    public required IdentityLevel Level { get; init; }

    /// <summary><c>done</c>, or the code of what stood in its way.</summary>
    public required string Outcome { get; init; }

    /// <summary>JSON of ids and instants; never what was said.</summary>
    public string? Arguments { get; init; }

    /// <summary>What was written, such as <c>appointment</c>; null for a tool that only reads.</summary>
    public string? ReceiptKind { get; init; }

    public Guid? ReceiptId { get; init; }

    /// <summary>Of an appointment: the version that its event has.</summary>
    public int? ReceiptVersion { get; init; }

    public required Instant At { get; init; }

    public required int TookMs { get; init; }
}

sealed class ToolCallMapping : IEntityTypeConfiguration<ToolCall>
{
    public void Configure(EntityTypeBuilder<ToolCall> call)
    {
        call.ToTable("tool_calls");
        call.HasKey(c => new { c.TenantId, c.Id });
        call.Property(c => c.Id).ValueGeneratedNever();
        call.Property(c => c.Tool).HasMaxLength(40);
        call.Property(c => c.Level).HasConversion<string>().HasMaxLength(16);
        call.Property(c => c.Outcome).HasMaxLength(40);
        call.Property(c => c.Arguments).HasColumnType("jsonb");
        call.HasIndex(c => new { c.TenantId, c.ConversationId, c.Turn });
        call.HasOne<Conversation>().WithMany().HasForeignKey(c => new { c.TenantId, c.ConversationId }).OnDelete(DeleteBehavior.Cascade);
    }
}
