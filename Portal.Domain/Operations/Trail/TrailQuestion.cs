using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Operations.Trail;

/// <summary>What an administrator asks of the trail, in the clinic's own words: its days, its people.</summary>
public sealed record TrailQuestion
{
    /// <summary>Days of the clinic; both within.</summary>
    public LocalDate? From { get; init; }

    public LocalDate? To { get; init; }

    public UserId? Staff { get; init; }

    public AuditGroup? Group { get; init; }

    /// <summary>Only where somebody broke the glass.</summary>
    public bool BrokenGlass { get; init; }

    /// <summary>What was done to the person, and to their appointments, visits and prescriptions.</summary>
    public PatientId? Patient { get; init; }

    public AppointmentId? Appointment { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public Guid? Entry { get; init; }
}

/// <summary>Whom or what an entry is about, by name.</summary>
/// <param name="Name">Null where there is none, or nothing of it any more.</param>
/// <param name="At">When the appointment is.</param>
public sealed record TrailSubject(string? Name, string? NameEn = null, Instant? At = null, PatientId? Patient = null)
{
    public static TrailSubject Nameless { get; } = new(Name: null);

    public string? In(string language) => language == "ar" ? Name : NameEn ?? Name;
}

/// <summary>An entry with its names.</summary>
/// <param name="Actor">Of a member of staff or a program; null for who has no name.</param>
/// <param name="Reason">Of a broken glass.</param>
public sealed record TrailRow(AuditRow Entry, string? Actor, TrailSubject Subject, string? Reason);
