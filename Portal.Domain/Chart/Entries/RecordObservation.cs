using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Entries;

/// <summary>What was measured at one time: vital signs, or results of the laboratory. Weight and height together give the body mass index as well.</summary>
public sealed class RecordObservation(EntryWriter writer)
{
    const int Most = 40;

    /// <param name="Code">Of LOINC.</param>
    /// <param name="Group">What was measured together shares it: the two numbers of a blood pressure.</param>
    public sealed record Item(ObservationCategory Category, string? Code, string Text, decimal? Value, string? ValueText, string? Unit, decimal? Low, decimal? High, Guid? Group);

    /// <param name="At">When it was measured, or the sample was taken.</param>
    public sealed record Request(PatientId Patient, EncounterId? Encounter, Instant At, IReadOnlyList<Item> Items);

    /// <returns><see cref="ChartError.Implausible"/> where something is beyond what a living person can have, or in the future.</returns>
    public async Task<Result<Done, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (request.Items.Count is 0 or > Most || request.Items.Any(item => !IsWhole(item)))
            return ChartError.Invalid;
        if (request.At > writer.Now + Duration.FromDays(1) || request.Items.Any(item => !IsPlausible(item)) || IsUpsideDown(request.Items))
            return ChartError.Implausible;
        List<Observation> entries = [.. WithBodyMass(request.Items).Select(item => new Observation(writer.Tenant.Id, EntryId.New(), request.Patient)
        {
            EncounterId = request.Encounter, Category = item.Category, Code = EntryWriter.Kept(item.Code), Text = item.Text.Trim(), Value = item.Value, ValueText = EntryWriter.Kept(item.ValueText),
            Unit = EntryWriter.Kept(item.Unit), Low = item.Low, High = item.High, Interpretation = Interpretations.Of(item.Value, item.Low, item.High), GroupId = item.Group,
            EffectiveAt = request.At, RecordedAt = writer.Now,
        })];
        var added = await writer.AddAsync(request.Patient, request.Encounter, "observation.record", entries, cancellation);
        return added.Succeeded ? Done.Now : added.Error;
    }

    static bool IsWhole(Item item) => EntryWriter.IsText(item.Text, 300) && (item.Value is null) != (EntryWriter.Kept(item.ValueText) is null)
        && EntryWriter.Fits(item.ValueText, 1000) && EntryWriter.Fits(item.Unit, 40) && EntryWriter.Fits(item.Code, 32) && !(item.Low > item.High);

    static bool IsPlausible(Item item) => item.Value is not { } value || (VitalSigns.Of(item.Code) is { } sign && item.Category == ObservationCategory.Vital
        ? value >= sign.Least && value <= sign.Most
        : value is >= -1_000 and <= 100_000_000);

    // the numbers of a blood pressure in each other's place
    static bool IsUpsideDown(IReadOnlyList<Item> items) => Of(items, VitalSigns.Systolic) <= Of(items, VitalSigns.Diastolic);

    static IEnumerable<Item> WithBodyMass(IReadOnlyList<Item> items)
    {
        var sign = VitalSigns.BodyMass;
        return Of(items, VitalSigns.Weight) is { } weight && Of(items, VitalSigns.Height) is { } height && Of(items, sign) is null
            ? [.. items, new(ObservationCategory.Vital, sign.Code, sign.Name, VitalSigns.BodyMassIndex(weight, height), null, sign.Unit, sign.Low, sign.High, null)]
            : items;
    }

    static decimal? Of(IReadOnlyList<Item> items, VitalSign sign) => items.FirstOrDefault(item => item.Code == sign.Code)?.Value;
}
