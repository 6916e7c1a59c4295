using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

public enum PatientRequestKind
{
    Message,
    CallBack,
    Refill,
    RunningLate,
}

/// <summary>Something a patient left for the staff: a message, a wish to be called back, a refill, word of being late. It waits until a person has dealt with it.</summary>
public sealed class PatientRequest(TenantId tenantId, PatientRequestId id) : TenantOwned(tenantId)
{
    public PatientRequestId Id { get; } = id;

    public required PatientRequestKind Kind { get; init; }

    public ConversationId? ConversationId { get; init; }

    /// <summary>As said; proved only where <see cref="Level"/> says so.</summary>
    public required string Name { get; init; }

    /// <summary>E.164.</summary>
    public required string Phone { get; init; }

    public required IdentityLevel Level { get; init; }

    public PatientId? PatientId { get; init; }

    /// <summary>For whom it is; null for the desk.</summary>
    public PractitionerId? PractitionerId { get; init; }

    public required string Text { get; init; }

    public required Urgency Urgency { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>Not expected before then: the opening of the clinic's next day, for what was left out of hours.</summary>
    public Instant? DueAt { get; init; }

    public Instant? HandledAt { get; set; }

    public UserId? HandledBy { get; set; }
}

sealed class PatientRequestMapping : IEntityTypeConfiguration<PatientRequest>
{
    public void Configure(EntityTypeBuilder<PatientRequest> request)
    {
        request.ToTable("patient_requests");
        request.HasKey(r => new { r.TenantId, r.Id });
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Kind).HasConversion<string>().HasMaxLength(16);
        request.Property(r => r.Level).HasConversion<string>().HasMaxLength(16);
        request.Property(r => r.Urgency).HasConversion<string>().HasMaxLength(16);
        request.HasIndex(r => new { r.TenantId, r.CreatedAt }).HasFilter("handled_at is null").HasDatabaseName("patient_requests_open");
    }
}
