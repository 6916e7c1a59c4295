using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Features.Booking.Book;

/// <summary>
/// What a visitor has chosen and typed so far, between the choice of a time and the booking. It travels in a cookie that only this server
/// can read, so that nothing typed is lost by going back, and no name or phone is ever part of an address.
/// </summary>
public sealed record BookingDraft
{
    static readonly Duration CodePatience = Duration.FromSeconds(60);

    public required ServiceId Service { get; init; }

    /// <summary>As asked for: null for any.</summary>
    public PractitionerId? Wanted { get; init; }

    /// <summary>What was answered before the times were offered.</summary>
    public BookingChoice Choice { get; init; }

    /// <summary>What the visit was taken for when its time was chosen.</summary>
    public VisitKind Visit { get; init; } = VisitKind.Returning;

    /// <summary>Who the time is held with.</summary>
    public required PractitionerId Practitioner { get; init; }

    public required Instant Start { get; init; }

    /// <summary>A turn in the session that begins at <see cref="Start"/>, and not a time of its own. No number is kept: it is given by the booking.</summary>
    public bool Turn { get; init; }

    public required Instant HeldUntil { get; init; }

    /// <summary>Key of the booking: new whenever the time or the person changes, so that a form sent twice books once.</summary>
    public required Guid CommandKey { get; init; }

    public string? Name { get; init; }

    /// <summary>As typed.</summary>
    public string? Phone { get; init; }

    /// <summary>As typed, where the service asks for it and it was not known.</summary>
    public LocalDate? BirthDate { get; init; }

    /// <inheritdoc cref="BirthDate"/>
    public Gender? Gender { get; init; }

    /// <summary>Chosen among the people of a proved phone.</summary>
    public PatientId? Patient { get; init; }

    /// <summary>When the last code was sent.</summary>
    public Instant? CodeSentAt { get; init; }

    /// <summary>This phone has had its share of codes for now.</summary>
    public bool CodeRefused { get; init; }

    /// <summary>There was a rush when the time was chosen: it is kept for nobody, and booked in line.</summary>
    public bool InRush { get; init; }

    /// <summary>The address of the ticket that was taken for this, with this key.</summary>
    public string? Ticket { get; init; }

    /// <summary>From when on the desk may be asked to call instead; a code takes up to a minute.</summary>
    [JsonIgnore]
    public Instant DeskMayCallFrom => CodeRefused ? Instant.MinValue : CodeSentAt is { } sent ? sent + CodePatience : Instant.MaxValue;

    public BookingDraft At(SlotChoice slot, Instant heldUntil) => this with
    {
        Turn = false, Practitioner = slot.Practitioner, Start = slot.Start, HeldUntil = heldUntil, CommandKey = Guid.NewGuid(),
        InRush = false, Ticket = null,
    };

    /// <summary>In a rush: nothing is held, so that only the key makes one booking of a form that is sent twice.</summary>
    /// <param name="key">The form's own, for another time than was chosen before.</param>
    public BookingDraft Unheld(SlotChoice slot, Guid key) => At(slot, Instant.MinValue) with
    {
        InRush = true, CommandKey = Ticket is null && (slot.Practitioner, slot.Start) == (Practitioner, Start) ? CommandKey : key,
    };

    public BookingDraft InTurn(SlotChoice session) => At(session, Instant.MinValue) with { Turn = true };

    public BookingDraft For(string? name, string? phone, PatientId? patient) => (name, phone, patient) == (Name, Phone, Patient)
        ? this
        : this with { Name = name, Phone = phone, Patient = patient, CommandKey = KeyFor(name, phone, patient), Ticket = null, CodeSentAt = phone == Phone ? CodeSentAt : null, CodeRefused = phone == Phone && CodeRefused };

    // the same form sent twice says the same of the same draft, and is the same command
    Guid KeyFor(string? name, string? phone, PatientId? patient) =>
        new(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((object?[])[CommandKey, name, phone, patient?.Value])).AsSpan(..16));
}
