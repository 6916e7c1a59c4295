using Portal.Domain.Patients;

namespace Portal.Domain.Chart.Fhir;

/// <summary>What became of a bundle.</summary>
/// <param name="Registered">Whether the patient was unknown before.</param>
/// <param name="Skipped">How many of which resource were left out, and why.</param>
/// <param name="Examples">The first of those that would have been kept if they were whole: <see cref="MostExamples"/> at most.</param>
public sealed record ImportedBundle(
    PatientSummary Patient, bool Registered, IReadOnlyList<ImportedBundle.Kept> Records, IReadOnlyList<ImportedBundle.Left> Skipped, IReadOnlyList<ImportedBundle.Example> Examples)
{
    public const int MostExamples = 50;

    public int Added => Records.Sum(kind => kind.Added);

    /// <param name="Already">Those that the chart had from the same source before.</param>
    public sealed record Kept(ImportedKind Kind, int Added, int Already);

    /// <param name="Resource">FHIR's name of its type.</param>
    public sealed record Left(string Resource, SkipReason Reason, int Count);

    /// <param name="Source">Its address in the bundle.</param>
    public sealed record Example(string Resource, string Source, SkipReason Reason);
}

public enum ImportedKind
{
    Encounter,
    Condition,
    Allergy,
    Medication,
    Observation,
    Immunization,
    Procedure,
}

public enum SkipReason
{
    /// <summary>A kind of resource that the chart has no place for.</summary>
    NotKept,

    /// <summary>Marked as entered in error where it comes from.</summary>
    EnteredInError,

    /// <summary>It says that something was not done or is not so.</summary>
    NotDone,

    /// <summary>About somebody else than the bundle's patient.</summary>
    OtherPatient,

    /// <summary>It names nothing: no code and no words.</summary>
    NoText,

    NoDate,

    /// <summary>A result without one.</summary>
    NoValue,

    /// <summary>A prescription whose taking is in the bundle too.</summary>
    ToldByStatement,

    /// <summary>The same address stands twice in the bundle; the first counts.</summary>
    Twice,

    /// <summary>Not as FHIR writes it.</summary>
    Unreadable,

    /// <summary>Kept, but a text was longer than the chart holds and was cut.</summary>
    Shortened,
}
