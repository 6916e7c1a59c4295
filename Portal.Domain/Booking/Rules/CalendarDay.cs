using System.Buffers.Binary;
using System.Globalization;
using NodaTime;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Booking.Rules;

/// <summary>One day of a practitioner, a room or a device: what calendars are kept in memory and forgotten by.</summary>
/// <param name="Day">A day of UTC, counted from 1970: the zone of the clinic may change, and nothing that is kept with it.</param>
readonly record struct CalendarDay(Guid Resource, int Day)
{
    public static int Of(Instant time) => (int)Math.Floor(time.ToUnixTimeSeconds() / 86400d);

    public Instant Start => Instant.FromUnixTimeSeconds(Day * 86400L);

    /// <summary>Both as one id, as changes are announced by: no two resources differ in their last four bytes alone, for most of their bits are random.</summary>
    public Guid Id
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Resource.TryWriteBytes(bytes);
            var last = bytes[12..];
            BinaryPrimitives.WriteInt32BigEndian(last, BinaryPrimitives.ReadInt32BigEndian(last) ^ Day);
            return new(bytes);
        }
    }

    /// <summary>Tells all who keep calendars of what <c>note_touched_days</c> wrote down.</summary>
    public static void Announce(string touched, TenantId tenant, ChangePublisher changes)
    {
        foreach (var day in Parse(touched))
            changes.Publish(new(tenant, Topics.Calendars, day.Id));
    }

    /// <summary>Reads what <c>note_touched_days</c> (Booking/Sql) wrote down.</summary>
    public static IReadOnlyCollection<CalendarDay> Parse(string touched)
    {
        if (touched.Length == 0)
            return [];
        var days = new HashSet<CalendarDay>();
        foreach (var word in touched.AsSpan().Split(' '))
            if (touched.AsSpan()[word] is { Length: > 37 } one)
                days.Add(new(Guid.Parse(one[..36]), int.Parse(one[37..], CultureInfo.InvariantCulture)));
        return days;
    }
}
