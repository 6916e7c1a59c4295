using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;

namespace Portal.Endpoints.Calendars;

/// <summary>Writes iCalendar (RFC 5545 and 7986). What does not change is written the same, byte for byte, so that its hash can stand for it.</summary>
static class CalendarText
{
    public const string MediaType = "text/calendar; charset=utf-8";

    public static string Write(CalendarHead head, DateTimeZone zone, IReadOnlyList<CalendarEntry> entries)
    {
        var calendar = new Calendar { Method = head.Method, ProductId = "-//Portal//Appointments//EN" };
        if (head.Name is { } name)
        {
            calendar.AddProperty("NAME", Clean(name));
            calendar.AddProperty("X-WR-CALNAME", Clean(name)); // what programs understood before there was NAME
            calendar.AddProperty("X-WR-TIMEZONE", zone.Id);
        }

        if (head.Refresh is { } refresh)
        {
            var period = $"PT{(int)refresh.TotalMinutes}M";
            var property = new CalendarProperty("REFRESH-INTERVAL", period);
            property.AddParameter("VALUE", "DURATION");
            calendar.Properties.Add(property);
            calendar.AddProperty("X-PUBLISHED-TTL", period);
        }

        if (entries.Count > 0)
            calendar.AddTimeZone(ZoneRules.Of(zone, entries.Min(e => e.Start), entries.Max(e => e.End)));
        foreach (var entry in entries)
            calendar.Events.Add(Event(entry, zone));
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    static CalendarEvent Event(CalendarEntry entry, DateTimeZone zone)
    {
        var written = new CalendarEvent
        {
            Uid = entry.Uid,
            Sequence = entry.Sequence,
            Status = entry.Status,
            DtStamp = At(entry.Stamp),
            LastModified = entry.ChangedAt is { } changed ? At(changed) : null,
            Start = At(entry.Start, zone),
            End = At(entry.End, zone),
            Summary = Clean(entry.Summary),
            Description = entry.Description is { } description ? Clean(description) : null,
            Location = entry.Location is { } location ? Clean(location) : null,
            Url = entry.Url,
            Class = entry.IsPrivate ? "PRIVATE" : null,
            Transparency = entry.Status == "CANCELLED" ? "TRANSPARENT" : "OPAQUE",
        };
        if (entry.Invitation is { } invited)
        {
            written.Organizer = new Organizer($"mailto:{invited.OrganizerMail}") { CommonName = Clean(invited.Organizer) };
            written.Attendees.Add(new Attendee($"mailto:{invited.Mail}") { CommonName = Clean(invited.Name), Role = "REQ-PARTICIPANT", ParticipationStatus = "ACCEPTED", Rsvp = false });
        }

        return written;
    }

    // what no file of the format can carry: half a letter, control characters, and line ends that some readers take for the end of the line
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune))
                clean.Append(rune.ToString());
        return clean.ToString();
    }

    static CalDateTime At(Instant instant) => new(instant.ToDateTimeUtc());

    static CalDateTime At(Instant instant, DateTimeZone zone) => new(instant.InZone(zone).ToDateTimeUnspecified(), zone.Id);
}
