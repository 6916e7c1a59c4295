using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Portal.Demo;

/// <summary>Reads the short form of weekly hours: <c>Sat-Wed 10:00-14:00 18:00-22:00; Thu 10:00-13:00</c>. Weeks run from Saturday.</summary>
static class DemoHours
{
    static readonly IsoDayOfWeek[] Week =
        [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static IEnumerable<(IsoDayOfWeek Day, LocalTime From, LocalTime To, int? Turns)> Parse(string text) =>
        from part in text.Split(';', StringSplitOptions.TrimEntries)
        let words = part.Split(' ')
        from day in Days(words[0])
        from window in words.Skip(1)
        let turns = window.Split('x')
        let ends = turns[0].Split('-')
        select (day, Clock.Parse(ends[0]).Value, Clock.Parse(ends[1]).Value, turns.Length > 1 ? int.Parse(turns[1], CultureInfo.InvariantCulture) : default(int?));

    static IEnumerable<IsoDayOfWeek> Days(string range)
    {
        var ends = range.Split('-');
        var (first, last) = (Index(ends[0]), Index(ends[^1]));
        return Week.Skip(first).Take(last - first + 1);
    }

    static int Index(string day) => Array.FindIndex(Week, d => d.ToString().StartsWith(day, StringComparison.Ordinal));
}
