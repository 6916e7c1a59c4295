using NodaTime;

namespace Portal.Domain.Booking.Model;

[Flags]
public enum Weekdays
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
    All = 127,
}

/// <summary>A part of the day as people wish for it.</summary>
public enum WishedPart
{
    Any,
    Morning,
    Afternoon,

    /// <summary>Into the small hours, where a clinic is open then.</summary>
    Evening,
}

/// <summary>Which times somebody waits for.</summary>
/// <param name="Practitioner">Null for any.</param>
/// <param name="From">First day of the clinic.</param>
/// <param name="To">Last day.</param>
/// <param name="FromTime">The earliest start; null, with <paramref name="ToTime"/>, for any.</param>
/// <param name="ToTime">Exclusive; at or before <paramref name="FromTime"/> it runs past midnight.</param>
public sealed record WaitlistWishes(PractitionerId? Practitioner, LocalDate From, LocalDate To, Weekdays Days, LocalTime? FromTime, LocalTime? ToTime)
{
    static readonly LocalTime Dawn = new(5, 0), Noon = new(12, 0), Dusk = new(17, 0);

    /// <summary>Every day of these, at any time.</summary>
    public WaitlistWishes(PractitionerId? practitioner, LocalDate from, LocalDate to) : this(practitioner, from, to, Weekdays.All, null, null)
    {
    }

    /// <summary>The part of the day that the times mean; null where they mean none of them.</summary>
    public WishedPart? Part => (FromTime, ToTime) switch
    {
        (null, null) => WishedPart.Any,
        var (from, to) when from == Dawn && to == Noon => WishedPart.Morning,
        var (from, to) when from == Noon && to == Dusk => WishedPart.Afternoon,
        var (from, to) when from == Dusk && to == Dawn => WishedPart.Evening,
        _ => null,
    };

    /// <summary>Whether some day is among them.</summary>
    public bool HasDay => From <= To && (Days == Weekdays.All || Enumerable.Range(0, Math.Min(7, Period.DaysBetween(From, To) + 1)).Any(n => Days.HasFlag(On(From.PlusDays(n).DayOfWeek))));

    public WaitlistWishes In(WishedPart part) => part switch
    {
        WishedPart.Morning => this with { FromTime = Dawn, ToTime = Noon },
        WishedPart.Afternoon => this with { FromTime = Noon, ToTime = Dusk },
        WishedPart.Evening => this with { FromTime = Dusk, ToTime = Dawn },
        _ => this with { FromTime = null, ToTime = null },
    };

    /// <param name="start">In the clinic's local time.</param>
    public bool Fit(PractitionerId practitioner, LocalDateTime start) =>
        (Practitioner is null || Practitioner == practitioner) && start.Date >= From && start.Date <= To && Days.HasFlag(On(start.DayOfWeek)) && FitsTime(start.TimeOfDay);

    public static Weekdays On(IsoDayOfWeek day) => (Weekdays)(1 << ((int)day - 1));

    bool FitsTime(LocalTime time) => (FromTime, ToTime) is not ({ } from, { } to) || (from < to ? time >= from && time < to : time >= from || time < to);
}
