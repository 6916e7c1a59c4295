using NodaTime;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Chart.Search;

/// <summary>
/// Writes the sources of one kind out as passages. One class for each kind, in a scope of the tenant; it reads what is committed and writes nothing.
/// </summary>
public abstract class PassageRenderer
{
    public abstract SourceKind Kind { get; }

    /// <returns>The sources that there are and may be found; one that is left out (gone, entered in error, without consent) loses its passages.</returns>
    public abstract Task<IReadOnlyList<RenderedSource>> RenderAsync(IReadOnlyCollection<Guid> sources, CancellationToken cancellation);

    /// <summary>All sources there are, to render them anew: in the order of their ids, those after <paramref name="after"/>.</summary>
    /// <param name="patient">Of this patient alone, where one is given.</param>
    public abstract Task<IReadOnlyList<SourceKey>> ListAsync(PatientId? patient, Guid after, int most, CancellationToken cancellation);
}

public readonly record struct SourceKey(Guid SourceId, PatientId Patient);

public sealed record RenderedSource(Guid SourceId, PatientId Patient, IReadOnlyList<RenderedPassage> Passages);

/// <param name="Language"><c>ar</c> or <c>en</c>.</param>
/// <param name="Dated">The day it is about.</param>
/// <param name="Codes">Of the source, such as an ICD-10 or LOINC code; what stands in the text as a code or number is found without being named here.</param>
public sealed record RenderedPassage(string Text, string Language, LocalDate? Dated = null, IReadOnlyList<string>? Codes = null)
{
    /// <summary>A passage says one thing; a longer text is several.</summary>
    public const int MostLetters = 4_000;
}
