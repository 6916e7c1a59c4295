using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

/// <summary>How passages of one clinic are worded: in its language, by its calendar, and with the kind of record in the other language too, for who asks in that.</summary>
sealed record PassageStyle(bool Arabic, DateTimeZone Zone)
{
    /// <summary>Past it a passage says more than one thing.</summary>
    public const int Longest = 700;

    public string Say(string english, string arabic) => Arabic ? arabic : english;

    public LocalDate DateOf(Instant at) => at.InZone(Zone).Date;

    public static string Day(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>2026-03-02 · Lab · HbA1c 7.9 % / تحليل</summary>
    public RenderedPassage Line(LocalDate? date, (string English, string Arabic) kind, string body, params ReadOnlySpan<string?> codes)
    {
        var said = string.Join(" · ", new[] { date is { } day ? Day(day) : null, Say(kind.English, kind.Arabic), body }.Where(part => !string.IsNullOrEmpty(part)));
        var text = $"{said} / {(Arabic ? kind.English : kind.Arabic)}";
        var own = new List<string>();
        foreach (var code in codes)
            if (code is not null)
                own.Add(code);
        return new(text, LanguageOf(body), date, own);
    }

    /// <summary>A long text as several, each with what comes before it.</summary>
    public IEnumerable<RenderedPassage> Lines(LocalDate? date, (string English, string Arabic) kind, string before, string text)
    {
        var room = Math.Max(120, Longest - before.Length - kind.English.Length - kind.Arabic.Length - 20);
        foreach (var part in Sentences.Split(text, room))
            yield return Line(date, kind, before.Length == 0 ? part : $"{before}{part}");
    }

    /// <summary>What most of its letters are.</summary>
    public static string LanguageOf(string text)
    {
        var (arabic, latin) = (0, 0);
        foreach (var c in text)
            if (c is >= '؀' and <= 'ۿ' && char.IsLetter(c))
                arabic++;
            else if (char.IsAsciiLetter(c))
                latin++;
        return arabic > latin ? "ar" : "en";
    }

    /// <summary>As a person writes it: a measurement is not known to ten places.</summary>
    public static string Number(decimal value) => value.ToString(Math.Abs(value) < 1 ? "0.####" : "0.##", CultureInfo.InvariantCulture);

    /// <summary>UCUM's names, as they are written on a report.</summary>
    public static string Unit(string unit) => unit switch
    {
        "mm[Hg]" => "mmHg",
        "Cel" => "°C",
        "[degF]" => "°F",
        "[lb_av]" => "lb",
        "[in_i]" => "in",
        ['{', .. var of, '}'] => of,
        "1" => "",
        _ => unit.Replace("10*", "10^", StringComparison.Ordinal),
    };

    public static string Coded(string text, string? code) => code is null || text.Contains(code, StringComparison.Ordinal) ? text : $"{text} ({code})";

    public string Doctor((string NameAr, string NameEn, string? SpecialtyAr, string? SpecialtyEn) doctor)
    {
        var specialty = Say(doctor.SpecialtyEn ?? "", doctor.SpecialtyAr ?? "");
        var name = Say(doctor.NameEn, doctor.NameAr);
        return specialty.Length == 0 ? name : $"{name} ({specialty})";
    }
}
