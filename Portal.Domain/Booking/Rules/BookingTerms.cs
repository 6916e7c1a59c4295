using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;

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

    // most services and clinics do not ask who comes, and most bookings are one round trip
    internal async Task<PatientStanding?> StandingAsync(BookingRules rules, ServiceId service, PatientId patient, CancellationToken cancellation) =>
        rules.Services.TryGetValue(service, out var rule) && (rule.AsksWho || !IsDesk && rules.Policy.NoShow.Policy != NoShowPolicy.None)
            ? await standings.ReadAsync(patient, cancellation) : null;

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
