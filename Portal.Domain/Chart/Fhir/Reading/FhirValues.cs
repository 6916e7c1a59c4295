using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.Chart.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Reading;

/// <summary>A code and its list, as the chart keeps them.</summary>
readonly record struct Coded(string? Code, CodeSystem? System, string? Text);

static class FhirValues
{
    const int LongestCode = 32;

    /// <summary>A code of a small list, also one that the standard does not have.</summary>
    public static string? Literal(this R4.PrimitiveType? value) => value?.JsonValue switch
    {
        null => null,
        IFormattable formatted => formatted.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString(),
    };

    public static decimal? Number(this R4.PrimitiveType? value) =>
        decimal.TryParse(value.Literal(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static string? Words(this R4.CodeableConcept? concept) =>
        concept is null ? null : Tidy(concept.Text) ?? concept.Coding.Select(coding => Tidy(coding.Display)).FirstOrDefault(text => text is not null) ?? concept.Coding.Select(coding => Tidy(coding.Code)).FirstOrDefault(text => text is not null);

    /// <summary>The code of the list that is wished for most, of those the resource has.</summary>
    public static Coded Coded(this R4.CodeableConcept? concept, params ReadOnlySpan<CodeSystem> wished)
    {
        if (concept is null)
            return default;
        var codings = concept.Coding.Select(coding => (Code: Tidy(coding.Code), System: SystemOf(coding.System))).Where(coding => coding.Code is { Length: <= LongestCode }).ToList();
        foreach (var system in wished)
            if (codings.Find(coding => coding.System == system) is { Code: not null } found)
                return new(found.Code, found.System, concept.Words());
        var (code, other) = codings.FirstOrDefault();
        return new(code, code is null ? null : other, concept.Words());
    }

    public static bool Has(this R4.CodeableConcept? concept, params ReadOnlySpan<string> codes)
    {
        foreach (var coding in concept?.Coding ?? [])
            if (coding.CodeElement.Literal() is { } code && codes.Contains(code))
                return true;
        return false;
    }

    static CodeSystem? SystemOf(string? uri) => uri?.TrimEnd('/') switch
    {
        null or "" => null,
        "http://snomed.info/sct" or "urn:oid:2.16.840.1.113883.6.96" => CodeSystem.Snomed,
        "http://loinc.org" or "urn:oid:2.16.840.1.113883.6.1" => CodeSystem.Loinc,
        "http://www.nlm.nih.gov/research/umls/rxnorm" or "urn:oid:2.16.840.1.113883.6.88" => CodeSystem.RxNorm,
        "http://hl7.org/fhir/sid/cvx" or "urn:oid:2.16.840.1.113883.12.292" => CodeSystem.Cvx,
        "urn:oid:2.16.840.1.113883.6.3" or "urn:oid:2.16.840.1.113883.6.90" => CodeSystem.Icd10,
        var icd when icd.StartsWith("http://hl7.org/fhir/sid/icd-10", StringComparison.Ordinal) => CodeSystem.Icd10,
        _ => CodeSystem.Other,
    };

    /// <summary>A day, a year or a month by its first day, or an instant's day at the clinic.</summary>
    public static LocalDate? DateOf(string? text, DateTimeZone zone)
    {
        if (Tidy(text) is not { } value)
            return null;
        if (value.Contains('T', StringComparison.Ordinal))
            return InstantOf(value, zone)?.InZone(zone).Date;
        var whole = value.Length switch { 4 => value + "-01-01", 7 => value + "-01", _ => value };
        return LocalDatePattern.Iso.Parse(whole) is { Success: true, Value: { Year: > 0 and < 9999 } date } ? date : null;
    }

    /// <summary>An instant; a day alone begins when it does at the clinic, and a time without an offset is the clinic's.</summary>
    public static Instant? InstantOf(string? text, DateTimeZone zone)
    {
        if (Tidy(text) is not { } value)
            return null;
        if (!value.Contains('T', StringComparison.Ordinal))
            return DateOf(value, zone) is { } date ? zone.AtStartOfDay(date).ToInstant() : null;
        var time = value[value.IndexOf('T', StringComparison.Ordinal)..];
        if (time.AsSpan().IndexOfAny('Z', '+', '-') >= 0)
            return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is > 1 and < 9999 ? Instant.FromDateTimeOffset(at) : null;
        return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1 and < 9999
            ? LocalDateTime.FromDateTime(local).InZoneLeniently(zone).ToInstant() : null;
    }

    /// <summary>Where something that may be a time or a span begins.</summary>
    public static string? Begin(this R4.DataType? when) => when switch
    {
        R4.FhirDateTime time => time.Literal(),
        R4.Date date => date.Literal(),
        R4.Instant instant => instant.Literal(),
        R4.Period period => period.StartElement.Literal() ?? period.EndElement.Literal(),
        R4.Timing timing => timing.EventElement.FirstOrDefault().Literal(),
        _ => null,
    };
}
