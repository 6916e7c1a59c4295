using System.Globalization;
using NodaTime;

namespace Portal.Endpoints.Fhir;

/// <summary>
/// The parameters of a search. What is not understood is refused: to leave a filter out without a word would tell more than was asked for.
/// A program that sends <c>Prefer: handling=lenient</c> takes that upon itself.
/// </summary>
sealed class FhirQuery
{
    const int UsualCount = 50;
    const int MostAtOnce = 200;
    static readonly string[] Everywhere = ["_format", "_count", "_page", "_pretty"];

    readonly IQueryCollection query;
    readonly DateTimeZone zone;

    public FhirQuery(HttpRequest request, DateTimeZone zone, params string[] known)
    {
        (query, this.zone) = (request.Query, zone);
        var lenient = request.Headers["Prefer"].ToString().Contains("handling=lenient", StringComparison.OrdinalIgnoreCase);
        if (!lenient && query.Keys.FirstOrDefault(key => !known.Contains(Bare(key)) && !Everywhere.Contains(key)) is { } unknown)
            Fault = $"The parameter {unknown} is not known here; known are {string.Join(", ", known)}.";
    }

    /// <summary>What is wrong with the search; null where nothing is.</summary>
    public string? Fault { get; private set; }

    public string? Page => query["_page"].ToString() is { Length: > 0 } page ? page : null;

    public int Count => query["_count"].ToString() is not { Length: > 0 } text ? UsualCount
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Clamp(count, 1, MostAtOnce)
        : Wrong(0, $"_count={text} is no number.");

    public bool Has(string name) => query.Keys.Any(key => Bare(key) == name);

    /// <summary>The values of a parameter in all its spellings (<c>patient</c>, <c>patient:Patient</c>).</summary>
    public IEnumerable<string> Values(string name) =>
        from pair in query where Bare(pair.Key) == name from value in pair.Value where !string.IsNullOrEmpty(value) select value;

    /// <summary>Codes with commas between them, any of which will do; the code system before a bar is not asked.</summary>
    public IReadOnlyList<string> Codes(string name) =>
        [.. Values(name).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(code => code[(code.LastIndexOf('|') + 1)..])];

    /// <summary>The id of a reference of the type: <c>Patient/id</c>, a whole address that ends like this, or the id alone.</summary>
    public Guid? Reference(string name, string type)
    {
        var values = Values(name).ToList();
        if (values.Count == 0)
            return null;
        var parts = values[0].Split('/');
        return values.Count == 1 && (parts.Length == 1 || parts[^2] == type) && Guid.TryParse(parts[^1], out var id)
            ? id : Wrong<Guid?>(null, $"{name}={string.Join(',', values)} is not one reference to a {type}.");
    }

    /// <summary>From when to when a parameter like <c>date=ge2026-11-23</c> lets through, all of its values together. A day is the clinic's.</summary>
    public (Instant? From, Instant? To) Span(string name)
    {
        var (from, to) = (default(Instant?), default(Instant?));
        foreach (var value in Values(name))
        {
            var (prefix, text) = value.Length > 2 && char.IsAsciiLetter(value[0]) ? (value[..2], value[2..]) : ("eq", value);
            if (Moment(text) is not { } moment)
                return Wrong((from, to), $"{name}={value} is no date: 2026-11-23, or a time with its zone.");
            switch (prefix)
            {
                case "eq": (from, to) = (Later(from, moment.Start), Sooner(to, moment.End)); break;
                case "ge": from = Later(from, moment.Start); break;
                case "gt" or "sa": from = Later(from, moment.End); break;
                case "le": to = Sooner(to, moment.End); break;
                case "lt" or "eb": to = Sooner(to, moment.Start); break;
                default: return Wrong((from, to), $"The prefix {prefix} of {name} is not known here.");
            }
        }

        return (from, to);
    }

    // what the text means: a year, a month, a day of the clinic, or a minute or second somewhere
    Interval? Moment(string text)
    {
        // a plus that was not encoded came as a space
        text = text.Replace(' ', '+');
        var culture = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var day))
            return Days(LocalDate.FromDateOnly(day), Period.FromDays(1));
        if (DateOnly.TryParseExact(text, "yyyy-MM", culture, DateTimeStyles.None, out var month))
            return Days(LocalDate.FromDateOnly(month), Period.FromMonths(1));
        if (DateOnly.TryParseExact(text, "yyyy", culture, DateTimeStyles.None, out var year))
            return Days(LocalDate.FromDateOnly(year), Period.FromYears(1));
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mmzzz"], culture, DateTimeStyles.AssumeUniversal, out var minute) && HasZone(text))
            return Lasting(Instant.FromDateTimeOffset(minute), Duration.FromMinutes(1));
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], culture, DateTimeStyles.AssumeUniversal, out var second) && HasZone(text))
            return Lasting(Instant.FromDateTimeOffset(second), text.Contains('.', StringComparison.Ordinal) ? Duration.FromTicks(1) : Duration.FromSeconds(1));
        return null;
    }

    static bool HasZone(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);

    static Interval Lasting(Instant start, Duration length) => new(start, start + length);

    Interval Days(LocalDate first, Period length) => new(zone.AtStartOfDay(first).ToInstant(), zone.AtStartOfDay(first + length).ToInstant());

    static Instant Later(Instant? one, Instant other) => one is { } known && known > other ? known : other;

    static Instant Sooner(Instant? one, Instant other) => one is { } known && known < other ? known : other;

    static string Bare(string key) => key.Split(':', 2)[0];

    internal T Wrong<T>(T instead, string fault)
    {
        Fault ??= fault;
        return instead;
    }
}
