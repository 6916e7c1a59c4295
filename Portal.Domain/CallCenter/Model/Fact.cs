using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

/// <summary>What a fact of the clinic is about, for the page that lists them.</summary>
public enum FactTopic
{
    Hours,
    Prices,
    Address,
    Preparation,
    Insurance,
    Payment,
    Parking,
    Doctors,
    Other,
}

/// <summary>A question that patients ask and the clinic's own answer, in both languages. The agent says nothing about the clinic that stands neither here nor in its services.</summary>
public sealed class Fact(TenantId tenantId, FactId id) : TenantOwned(tenantId)
{
    public FactId Id { get; } = id;

    public required FactTopic Topic { get; set; }

    /// <summary>The ways it is asked, one a line, in any language and spelling.</summary>
    public required string Questions { get; set; }

    public required string AnswerAr { get; set; }

    public required string AnswerEn { get; set; }

    /// <summary>Whether the clinic's public page shows it too.</summary>
    public bool Shown { get; set; }

    public required Instant ChangedAt { get; set; }

    public uint Version { get; private init; }

    /// <summary>The first way it is asked in a language, as a heading; the first of any where none is in it.</summary>
    public string Question(string language)
    {
        var asked = Questions.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return asked.FirstOrDefault(question => question.Any(IsArabic) == (language == "ar")) ?? asked.FirstOrDefault() ?? "";
    }

    public string Answer(string language) => language == "ar" ? AnswerAr : AnswerEn;

    static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06FF';
}

sealed class FactMapping : IEntityTypeConfiguration<Fact>
{
    public void Configure(EntityTypeBuilder<Fact> fact)
    {
        fact.ToTable("facts");
        fact.HasKey(f => new { f.TenantId, f.Id });
        fact.Property(f => f.Id).ValueGeneratedNever();
        fact.Property(f => f.Topic).HasConversion<string>().HasMaxLength(16);
        fact.Property(f => f.Version).IsRowVersion();
    }
}
