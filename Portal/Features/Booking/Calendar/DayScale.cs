using NodaTime;

namespace Portal.Features.Booking.Calendar;

/// <summary>
/// Where instants stand in a column: elapsed minutes from its top, so that a day of 23 or 25 hours is drawn as long as it is and an hour
/// that comes twice is there twice.
/// </summary>
/// <param name="Top">The beginning of a clock hour of the clinic.</param>
public sealed record DayScale(Instant Top, Instant Bottom)
{
    /// <summary>A visit of ten minutes is one line of text high.</summary>
    public const double PixelsAMinute = 2.2;

    static readonly Duration Hour = Duration.FromHours(1);
    static readonly Duration Snap = Duration.FromMinutes(5);

    public double Height => Pixels(Bottom - Top);

    /// <summary>Pixels from the top; what lies outside is at the edge.</summary>
    public double At(Instant instant) => Pixels(Clamp(instant) - Top);

    public double Between(Instant start, Instant end) => Pixels(Clamp(end) - Clamp(start));

    public bool Shows(Instant instant) => instant >= Top && instant < Bottom;

    /// <summary>The time under a pointer, on the five minutes at or before it.</summary>
    public Instant Under(double pixels)
    {
        var minutes = Math.Clamp(pixels / PixelsAMinute, 0, (Bottom - Top - Snap).TotalMinutes);
        return Top + Snap * (long)(minutes / Snap.TotalMinutes);
    }

    /// <summary>The end under a pointer: likewise, and the bottom at the latest.</summary>
    public Instant EndUnder(double pixels) => Under(pixels - Pixels(Snap)) + Snap;

    public IEnumerable<Instant> Hours()
    {
        for (var hour = Top; hour < Bottom; hour += Hour)
            yield return hour;
    }

    /// <summary>The hours of a day that have something in them; nine to five where there is nothing.</summary>
    /// <param name="shown">What must be seen; what lies outside the day is cut, except an end past midnight of what began before it.</param>
    public static DayScale Of(LocalDate day, DateTimeZone zone, IEnumerable<Interval> shown)
    {
        var (begins, ends) = (zone.AtStartOfDay(day).ToInstant(), zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
        Instant? first = null, last = null;
        foreach (var interval in shown)
        {
            if (interval.End <= begins || interval.Start >= ends)
                continue;
            first = Instant.Min(first ?? interval.Start, Instant.Max(interval.Start, begins));
            last = Instant.Max(last ?? interval.End, interval.End);
        }

        var top = HourBefore(Instant.Max(first ?? At(day, 9, zone), begins), zone);
        return new(top, HourAfter(last ?? At(day, 17, zone), zone));
    }

    /// <summary>Scales of several days side by side: all begin at the same clock time and are equally high.</summary>
    public static IReadOnlyList<DayScale> Aligned(IReadOnlyList<LocalDate> days, DateTimeZone zone, IEnumerable<Interval> shown)
    {
        var own = days.Select(day => Of(day, zone, shown)).ToArray();
        var from = own.Min(scale => scale.Top.InZone(zone).TimeOfDay);
        var tops = days.Select(day => zone.AtLeniently(day + from).ToInstant()).ToArray();
        var longest = own.Zip(tops, (scale, top) => scale.Bottom - top).Max();
        return [.. tops.Select(top => new DayScale(top, top + longest))];
    }

    static Instant At(LocalDate day, int hour, DateTimeZone zone) => zone.AtLeniently(day.At(new LocalTime(hour, 0))).ToInstant();

    static Instant HourBefore(Instant instant, DateTimeZone zone)
    {
        var local = instant.InZone(zone).TimeOfDay;
        return instant - Duration.FromTicks(local.TickOfDay % NodaConstants.TicksPerHour);
    }

    static Instant HourAfter(Instant instant, DateTimeZone zone) => HourBefore(instant, zone) is var hour && hour == instant ? instant : hour + Hour;

    static double Pixels(Duration length) => length.TotalMinutes * PixelsAMinute;

    Instant Clamp(Instant instant) => Instant.Min(Instant.Max(instant, Top), Bottom);
}
