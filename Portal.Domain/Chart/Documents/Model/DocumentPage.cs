using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Documents.Model;

/// <summary>The text of one page of a document.</summary>
public sealed class DocumentPage(TenantId tenantId, DocumentId documentId, int page) : TenantOwned(tenantId)
{
    public DocumentId DocumentId { get; private init; } = documentId;

    /// <summary>From 1.</summary>
    public int Page { get; private init; } = page;

    public required string Text { get; init; }

    /// <summary>Made out from a picture, and so perhaps wrong in a letter or a figure; else it is the file's own text.</summary>
    public required bool MachineRead { get; init; }
}

sealed class DocumentPageMapping : IEntityTypeConfiguration<DocumentPage>
{
    public void Configure(EntityTypeBuilder<DocumentPage> page)
    {
        page.ToTable("document_pages");
        page.HasKey(p => new { p.TenantId, p.DocumentId, p.Page });
        page.Property(p => p.Page).ValueGeneratedNever();
        page.HasOne<Document>().WithMany().HasForeignKey(p => new { p.TenantId, p.DocumentId }).OnDelete(DeleteBehavior.Cascade);
    }
}
