using NodaTime;
using Portal.Domain.Chart.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Reading;

/// <summary>Procedures and vaccinations: what was done on a day.</summary>
static class ReadProcedure
{
    public static void Read(R4.Procedure procedure, RecordSink sink)
    {
        var visit = sink.EncounterOf(procedure.Encounter);
        var code = procedure.Code.Coded(CodeSystem.Snomed);
        if (Done(procedure.StatusElement.Literal(), sink) && Texted(code.Text, 400, sink) is { } text && Dated(procedure.Performed.Begin(), visit?.StartedAt, sink) is { } date)
            sink.Add(ImportedKind.Procedure, new Procedure(sink.Tenant, EntryId.New(), sink.Patient)
            {
                RecordedAt = sink.Now, Source = RecordSource.Import, SourceId = sink.SourceId, EncounterId = visit?.Id, Code = code.Code, Text = text, PerformedOn = date,
            });
    }

    public static void Read(R4.Immunization immunization, RecordSink sink)
    {
        var code = immunization.VaccineCode.Coded(CodeSystem.Cvx);
        if (Done(immunization.StatusElement.Literal(), sink) && Texted(code.Text, 300, sink) is { } vaccine
            && Dated(immunization.Occurrence.Begin(), sink.EncounterOf(immunization.Encounter)?.StartedAt, sink) is { } date)
            sink.Add(ImportedKind.Immunization, new Immunization(sink.Tenant, EntryId.New(), sink.Patient)
            {
                RecordedAt = sink.Now, Source = RecordSource.Import, SourceId = sink.SourceId,
                Code = code.Code, Vaccine = vaccine, OccurredOn = date, Lot = sink.Fit(immunization.LotNumber, 60),
                Dose = sink.Fit((immunization.ProtocolApplied.FirstOrDefault()?.DoseNumber as R4.PrimitiveType).Literal(), 60),
            });
    }

    static bool Done(string? status, RecordSink sink)
    {
        SkipReason? reason = status switch { "entered-in-error" => SkipReason.EnteredInError, "not-done" or "preparation" => SkipReason.NotDone, _ => null };
        if (reason is { } why)
            sink.Skip(why);
        return reason is null;
    }

    static string? Texted(string? text, int most, RecordSink sink)
    {
        if (text is null)
            sink.Skip(SkipReason.NoText);
        return sink.Fit(text, most);
    }

    static LocalDate? Dated(string? text, Instant? visit, RecordSink sink)
    {
        var date = sink.Date(text) ?? visit?.InZone(sink.Zone).Date;
        if (date is null)
            sink.Skip(SkipReason.NoDate);
        return date;
    }
}
