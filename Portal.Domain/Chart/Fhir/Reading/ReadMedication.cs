using System.Globalization;
using Portal.Domain.Chart.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Reading;

/// <summary>Medicines that are taken or were prescribed. A prescription of elsewhere is a medicine here and not a sheet: what is dispensed is written by this clinic.</summary>
static class ReadMedication
{
    public static void Read(R4.MedicationRequest request, RecordSink sink)
    {
        if (sink.Prescribed.Contains(sink.SourceId))
        {
            sink.Skip(SkipReason.ToldByStatement);
            return;
        }

        if (request.DoNotPerformElement.Literal() is "True" or "true")
        {
            sink.Skip(SkipReason.NotDone);
            return;
        }

        var period = request.DispenseRequest?.ValidityPeriod;
        Add(request.StatusElement.Literal(), request.Medication, request, request.DosageInstruction, request.Encounter,
            request.AuthoredOnElement.Literal() ?? period?.StartElement.Literal(), period?.EndElement.Literal(), sink);
    }

    public static void Read(R4.MedicationStatement statement, RecordSink sink)
    {
        var period = statement.Effective as R4.Period;
        Add(statement.StatusElement.Literal(), statement.Medication, statement, statement.Dosage, statement.Context,
            period is null ? statement.Effective.Begin() : period.StartElement.Literal(), period?.EndElement.Literal(), sink);
    }

    static void Add(string? status, R4.DataType? medicine, R4.DomainResource owner, List<R4.Dosage> dosage, R4.ResourceReference? visit, string? from, string? to, RecordSink sink)
    {
        if (status is "entered-in-error" or "not-taken")
        {
            sink.Skip(status is "not-taken" ? SkipReason.NotDone : SkipReason.EnteredInError);
            return;
        }

        var code = Named(medicine, owner, sink).Coded(CodeSystem.RxNorm, CodeSystem.Snomed);
        if (sink.Fit(code.Text ?? FhirValues.Tidy((medicine as R4.ResourceReference)?.Display), 300) is not { } name)
        {
            sink.Skip(SkipReason.NoText);
            return;
        }

        sink.Add(ImportedKind.Medication, new MedicationStatement(sink.Tenant, EntryId.New(), sink.Patient)
        {
            RecordedAt = sink.Now, Source = RecordSource.Import, SourceId = sink.SourceId,
            EncounterId = sink.EncounterOf(visit)?.Id,
            Code = code.Code, Medicine = name, Dosage = sink.Fit(string.Join("; ", dosage.Select(Words).Where(words => words.Length > 0)), 600),
            Status = status switch { "completed" => MedicationStatus.Completed, "stopped" or "cancelled" => MedicationStatus.Stopped, _ => MedicationStatus.Active },
            StartedOn = sink.Date(from), EndedOn = sink.Date(to),
        });
    }

    static R4.CodeableConcept? Named(R4.DataType? medicine, R4.DomainResource owner, RecordSink sink) => medicine switch
    {
        R4.CodeableConcept concept => concept,
        R4.ResourceReference { Reference: ['#', .. var id] } => owner.Contained.OfType<R4.Medication>().FirstOrDefault(medication => medication.Id == id)?.Code,
        R4.ResourceReference reference => sink.Bundle.Find(reference.Reference) is { Type: "Medication" } entry ? (FhirJson.Read(entry.Json) as R4.Medication)?.Code : null,
        _ => null,
    };

    /// <summary>As it is written, or from its parts: 1 tablet, 2 × / 1 d, as needed.</summary>
    static string Words(R4.Dosage dosage)
    {
        if ((FhirValues.Tidy(dosage.Text) ?? FhirValues.Tidy(dosage.PatientInstruction)) is { } written)
            return written;
        var dose = dosage.DoseAndRate.Select(rate => rate.Dose).OfType<R4.Quantity>().FirstOrDefault();
        var repeat = dosage.Timing?.Repeat;
        string?[] parts =
        [
            dose?.ValueElement.Number() is { } amount ? FhirValues.Tidy($"{amount.ToString("0.####", CultureInfo.InvariantCulture)} {dose.Unit ?? dose.Code}") : null,
            dosage.Timing?.Code.Words(),
            repeat?.FrequencyElement.Number() is { } often && repeat.PeriodElement.Number() is { } span
                ? string.Create(CultureInfo.InvariantCulture, $"{often:0.####} × / {span:0.####} {repeat.PeriodUnitElement.Literal()}") : null,
            dosage.Route.Words(),
            dosage.AsNeeded is R4.FhirBoolean { Value: true } or R4.CodeableConcept ? "as needed" : null,
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }
}
