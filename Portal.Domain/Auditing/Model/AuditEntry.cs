using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Auditing.Model;

/// <summary>Who did what to whom, or was refused. Rows are only ever inserted; a sealer chains them afterwards (<see cref="AuditSeal"/>).</summary>
public sealed class AuditEntry(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    /// <summary>A version 7 UUID: its order is the order of writing, so the key serves as the index by time.</summary>
    public Guid Id { get; } = id;

    public required Instant At { get; init; }

    public required CallerKind ActorKind { get; init; }

    /// <summary>The member of staff, where one acted; of a program, its token or feed.</summary>
    public UserId? ActorId { get; init; }

    /// <summary>A stable dotted name, such as <c>appointment.book</c>.</summary>
    public required string Action { get; init; }

    /// <summary><c>done</c>, or the code of the refusal.</summary>
    public required string Outcome { get; init; }

    public string? SubjectKind { get; init; }

    public Guid? SubjectId { get; init; }

    /// <summary>Small facts as JSON; never what a patient said.</summary>
    public string? Detail { get; init; }

    public const string Done = "done";
}

sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries");
        entry.HasKey(e => new { e.TenantId, e.Id });
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.ActorKind).HasConversion<string>().HasMaxLength(16);
        entry.Property(e => e.Detail).HasColumnType("jsonb");
        // the trail is asked by time, by who acted and by whom it is about; under row security these are found by = and < alone
        entry.HasIndex(e => new { e.TenantId, e.At, e.Id });
        entry.HasIndex(e => new { e.TenantId, e.ActorId, e.At, e.Id }).HasFilter("actor_id is not null");
        entry.HasIndex(e => new { e.TenantId, e.SubjectId, e.At, e.Id }).HasFilter("subject_id is not null");
    }
}
