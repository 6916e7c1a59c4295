using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;

namespace Portal.Domain.Booking;

/// <summary>A way on for who just lost a time: the next free ones, of the same practitioner first and of any where they have none. Open to anybody.</summary>
public sealed class NextFreeTimes(FindSlots find, BookingRulesSource rules, TimeProvider clock)
{
    const int WeeksAhead = 9;

    /// <param name="After">The lost time; earlier ones are not offered.</param>
    /// <param name="Visitor">Whose own hold is not in the way.</param>
    public sealed record Request(ServiceId Service, PractitionerId? Practitioner, Instant After, int Count, Guid? Visitor)
    {
        /// <summary>A first visit may take longer.</summary>
        public VisitKind Visit { get; init; } = VisitKind.Returning;

        /// <summary>The branch; null for any.</summary>
        public Guid? Location { get; init; }
    }

    public async Task<IReadOnlyList<Slot>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var own = await SearchAsync(request, cancellation);
        if (own.Count > 0 || request.Practitioner is null)
            return own;
        return await SearchAsync(request with { Practitioner = null }, cancellation);
    }

    // week by week: mostly the first one has enough
    async Task<IReadOnlyList<Slot>> SearchAsync(Request request, CancellationToken cancellation)
    {
        var zone = (await rules.GetAsync(cancellation)).Zone;
        var after = Instant.Max(request.After, clock.GetUtcNow().ToInstant());
        var found = new List<Slot>();
        var day = after.InZone(zone).Date;
        for (var week = 0; week < WeeksAhead && found.Count < request.Count; week++, day = day.PlusDays(7))
        {
            var slots = await find.ExecuteAsync(new(request.Service, request.Practitioner, new DateInterval(day, day.PlusDays(6)), request.Visitor)
            {
                Visit = request.Visit, Location = request.Location,
            }, cancellation);
            found.AddRange(slots.Where(slot => slot.Start >= after).Take(request.Count - found.Count));
        }

        return found;
    }
}
