using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using Duration = NodaTime.Duration;

namespace Portal.Endpoints.Calendars;

/// <summary>
/// A zone as a calendar file tells it: each change of the clocks that its appointments could meet, by its own date. A yearly rule would be
/// shorter and wrong: Egypt's summer ends on the last Thursday of October at 24:00, which is a Friday and not always the last one.
/// </summary>
static class ZoneRules
{
    public static VTimeZone Of(DateTimeZone zone, Instant from, Instant to)
    {
        var written = new VTimeZone(zone.Id);
        // a year more on each side: some readers do not take a zone that has a summer and no winter
        var (first, last) = (from.InZone(zone).Date.PlusYears(-1), to.InZone(zone).Date.PlusYears(2));
        foreach (var interval in zone.GetZoneIntervals(Instant.FromUtc(first.Year, 1, 1, 0, 0), Instant.FromUtc(last.Year, 1, 1, 0, 0)))
        {
            var before = interval.HasStart ? zone.GetZoneInterval(interval.Start - Duration.Epsilon).WallOffset : interval.WallOffset;
            // on the clocks as they were before; a zone without a beginning begins with the epoch
            var onset = (interval.HasStart ? interval.Start : Instant.FromUnixTimeSeconds(0)).WithOffset(before).LocalDateTime;
            written.AddChild(new VTimeZoneInfo(interval.Savings == Offset.Zero ? "STANDARD" : "DAYLIGHT")
            {
                Start = new CalDateTime(onset.ToDateTimeUnspecified()),
                OffsetFrom = new UtcOffset(before.ToTimeSpan()),
                OffsetTo = new UtcOffset(interval.WallOffset.ToTimeSpan()),
                TimeZoneName = interval.Name,
            });
        }

        return written;
    }
}
