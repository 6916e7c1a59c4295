using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Files;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Documents.Model;

public enum DocumentKind
{
    LabReport,
    Imaging,
    Letter,
    Prescription,
    Consent,
    Identity,
    Other,
}

public enum DocumentStatus
{
    /// <summary>Its text is not taken yet.</summary>
    Stored,

    /// <summary>Its text is in <see cref="DocumentPage"/>.</summary>
    Read,

    /// <summary>It is kept, and no text of it can be had; <see cref="Document.Fault"/> says why.</summary>
    Unreadable,
}

public enum DocumentFault
{
    Broken,
    PasswordProtected,

    /// <summary>There are no words on it, or none that could be made out.</summary>
    NoText,

    /// <summary>The scanner found something. It is kept for who looks into it, and opened by nobody.</summary>
    Infected,

    /// <summary>Making out its words took too long.</summary>
    TimedOut,

    /// <summary>Tesseract or pdftoppm is not installed. Its text is taken when they are; until then it stays <see cref="DocumentStatus.Stored"/>.</summary>
    ReaderMissing,
}

/// <summary>
/// A file in a patient's chart, in one edition. A newer edition is another row, which names the one it replaces. (FHIR's DocumentReference with its relatesTo.)
/// Of a deleted one the row stays, with who did it and why; its text, its file and the key to it are gone.
/// </summary>
public sealed class Document(TenantId tenantId, DocumentId id, PatientId patientId) : TenantOwned(tenantId)
{
    public const int LongestTitle = 200, LongestReason = 400;

    public DocumentId Id { get; } = id;

    public PatientId PatientId { get; private init; } = patientId;

    /// <summary>The first edition's id, which all editions share.</summary>
    public required DocumentId SeriesId { get; init; }

    /// <summary>From 1.</summary>
    public required int Edition { get; init; }

    /// <summary>The edition that this one replaces. One is replaced by one, also where two do it at once.</summary>
    public DocumentId? ReplacesId { get; init; }

    /// <summary>When a newer edition came; null for the one that counts.</summary>
    public Instant? ReplacedAt { get; set; }

    public required string Title { get; set; }

    public required DocumentKind Kind { get; set; }

    /// <summary>As its content says it, not its name.</summary>
    public required string MediaType { get; init; }

    public required FileId FileId { get; init; }

    /// <summary>In bytes, of the file as it was uploaded.</summary>
    public required long Size { get; init; }

    public required byte[] Sha256 { get; init; }

    /// <summary>Of the file (<see cref="SealedFiles"/>). Null once it is deleted: that alone makes the file unreadable, in every copy and backup of the store.</summary>
    public byte[]? WrappedKey { get; set; }

    public required DocumentStatus Status { get; set; }

    public DocumentFault? Fault { get; set; }

    public int? PageCount { get; set; }

    /// <summary>How often its text was tried to be taken, and when last.</summary>
    public int TextAttempts { get; set; }

    public Instant? TextTriedAt { get; set; }

    public required Instant UploadedAt { get; init; }

    public required CallerKind UploadedByKind { get; init; }

    /// <summary>The member of staff, where one did.</summary>
    public UserId? UploadedBy { get; init; }

    public Instant? DeletedAt { get; set; }

    public UserId? DeletedBy { get; set; }

    public string? DeletedReason { get; set; }

    public uint Version { get; private init; }

    internal SealedFile? File => WrappedKey is { } key ? new(FileId, key, Size, Sha256) : null;
}

sealed class DocumentMapping : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> document)
    {
        document.ToTable("documents", table =>
        {
            table.HasCheckConstraint("documents_fault", "(status = 'Unreadable') <= (fault is not null) and (status = 'Read') <= (fault is null)");
            table.HasCheckConstraint("documents_deleted", "(deleted_at is null) = (deleted_reason is null) and (deleted_at is null or wrapped_key is null)");
            table.HasCheckConstraint("documents_edition", "edition >= 1 and (replaces_id is null or edition > 1)");
        });
        document.HasKey(d => new { d.TenantId, d.Id });
        document.Property(d => d.Id).ValueGeneratedNever();
        document.Property(d => d.Title).HasMaxLength(Document.LongestTitle);
        document.Property(d => d.Kind).HasConversion<string>().HasMaxLength(16);
        document.Property(d => d.MediaType).HasMaxLength(40);
        document.Property(d => d.Status).HasConversion<string>().HasMaxLength(16);
        document.Property(d => d.Fault).HasConversion<string>().HasMaxLength(20);
        document.Property(d => d.UploadedByKind).HasConversion<string>().HasMaxLength(16);
        document.Property(d => d.DeletedReason).HasMaxLength(Document.LongestReason);
        document.Property(d => d.Version).IsRowVersion();
        document.Ignore(d => d.File);
        document.HasOne<Patient>().WithMany().HasForeignKey(d => new { d.TenantId, d.PatientId }).OnDelete(DeleteBehavior.Restrict);
        document.HasOne<Document>().WithMany().HasForeignKey(d => new { d.TenantId, d.ReplacesId }).OnDelete(DeleteBehavior.Restrict);
        document.HasIndex(d => new { d.TenantId, d.PatientId });
        document.HasIndex(d => new { d.TenantId, d.SeriesId, d.Edition }).IsUnique();
        document.HasIndex(d => new { d.TenantId, d.ReplacesId }).IsUnique().HasFilter("replaces_id is not null");
        document.HasIndex(d => new { d.TenantId, d.UploadedAt }).HasFilter("status = 'Stored' and deleted_at is null");
    }
}
