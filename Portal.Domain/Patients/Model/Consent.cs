using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Patients.Model;

/// <summary>How a consent was given or taken back.</summary>
public enum ConsentMeans
{
    /// <summary>Signed on paper, which the clinic keeps.</summary>
    Paper,

    /// <summary>Said at the desk.</summary>
    Spoken,

    /// <summary>Said on the phone.</summary>
    Phone,

    /// <summary>Written in a message.</summary>
    Message,
}

/// <summary>That somebody agreed, to which words, when and how; and when it was taken back. Kept also then: it was so from one day to the other.</summary>
public sealed class Consent(TenantId tenantId, Guid id, PatientId patientId) : TenantOwned(tenantId)
{
    public Guid Id { get; } = id;

    public PatientId PatientId { get; } = patientId;

    /// <summary>The text's own, so that who asks whether there is one need not join.</summary>
    public required ConsentKind Kind { get; init; }

    /// <summary>The version of the words that were shown.</summary>
    public required Guid TextId { get; init; }

    /// <summary>In which of its languages: <c>ar</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    public required Instant GivenAt { get; init; }

    /// <summary>Who agreed, where that is not the patient: a mother, a guardian.</summary>
    public string? GivenBy { get; init; }

    public required ConsentMeans GivenHow { get; init; }

    public UserId? RecordedBy { get; init; }

    public Instant? WithdrawnAt { get; set; }

    public string? WithdrawnBy { get; set; }

    public ConsentMeans? WithdrawnHow { get; set; }

    public UserId? WithdrawalRecordedBy { get; set; }

    public uint Version { get; private init; }
}

sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> consent)
    {
        consent.ToTable("consents", table =>
            table.HasCheckConstraint("consents_withdrawn", "(withdrawn_at is null) = (withdrawn_how is null) and withdrawn_at >= given_at"));
        consent.HasKey(c => new { c.TenantId, c.Id });
        consent.Property(c => c.Id).ValueGeneratedNever();
        consent.Property(c => c.Kind).HasConversion<string>().HasMaxLength(16);
        consent.Property(c => c.GivenHow).HasConversion<string>().HasMaxLength(16);
        consent.Property(c => c.WithdrawnHow).HasConversion<string>().HasMaxLength(16);
        consent.Property(c => c.Language).HasMaxLength(2);
        consent.Property(c => c.GivenBy).HasMaxLength(120);
        consent.Property(c => c.WithdrawnBy).HasMaxLength(120);
        consent.Property(c => c.Version).IsRowVersion();
        // one consent of a kind stands at a time
        consent.HasIndex(c => new { c.TenantId, c.PatientId, c.Kind }).IsUnique().HasFilter("withdrawn_at IS NULL");
        consent.HasOne<Patient>().WithMany().HasForeignKey(c => new { c.TenantId, c.PatientId }).OnDelete(DeleteBehavior.Cascade);
        consent.HasOne<ConsentText>().WithMany().HasForeignKey(c => new { c.TenantId, c.TextId }).OnDelete(DeleteBehavior.Restrict);
    }
}
