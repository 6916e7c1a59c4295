using System.Collections.Frozen;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Rules;

/// <summary>On which terms a caller books for a patient: firm or to be confirmed, with which deposit, or not here. The same for a time and for a turn.</summary>
public sealed class BookingTerms(PatientStandings standings, Caller caller)
{
    /// <summary>What this patient's record makes of the booking: the desk has to call, a deposit is asked for, or it is not taken here.</summary>
    internal readonly record struct Term(AppointmentStatus Status, decimal? Deposit, BookingError? Refused);

    internal bool IsDesk => caller.IsDesk;

    /// <summary>As what the caller may book; null for nothing. Who has proved nothing may only propose: the desk makes it firm.</summary>
    internal AppointmentStatus? StatusOfNew => caller.Kind switch
    {
        CallerKind.Staff or CallerKind.System => IsDesk ? AppointmentStatus.Booked : default(AppointmentStatus?),
        CallerKind.Patient => AppointmentStatus.Booked,
        CallerKind.Visitor => AppointmentStatus.Proposed,
        _ => null,
    };

    /// <summary>
    /// Whether a patient's own appointment may go there: a cheaper follow-up stays one, so that nobody comes to another doctor, or months later, for its
    /// price. The desk moves it anywhere.
    /// </summary>
    /// <param name="practitioner">Null for any.</param>
    /// <returns>With whom it is to be where anybody was asked for; or why not.</returns>
    internal async Task<Result<PractitionerId?, BookingError>> MoveAsync(
        BookingRules rules, AppointmentId appointment, ServiceId service, PractitionerId? practitioner, Instant start, CancellationToken cancellation)
    {
        if (caller is not { Kind: CallerKind.Patient, Phone: { } phone } || rules.Services.GetValueOrDefault(service) is not { Revisit.Price: { } cheaper } rule || cheaper >= rule.Price
            || await standings.VisitOfAsync(appointment, phone, cancellation) is not { Kind: VisitKind.FollowUp } visit
            || await standings.ReadAsync(visit.Patient, cancellation, appointment) is not { } who)
            return practitioner;
        foreach (var one in practitioner is { } named ? [named] : rule.Practitioners)
            if (who.KindOf(rule, one, start) == VisitKind.FollowUp)
                return (PractitionerId?)one;
        return BookingError.FollowUpOnly;
    }

    // what KnownVisits asks of everybody on a phone, at once
    internal async Task<IReadOnlyDictionary<PatientId, PatientStanding>> StandingsAsync(BookingRules rules, ServiceId service, IReadOnlyList<PatientId> patients, CancellationToken cancellation) =>
        patients.Count > 0 && Asks(rules, service) ? await standings.ReadAsync(patients, cancellation) : FrozenDictionary<PatientId, PatientStanding>.Empty;

    // most services and clinics do not ask who comes, and most bookings are one round trip
    internal async Task<PatientStanding?> StandingAsync(BookingRules rules, ServiceId service, PatientId patient, CancellationToken cancellation) =>
        Asks(rules, service) ? await standings.ReadAsync(patient, cancellation) : null;

    bool Asks(BookingRules rules, ServiceId service) =>
        rules.Services.TryGetValue(service, out var rule) && (rule.AsksWho || !IsDesk && rules.Policy.NoShow.Policy != NoShowPolicy.None);

    internal Term Of(BookingRules rules, ServiceId service, PatientStanding? who, AppointmentStatus status)
    {
        var deposit = rules.Services.GetValueOrDefault(service)?.Deposit;
        if (IsDesk || who is null || !rules.Policy.NoShow.Applies(who.Missed))
            return new(status, deposit, null);
        return rules.Policy.NoShow.Policy switch
        {
            NoShowPolicy.AskToConfirm => new(AppointmentStatus.Proposed, deposit, null),
            NoShowPolicy.AskDeposit => new(status, deposit ?? rules.Policy.NoShow.Deposit, null),
            // who has proved nothing proposes, and is not told of anybody's record: the desk, which makes it firm, decides
            _ => new(status, deposit, caller.Kind == CallerKind.Visitor ? null : BookingError.DeskOnly),
        };
    }
}
