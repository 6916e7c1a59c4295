using NodaTime;
using NodaTime.Text;
using Portal.Domain.Booking.Model;
using Portal.Shared;

namespace Portal.Features.Booking.Calendar;

/// <summary>What the desk shows, as its address says it: a link or a reload brings back the same.</summary>
/// <param name="Doctor">Whose week it is; in the day view all are shown.</param>
public sealed record DeskAddress(LocalDate Day, bool Week, PractitionerId? Doctor, bool Cancelled)
{
    static readonly IsoDayOfWeek[] WorkDays = [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday];

    public static DeskAddress Read(string? day, string? view, string? doctor, string? cancelled, LocalDate today) => new(
        day is not null && LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var date } ? date : today,
        view == "week",
        Guid.TryParse(doctor, out var id) ? PractitionerId.From(id) : null,
        cancelled == "show");

    /// <summary>The address of the same desk with something else about it.</summary>
    public string Path(LocalDate today)
    {
        var parts = new List<string>();
        if (Day != today)
            parts.Add($"day={ClinicFormat.Iso(Day)}");
        if (Week)
            parts.Add("view=week");
        if (Doctor is { } doctor)
            parts.Add($"doctor={doctor}");
        if (Cancelled)
            parts.Add("cancelled=show");
        return parts.Count == 0 ? "/desk" : "/desk?" + string.Join('&', parts);
    }

    public DeskAddress Earlier => this with { Day = Day.PlusDays(Week ? -7 : -1) };

    public DeskAddress Later => this with { Day = Day.PlusDays(Week ? 7 : 1) };

    /// <summary>The days on the page; a week begins as it does in the clinic's country.</summary>
    public DateInterval Days(string country)
    {
        return Week ? WeekOf(Day, country) : new(Day, Day);
    }

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
