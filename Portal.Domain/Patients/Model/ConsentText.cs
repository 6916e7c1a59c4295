using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Patients.Model;

/// <summary>What a consent is about.</summary>
public enum ConsentKind
{
    /// <summary>To be examined and treated here.</summary>
    Treatment,

    /// <summary>That the clinic keeps and works with what it knows of the person.</summary>
    Record,

    /// <summary>Reminders and other messages.</summary>
    Messages,

    /// <summary>Pictures of the person for the record.</summary>
    Photographs,

    /// <summary>Visits by video.</summary>
    Video,

    /// <summary>That the record may be compared with those of others.</summary>
    Research,
}

/// <summary>One version of the words in which the clinic asks for a consent. Never changed: other words are another version.</summary>
public sealed class ConsentText(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public required ConsentKind Kind { get; init; }

    /// <summary>From 1 for each kind; the highest is the one asked with.</summary>
    public required int Number { get; init; }

    public required string TextAr { get; init; }

    public required string TextEn { get; init; }

    public required Instant PublishedAt { get; init; }

    public UserId? PublishedBy { get; init; }

    public string Text(string language) => language == "ar" ? TextAr : TextEn;
}

sealed class ConsentTextMapping : IEntityTypeConfiguration<ConsentText>
{
    public void Configure(EntityTypeBuilder<ConsentText> text)
    {
        text.ToTable("consent_texts");
        text.HasKey(t => new { t.TenantId, t.Id });
        text.Property(t => t.Id).ValueGeneratedNever();
        text.Property(t => t.Kind).HasConversion<string>().HasMaxLength(16);
        text.Property(t => t.TextAr).HasMaxLength(4000);
        text.Property(t => t.TextEn).HasMaxLength(4000);
        text.HasIndex(t => new { t.TenantId, t.Kind, t.Number }).IsUnique();
    }
}
