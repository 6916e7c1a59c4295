using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>The free times that somebody waits for, soonest first, by the rules that booking checks. Anybody may ask.</summary>
public sealed class FittingTimes(FindSlots find, BookingRulesSource rules, TimeProvider clock)
{
    public async Task<IReadOnlyList<Slot>> ExecuteAsync(ServiceId service, WaitlistWishes wishes, CancellationToken cancellation)
    {
        var current = await rules.GetAsync(cancellation);
        return Fitting(await FreeAsync(current, service, wishes.Practitioner, VisitKind.Returning, cancellation), wishes, current.Zone);
    }

    /// <summary>Everything that is free up to the clinic's horizon.</summary>
    internal Task<IReadOnlyList<Slot>> FreeAsync(BookingRules current, ServiceId service, PractitionerId? practitioner, VisitKind visit, CancellationToken cancellation)
    {
        var today = clock.GetUtcNow().ToInstant().InZone(current.Zone).Date;
        return find.ExecuteAsync(new(service, practitioner, new DateInterval(today, today.PlusDays(current.Policy.HorizonDays))) { Visit = visit }, cancellation);
    }

    internal static IReadOnlyList<Slot> Fitting(IReadOnlyList<Slot> free, WaitlistWishes wishes, DateTimeZone zone) =>
        [.. free.Where(slot => wishes.Fit(slot.Practitioner, slot.Start.InZone(zone).LocalDateTime))];
}
