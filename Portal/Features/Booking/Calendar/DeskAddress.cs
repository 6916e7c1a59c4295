using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Shared;

namespace Portal.Features.Booking.Calendar;

/// <summary>How much is on the page at once.</summary>
public enum DeskView
{
    Day,
    Week,
    Month,
}

/// <summary>The parts of the desk's address as they came.</summary>
public sealed record DeskQuery(string? View = null, string? Doctor = null, string? Cancelled = null)
{
    public string? By { get; init; }

    public string? Room { get; init; }

    public string? Doctors { get; init; }

    public string? Services { get; init; }

    public string? Statuses { get; init; }

    public string? Branch { get; init; }
}

/// <summary>What the desk shows, as its address says it: a link or a reload brings back the same.</summary>
/// <param name="Doctor">Whose week or month it is; in the day view all are shown.</param>
/// <param name="ByRoom">Rooms and devices are the columns, and not doctors.</param>
/// <param name="Room">Which room's week it is.</param>
public sealed record DeskAddress(LocalDate Day, DeskView View, PractitionerId? Doctor, bool ByRoom, Guid? Room, bool Cancelled, DeskFilter Filter)
{
    static readonly IsoDayOfWeek[] WorkDays = [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday];

    public bool IsDay => View == DeskView.Day;

    public bool IsWeek => View == DeskView.Week;

    public bool IsMonth => View == DeskView.Month;

    public static DeskAddress Read(string? day, DeskQuery asked, LocalDate today) => new(
        ClinicFormat.ParseIso(day) ?? today,
        asked.View switch { "week" => DeskView.Week, "month" => DeskView.Month, _ => DeskView.Day },
        Guid.TryParse(asked.Doctor, out var doctor) ? PractitionerId.From(doctor) : null,
        asked.By == "room",
        Guid.TryParse(asked.Room, out var room) ? room : null,
        asked.Cancelled == "show",
        DeskFilter.Read(asked));

    /// <summary>The address of the same desk with something else about it.</summary>
    public string Path(LocalDate today)
    {
        var parts = new List<string>();
        if (Day != today)
            parts.Add($"day={ClinicFormat.Iso(Day)}");
        if (!IsDay)
            parts.Add(IsWeek ? "view=week" : "view=month");
        if (Doctor is { } doctor)
            parts.Add($"doctor={doctor}");
        if (ByRoom)
            parts.Add("by=room");
        if (Room is { } room)
            parts.Add($"room={room}");
        if (Cancelled)
            parts.Add("cancelled=show");
        Filter.AddTo(parts);
        return parts.Count == 0 ? "/desk" : "/desk?" + string.Join('&', parts);
    }

    public DeskAddress Earlier => this with { Day = View switch { DeskView.Week => Day.PlusDays(-7), DeskView.Month => Day.PlusMonths(-1), _ => Day.PlusDays(-1) } };

    public DeskAddress Later => this with { Day = View switch { DeskView.Week => Day.PlusDays(7), DeskView.Month => Day.PlusMonths(1), _ => Day.PlusDays(1) } };

    /// <summary>The days on the page; a week begins as it does in the clinic's country, and a month is shown in whole weeks.</summary>
    public DateInterval Days(string country) => View switch
    {
        DeskView.Week => WeekOf(Day, country),
        DeskView.Month => new(WeekOf(Day.With(DateAdjusters.StartOfMonth), country).Start, WeekOf(Day.With(DateAdjusters.EndOfMonth), country).End),
        _ => new(Day, Day),
    };

    public static DateInterval WeekOf(LocalDate day, string country)
    {
        var first = WeekBegins(country);
        var start = day.DayOfWeek == first ? day : day.Previous(first);
        return new(start, start.PlusDays(6));
    }

    static IsoDayOfWeek WeekBegins(string country) => country switch
    {
        "EG" or "DZ" or "IQ" or "JO" or "LY" or "SY" or "AE" or "BH" or "KW" or "OM" or "QA" or "SD" => WorkDays[0],
        "SA" or "YE" or "US" or "CA" => WorkDays[1],
        _ => WorkDays[2],
    };
}
