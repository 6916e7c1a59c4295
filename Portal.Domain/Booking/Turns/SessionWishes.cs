using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Turns;

/// <summary>Turns a wished session into what the database may claim for it, or says by which rule it cannot be had.</summary>
public sealed class SessionWishes(Caller caller, TimeProvider clock)
{
    /// <param name="start">When the session begins.</param>
    /// <param name="who">Who comes, where the rules ask for it.</param>
    internal Result<(SessionWish At, ServiceRule Service, VisitKind Kind), BookingError> Resolve(
        BookingRules rules, ServiceId service, PractitionerId practitioner, Instant start, PatientStanding? who)
    {
        if (!rules.Services.TryGetValue(service, out var wanted) || wanted.IsGroup || !wanted.Practitioners.Contains(practitioner)
            || !rules.Practitioners.TryGetValue(practitioner, out var rule))
            return BookingError.NotOffered;
        var desk = caller.IsDesk;
        if (wanted.Person is { } person && who?.Refusal(person, start.InZone(rules.Zone).Date) is { } unfit && !(desk && unfit == BookingError.BirthDateMissing))
            return unfit;

        if (TurnWindows.IsAway(rule, start, start + Duration.FromMinutes(1)))
            return BookingError.OutsideHours;
        var window = TurnWindows.At(rules, rule, start);
        if (window is not null && !wanted.IsGivenAt(window.Location))
            return BookingError.NotOffered;
        // how late one may come is a matter of the number, which the database gives: here the session's end is held against it
        var end = window?.End ?? start + Duration.FromDays(1);
        if (TurnBounds.Of(rules, clock.GetUtcNow().ToInstant(), desk).Refusal(end - Duration.Epsilon, end) is { } refused)
            return refused;
        var kind = who?.KindOf(wanted, practitioner, start) ?? VisitKind.Returning;
        return (new SessionWish(practitioner, SessionKind.Turns, null, start, end, new(start, end), window?.Turns, []), wanted.For(kind), kind);
    }
}
