using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

/// <summary>A question that the agent had no fact for. The clinic teaches the answer, or says that none is wanted.</summary>
public sealed class UnansweredQuestion(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public required ConversationId ConversationId { get; init; }

    public required int Turn { get; init; }

    /// <summary>Empty once the conversation is forgotten: that it was asked is a figure and stays.</summary>
    public required string Text { get; init; }

    public required string Language { get; init; }

    public required Instant AskedAt { get; init; }

    public Instant? SettledAt { get; set; }

    /// <summary>What it was taught; null where no answer is wanted.</summary>
    public FactId? FactId { get; set; }
}

sealed class UnansweredQuestionMapping : IEntityTypeConfiguration<UnansweredQuestion>
{
    public void Configure(EntityTypeBuilder<UnansweredQuestion> question)
    {
        question.ToTable("unanswered_questions");
        question.HasKey(q => new { q.TenantId, q.Id });
        question.Property(q => q.Id).ValueGeneratedNever();
        question.HasIndex(q => new { q.TenantId, q.AskedAt }).HasFilter("settled_at is null").HasDatabaseName("unanswered_questions_open");
        question.HasOne<Conversation>().WithMany().HasForeignKey(q => new { q.TenantId, q.ConversationId }).OnDelete(DeleteBehavior.Cascade);
    }
}
