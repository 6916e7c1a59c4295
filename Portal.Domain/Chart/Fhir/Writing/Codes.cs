using NodaTime;
using NodaTime.Text;
using Portal.Domain.Chart.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Writing;

/// <summary>Codes, days and references as R4 writes them.</summary>
static class Codes
{
    public const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    public static R4.CodeableConcept Of(string system, string code) => new(Terminology + system, code);

    /// <param name="guess">The list that a code without one is of, where it looks like it.</param>
    public static R4.CodeableConcept Of(string? code, CodeSystem? system, string text, Func<string, bool>? looks = null, CodeSystem guess = CodeSystem.Other)
    {
        var concept = new R4.CodeableConcept { Text = text };
        if (code is not null)
            concept.Coding.Add(new(Uri(system ?? (looks?.Invoke(code) == true ? guess : null)), code));
        return concept;
    }

    public static bool IsLoinc(string code) => code.Length is >= 3 and <= 8 && code[^2] == '-' && code.All(c => char.IsAsciiDigit(c) || c == '-');

    public static bool IsNumber(string code) => code.All(char.IsAsciiDigit);

    static string? Uri(CodeSystem? system) => system switch
    {
        CodeSystem.Icd10 => "http://hl7.org/fhir/sid/icd-10",
        CodeSystem.Snomed => "http://snomed.info/sct",
        CodeSystem.Loinc => "http://loinc.org",
        CodeSystem.RxNorm => "http://www.nlm.nih.gov/research/umls/rxnorm",
        CodeSystem.Cvx => "http://hl7.org/fhir/sid/cvx",
        CodeSystem.Other => "urn:portal:fhir:other-codes",
        _ => null,
    };

    public static R4.ResourceReference Reference(Guid id, string? display = null) => new(Reading.KnownRecords.ExportAddress(id), display);

    public static R4.FhirDateTime? Day(LocalDate? date) => date is { } day ? new(LocalDatePattern.Iso.Format(day)) : null;

    public static R4.FhirDateTime Time(Instant at) => new(InstantPattern.ExtendedIso.Format(at));
}
