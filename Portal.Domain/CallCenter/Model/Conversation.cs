using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

/// <summary>One person's talk with the front desk, on whatever line, with all that the loop has to know when the next turn comes.</summary>
public sealed class Conversation(TenantId tenantId, ConversationId id) : TenantOwned(tenantId)
{
    public ConversationId Id { get; } = id;

    public required Channel Channel { get; init; }

    /// <summary>Hash of the secret that the patient's browser keeps: whoever has it may go on with the conversation.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary><c>ar</c> or <c>en</c>: what was spoken last.</summary>
    public required string Language { get; set; }

    public IdentityLevel Level { get; set; }

    /// <summary>E.164: claimed or proved, as <see cref="Level"/> says.</summary>
    public string? Phone { get; set; }

    /// <summary>As the patient said it.</summary>
    public string? PatientName { get; set; }

    /// <summary>Whom it is about, once that is settled; of the proved phone's people only.</summary>
    public PatientId? PatientId { get; set; }

    public ConversationState State { get; set; }

    /// <summary>The member of staff who has it; null while it is the agent's.</summary>
    public UserId? HolderId { get; set; }

    public string? HolderName { get; set; }

    public Urgency Urgency { get; set; }

    public HandoverReason? HandoverReason { get; set; }

    /// <summary>The last wish in force.</summary>
    public Intent? Wanted { get; set; }

    public Outcome Outcome { get; set; }

    /// <summary>Written when it ends, from what was done; in <see cref="Language"/>.</summary>
    public string? Summary { get; set; }

    public required Instant StartedAt { get; init; }

    public required Instant LastAt { get; set; }

    public Instant? WaitingSince { get; set; }

    /// <summary>When a person first answered after one was asked for.</summary>
    public Instant? PickedUpAt { get; set; }

    /// <summary>How long it had waited then; null where nobody had asked. Kept for the figures: the wait itself may begin anew.</summary>
    public int? WaitedMs { get; set; }

    public Instant? EndedAt { get; set; }

    /// <summary>How many turns there are; the next one's number is one more.</summary>
    public int Turns { get; set; }

    /// <summary>Somebody is answering a turn until then; the next one waits, in whichever process it comes.</summary>
    public Instant? BusyUntil { get; set; }

    /// <summary>Where the dialogue stands, as JSON of <c>Dialogue.Frame</c>.</summary>
    public required string Frame { get; set; }

    public uint Version { get; private init; }
}

sealed class ConversationMapping : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> conversation)
    {
        conversation.ToTable("conversations", table =>
        {
            table.HasCheckConstraint("conversations_level", "(level = 'Anonymous') or phone is not null");
            table.HasCheckConstraint("conversations_patient", "patient_id is null or level = 'Verified'");
            table.HasCheckConstraint("conversations_holder", "(state = 'Person') = (holder_id is not null)");
        });
        conversation.HasKey(c => new { c.TenantId, c.Id });
        conversation.Property(c => c.Id).ValueGeneratedNever();
        conversation.Property(c => c.Channel).HasConversion<string>().HasMaxLength(16);
        conversation.Property(c => c.Level).HasConversion<string>().HasMaxLength(16);
        conversation.Property(c => c.State).HasConversion<string>().HasMaxLength(16);
        conversation.Property(c => c.Urgency).HasConversion<string>().HasMaxLength(16);
        conversation.Property(c => c.HandoverReason).HasConversion<string>().HasMaxLength(16);
        conversation.Property(c => c.Wanted).HasConversion<string>().HasMaxLength(24);
        conversation.Property(c => c.Outcome).HasConversion<string>().HasMaxLength(16);
        conversation.Property(c => c.Frame).HasColumnType("jsonb");
        conversation.Property(c => c.Version).IsRowVersion();
        conversation.HasIndex(c => new { c.TenantId, c.LastAt });
        conversation.HasIndex(c => new { c.TenantId, c.State, c.LastAt }).HasFilter("state <> 'Ended'").HasDatabaseName("conversations_open");
    }
}
