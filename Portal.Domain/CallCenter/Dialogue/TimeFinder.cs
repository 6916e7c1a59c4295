using NodaTime;
using Portal.Domain.Booking.Rules;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Times;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>How the free times that were found stand to what was wished.</summary>
enum Fit
{
    /// <summary>They are as wished.</summary>
    AsWished,

    /// <summary>That day has free times, but not then.</summary>
    SameDay,

    /// <summary>Nothing is free on that day or in those days.</summary>
    LaterDays,

    /// <summary>Further ahead than the clinic books.</summary>
    TooFar,
    None,
}

sealed record FoundTimes(Fit Fit, IReadOnlyList<Slot> Slots);

/// <summary>Finds the free times that fit a wish, and where none does, those that come nearest.</summary>
sealed class TimeFinder(CalendarTools calendar)
{
    const int Shown = 3, DaysAhead = 13;

    /// <param name="except">The appointment that is to be moved.</param>
    public async Task<FoundTimes> FindAsync(Exchange exchange, Wish wish, Guid? except, CancellationToken cancellation)
    {
        var today = exchange.LocalNow.Date;
        if (wish.Date is null && wish.SpanFrom is null && wish.Time is null && wish.Part is null)
        {
            var soonest = await NextAsync(exchange, wish, exchange.Now, cancellation);
            return new(soonest.Count == 0 ? Fit.None : Fit.AsWished, soonest);
        }

        var days = wish switch
        {
            { Date: { } date } => new DateInterval(date, date),
            { SpanFrom: { } from, SpanTo: { } to } => new DateInterval(LocalDate.Max(from, today), LocalDate.Max(to, today)),
            _ => new DateInterval(today, today.PlusDays(13)),
        };
        if (days.Start > today.PlusDays(exchange.Clinic.Rules.Policy.HorizonDays))
            return new(Fit.TooFar, []);
        var free = await calendar.FreeAsync(exchange, wish, days, except, cancellation);
        var fitting = free.Where(slot => Fits(exchange, wish, exchange.Clinic.LocalAt(slot.Start))).ToArray();
        if (fitting.Length > 0)
            return new(Fit.AsWished, fitting);
        if (free.Count > 0)
            return new(Fit.SameDay, [.. Nearest(exchange, wish, free).Take(Shown).OrderBy(slot => slot.Start)]);
        var later = await LaterAsync(exchange, wish, days.End.PlusDays(1), except, cancellation);
        return new(later.Count == 0 ? Fit.None : Fit.LaterDays, later);
    }

    // who wished for Thursday evening would sooner have Saturday evening than Saturday morning
    async Task<IReadOnlyList<Slot>> LaterAsync(Exchange exchange, Wish wish, LocalDate from, Guid? except, CancellationToken cancellation)
    {
        if (wish is not { Time: null, Part: null, Prayer: null })
        {
            var free = await calendar.FreeAsync(exchange, wish, new(from, from.PlusDays(DaysAhead)), except, cancellation);
            var fitting = free.Where(slot => Fits(exchange, wish, exchange.Clinic.LocalAt(slot.Start))).GroupBy(slot => exchange.Clinic.LocalAt(slot.Start).Date).OrderBy(day => day.Key).FirstOrDefault();
            if (fitting is not null)
                return [.. fitting.OrderBy(slot => slot.Start).Take(Shown)];
        }

        return await NextAsync(exchange, wish, exchange.Clinic.Rules.Zone.AtStartOfDay(from).ToInstant(), cancellation);
    }

    /// <summary>The one of several that a "first", "second", "last" or "nearest" means; null where it means none of them.</summary>
    public static Slot? Pick(Exchange exchange, Wish wish, IReadOnlyList<Slot> slots) => wish.Pick switch
    {
        Cue.First => At(slots, 0),
        Cue.Second => At(slots, 1),
        Cue.Third => At(slots, 2),
        Cue.Last => At(slots, slots.Count - 1),
        Cue.Nearest => At([.. Nearest(exchange, wish, slots)], 0),
        _ => null,
    };

    /// <summary>"Five, or the next one after": at or after the time said first, then by how near they are.</summary>
    public static IEnumerable<Slot> Nearest(Exchange exchange, Wish wish, IReadOnlyList<Slot> slots)
    {
        if (slots.Count == 0 || (wish.Time ?? Called(exchange, wish, slots[0]) ?? MiddleOf(wish.Part)) is not { } wanted)
            return slots;
        return slots.OrderBy(slot => TimeOf(exchange, slot) < wanted ? 1 : 0).ThenBy(slot => Math.Abs((TimeOf(exchange, slot) - wanted).ToDuration().TotalMinutes));
    }

    static bool Fits(Exchange exchange, Wish wish, LocalDateTime at)
    {
        var time = at.TimeOfDay;
        if (wish.Time is { } wanted && !(wish.TimeBound switch { Bound.After => time >= wanted, Bound.Before => time < wanted, _ => time == wanted }))
            return false;
        // the small hours of a day are the evening before's
        if (wish is { Part: PartOfDay.Evening, Date: not null } && time.Hour < 5)
            return false;
        if (wish.Prayer is { } prayer && !exchange.Clinic.Prayers.Fits(at, prayer, wish.PartBound))
            return false;
        // a bound by a prayer is all that was said
        return wish.Part is not { } part || wish is { Prayer: not null, PartBound: not Bound.At } || part switch
        {
            PartOfDay.Morning => time.Hour is >= 5 and < 12,
            PartOfDay.Afternoon => wish.PartBound == Bound.After ? time.Hour >= 12 : time.Hour is >= 12 and < 18,
            _ => time.Hour is >= 17 or < 5,
        };
    }

    Task<IReadOnlyList<Slot>> NextAsync(Exchange exchange, Wish wish, Instant after, CancellationToken cancellation) =>
        calendar.NextFreeAsync(exchange, wish, after, Shown, cancellation);

    static LocalTime TimeOf(Exchange exchange, Slot slot) => exchange.Clinic.LocalAt(slot.Start).TimeOfDay;

    // "after Maghrib" where nothing is free after it: what is nearest to it
    static LocalTime? Called(Exchange exchange, Wish wish, Slot slot) =>
        wish.Prayer is { } prayer ? exchange.Clinic.Prayers.On(exchange.Clinic.LocalAt(slot.Start).Date).At(prayer).TimeOfDay : null;

    static LocalTime? MiddleOf(PartOfDay? part) => part switch
    {
        PartOfDay.Morning => new(10, 0),
        PartOfDay.Afternoon => new(14, 0),
        PartOfDay.Evening => new(19, 0),
        _ => null,
    };

    static Slot? At(IReadOnlyList<Slot> slots, int i) => i >= 0 && i < slots.Count ? slots[i] : null;
}
