using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Reading;

/// <summary>Gathers the records that a bundle becomes, for one patient: those the chart has not got already, and a count of what is left out.</summary>
sealed class RecordSink(FhirBundle bundle, TenantId tenant, PatientId patient, DateTimeZone zone, Instant now, UserId importer)
{
    readonly Dictionary<(string Resource, SkipReason Reason), int> skipped = [];
    readonly Dictionary<ImportedKind, (int Added, int Already)> kept = [];
    readonly List<ImportedBundle.Example> examples = [];
    readonly HashSet<(ImportedKind, string)> seen = [];
    FhirEntry? entry;

    public FhirBundle Bundle => bundle;

    public TenantId Tenant => tenant;

    public PatientId Patient => patient;

    public DateTimeZone Zone => zone;

    public Instant Now => now;

    public UserId Importer => importer;

    /// <summary>What the chart has of this patient, by its address in the bundle it came from.</summary>
    public required IReadOnlyDictionary<(ImportedKind Kind, string SourceId), Guid> Known { get; init; }

    /// <summary>The visits of the bundle by their addresses, whether they are new or not.</summary>
    public Dictionary<string, (EncounterId Id, Instant StartedAt)> Encounters { get; } = new(StringComparer.Ordinal);

    /// <summary>The prescriptions of the bundle whose taking it tells too.</summary>
    public HashSet<string> Prescribed { get; } = new(StringComparer.Ordinal);

    /// <summary>The categories that reports give to their results.</summary>
    public Dictionary<string, ObservationCategory> Reported { get; } = new(StringComparer.Ordinal);

    public List<ChartRecord> Records { get; } = [];

    public List<EncounterAmendment> Amendments { get; } = [];

    /// <summary>The address of the resource that is read now.</summary>
    public string SourceId => entry!.SourceId;

    public void Begin(FhirEntry next) => entry = next;

    public void Add(ImportedKind kind, ChartRecord record)
    {
        if (!seen.Add((kind, record.SourceId!)))
        {
            Skip(SkipReason.Twice);
            return;
        }

        var (added, already) = kept.GetValueOrDefault(kind);
        var known = Known.ContainsKey((kind, record.SourceId!));
        kept[kind] = known ? (added, already + 1) : (added + 1, already);
        if (!known)
            Records.Add(record);
    }

    public void Skip(SkipReason reason)
    {
        Count(entry!.Type, reason, 1);
        if (reason is not (SkipReason.NotKept or SkipReason.ToldByStatement) && examples.Count < ImportedBundle.MostExamples)
            examples.Add(new(entry.Type, entry.SourceId, reason));
    }

    public void Count(string resource, SkipReason reason, int count)
    {
        if (count > 0)
            skipped[(resource, reason)] = skipped.GetValueOrDefault((resource, reason)) + count;
    }

    /// <summary>A text at the length that the chart holds.</summary>
    public string? Fit(string? text, int most)
    {
        if (FhirValues.Tidy(text) is not { } whole || whole.Length <= most)
            return FhirValues.Tidy(text);
        Skip(SkipReason.Shortened);
        // never between the two halves of one letter
        var end = char.IsHighSurrogate(whole[most - 2]) ? most - 2 : most - 1;
        return whole[..end] + "…";
    }

    public LocalDate? Date(string? text) => FhirValues.DateOf(text, zone);

    public Instant? At(string? text) => FhirValues.InstantOf(text, zone);

    public (EncounterId Id, Instant StartedAt)? EncounterOf(R4.ResourceReference? reference) =>
        bundle.Find(reference?.Reference) is { Type: "Encounter" } visit && Encounters.TryGetValue(visit.SourceId, out var found) ? found : null;

    public (IReadOnlyList<ImportedBundle.Kept> Kept, IReadOnlyList<ImportedBundle.Left> Left, IReadOnlyList<ImportedBundle.Example> Examples) Tally() =>
        ([.. kept.OrderBy(pair => pair.Key).Select(pair => new ImportedBundle.Kept(pair.Key, pair.Value.Added, pair.Value.Already))],
         [.. skipped.OrderBy(pair => pair.Key.Resource, StringComparer.Ordinal).ThenBy(pair => pair.Key.Reason).Select(pair => new ImportedBundle.Left(pair.Key.Resource, pair.Key.Reason, pair.Value))],
         examples);
}
