using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using NpgsqlTypes;
using Pgvector;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ai;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Search.Model;

/// <summary>
/// Something the record says about a patient, written out as a short text that can be found and cited. Made from its source and never edited:
/// when the source changes, it is made anew.
/// </summary>
public sealed class ChartPassage(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public required PatientId PatientId { get; init; }

    public required SourceKind SourceKind { get; init; }

    public required Guid SourceId { get; init; }

    /// <summary>A long source is several passages, counted from 0.</summary>
    public required int Part { get; init; }

    /// <summary><c>ar</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The day it is about, in the clinic's calendar.</summary>
    public LocalDate? Dated { get; init; }

    public required string Text { get; init; }

    /// <summary>The stems of <c>SearchText</c> with their places.</summary>
    public required NpgsqlTsVector Search { get; init; }

    /// <summary>Codes and numbers as they stand, for finding them exactly.</summary>
    public required string[] Codes { get; init; }

    public required HalfVector Embedding { get; init; }

    /// <summary>What made the embedding; vectors of two models are never compared.</summary>
    public required string Model { get; init; }

    /// <summary>Which marking of the source it answers to.</summary>
    public required long SourceVersion { get; init; }

    public required Instant RenderedAt { get; init; }

    /// <summary>Whether the index for searches across patients holds it; only a tenant with very many passages has any there.</summary>
    public bool Indexed { get; init; }
}

sealed class ChartPassageMapping : IEntityTypeConfiguration<ChartPassage>
{
    public void Configure(EntityTypeBuilder<ChartPassage> passage)
    {
        passage.ToTable("chart_passages");
        passage.HasKey(p => new { p.TenantId, p.Id });
        passage.Property(p => p.Id).ValueGeneratedNever();
        passage.Property(p => p.SourceKind).HasConversion<string>().HasMaxLength(16);
        passage.Property(p => p.Language).HasMaxLength(2);
        passage.Property(p => p.Search).HasColumnType("tsvector");
        passage.Property(p => p.Codes).HasColumnType("text[]");
        passage.Property(p => p.Embedding).HasColumnType($"halfvec({LexicalEmbedder.Dimensions})");
        passage.Property(p => p.Model).HasMaxLength(100);
        passage.Property(p => p.Indexed).HasDefaultValue(false);
        passage.HasOne<Patient>().WithMany().HasForeignKey(p => new { p.TenantId, p.PatientId }).OnDelete(DeleteBehavior.Cascade);
        passage.HasIndex(p => new { p.TenantId, p.SourceKind, p.SourceId, p.Part }).IsUnique();
        passage.HasIndex(p => new { p.TenantId, p.PatientId });
    }
}
