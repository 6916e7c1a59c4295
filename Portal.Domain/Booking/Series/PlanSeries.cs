using System.Collections.Immutable;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Series;

/// <summary>
/// Where the sessions of a series would go: the wished weekdays at the wished time, and for each that cannot be had there, what is nearest. Nothing is booked
/// and nothing held. For the desk.
/// </summary>
public sealed class PlanSeries(FindSlots find, BookingRulesSource rules, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public const int MostSessions = 40;
    const int OthersShown = 4, DaysAround = 3;

    /// <param name="Practitioner">Null for any; then the first session's is kept for the others where they are free.</param>
    /// <param name="First">The first day it may begin on, in the clinic's calendar.</param>
    /// <param name="Days">The weekdays of the sessions.</param>
    /// <param name="At">The wished time of day.</param>
    public sealed record Request(ServiceId Service, PractitionerId? Practitioner, LocalDate First, ImmutableArray<IsoDayOfWeek> Days, LocalTime At, int Count);

    /// <param name="Wished">In the clinic's time.</param>
    /// <param name="Slot">At the wished time; null where it is not free or not offered then.</param>
    /// <param name="Others">The nearest free ones around, earliest first; never before the session before it.</param>
    public sealed record Session(LocalDateTime Wished, Slot? Slot, IReadOnlyList<Slot> Others);

    public async Task<Result<IReadOnlyList<Session>, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("series.plan", BookingError.Forbidden, "service", request.Service.Value, cancellation);
        var current = await rules.GetAsync(cancellation);
        if (!current.Services.ContainsKey(request.Service) || request.Days.IsDefaultOrEmpty || request.Count is < 1 or > MostSessions)
            return BookingError.NotOffered;

        // the desk plans further ahead than the site
        current = current with { Policy = current.Policy with { Notice = Duration.Zero, HorizonDays = 730 } };
        var wished = Wished(request).ToArray();
        var days = new DateInterval(wished[0].Date, wished[^1].Date.PlusDays(DaysAround));
        var free = await find.ExecuteAsync(new(request.Service, request.Practitioner, days), current, cancellation);
        if (request.Practitioner is null && At(free, current.Zone, wished[0]) is { } first)
        {
            var same = await find.ExecuteAsync(new(request.Service, first.Practitioner, days), current, cancellation);
            free = [.. same.Concat(free).OrderBy(slot => slot.Start).ThenBy(slot => slot.Practitioner == first.Practitioner ? 0 : 1)];
        }

        var (sessions, after) = (new List<Session>(wished.Length), clock.GetUtcNow().ToInstant());
        foreach (var wish in wished)
        {
            var slot = At(free, current.Zone, wish);
            var from = after;
            var others = slot is null ? Around(free.Where(other => other.Start > from), current.Zone, wish) : [];
            sessions.Add(new(wish, slot, others));
            after = slot?.Start ?? (others.Count > 0 ? others[0].Start : after);
        }

        return sessions;
    }

    static IEnumerable<LocalDateTime> Wished(Request request)
    {
        var (day, made) = (request.First, 0);
        for (; made < request.Count; day = day.PlusDays(1))
            if (request.Days.Contains(day.DayOfWeek))
            {
                made++;
                yield return day + request.At;
            }
    }

    static Slot? At(IReadOnlyList<Slot> free, DateTimeZone zone, LocalDateTime wish)
    {
        foreach (var slot in free)
            if (slot.Start.InZone(zone).LocalDateTime == wish)
                return slot;
        return null;
    }

    // the nearest in time, and of those at one time one; a session may be some days late, and not on the day of the next
    static List<Slot> Around(IEnumerable<Slot> free, DateTimeZone zone, LocalDateTime wish)
    {
        var wished = wish.InZoneLeniently(zone).ToInstant();
        return [.. free.Where(slot => Distance(slot) <= Duration.FromDays(DaysAround)).DistinctBy(slot => slot.Start).OrderBy(Distance).Take(OthersShown).OrderBy(slot => slot.Start)];

        Duration Distance(Slot slot) => slot.Start > wished ? slot.Start - wished : wished - slot.Start;
    }
}
