using System.Diagnostics.CodeAnalysis;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Reading;

/// <summary>Reads a bundle's resources into a <see cref="RecordSink"/>: visits first, for the others are of them.</summary>
static class RecordReader
{
    public static void Read(FhirBundle bundle, RecordSink sink, FhirEntry? person)
    {
        sink.Count("Bundle", SkipReason.Unreadable, bundle.Unreadable);
        foreach (var entry in bundle.Entries.Where(entry => entry.Type == "Encounter"))
            One(entry, sink, person);
        foreach (var entry in bundle.Entries.Where(entry => entry.Type is "DiagnosticReport" or "MedicationStatement"))
            Ahead(entry, sink);
        foreach (var entry in bundle.Entries.Where(entry => entry.Type is not ("Encounter" or "Patient")))
            One(entry, sink, person);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever is wrong with one resource of a stranger's file, the others are read.")]
    static void One(FhirEntry entry, RecordSink sink, FhirEntry? person)
    {
        sink.Begin(entry);
        if (entry.Type is not ("Encounter" or "Condition" or "AllergyIntolerance" or "MedicationRequest" or "MedicationStatement" or "Observation" or "Immunization" or "Procedure" or "DiagnosticReport"))
        {
            // what others point to is read with them
            if (entry.Type is not ("Practitioner" or "PractitionerRole" or "Organization" or "Location" or "Medication"))
                sink.Skip(SkipReason.NotKept);
            return;
        }

        try
        {
            if (FhirJson.Read(entry.Json) is not { } resource)
                sink.Skip(SkipReason.Unreadable);
            else if (Subject(resource) is { } subject && person is not null && sink.Bundle.Find(subject) is var found && (found is null ? !Names(subject, person) : found != person))
                sink.Skip(SkipReason.OtherPatient);
            else
                Read(resource, sink);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            sink.Skip(SkipReason.Unreadable);
        }
    }

    static void Read(R4.Resource resource, RecordSink sink)
    {
        switch (resource)
        {
            case R4.Encounter encounter:
                ReadEncounter.Read(encounter, sink);
                break;
            case R4.Condition condition:
                ReadProblem.Read(condition, sink);
                break;
            case R4.AllergyIntolerance allergy:
                ReadProblem.Read(allergy, sink);
                break;
            case R4.MedicationRequest request:
                ReadMedication.Read(request, sink);
                break;
            case R4.MedicationStatement statement:
                ReadMedication.Read(statement, sink);
                break;
            case R4.Observation observation:
                ReadObservation.Read(observation, sink);
                break;
            case R4.DiagnosticReport report:
                ReadObservation.Read(report, sink);
                break;
            case R4.Immunization immunization:
                ReadProcedure.Read(immunization, sink);
                break;
            case R4.Procedure procedure:
                ReadProcedure.Read(procedure, sink);
                break;
            default:
                sink.Skip(SkipReason.Unreadable);
                break;
        }
    }

    // what a report says of its results, and a statement of its prescription, is known before those are read
    [SuppressMessage("Design", "CA1031", Justification = "It is read once more, and counted then.")]
    static void Ahead(FhirEntry entry, RecordSink sink)
    {
        try
        {
            switch (FhirJson.Read(entry.Json))
            {
                case R4.DiagnosticReport report:
                    ReadObservation.Ahead(report, entry, sink);
                    break;
                case R4.MedicationStatement statement:
                    foreach (var request in statement.BasedOn.Concat(statement.DerivedFrom).Select(reference => sink.Bundle.Find(reference.Reference)).OfType<FhirEntry>())
                        sink.Prescribed.Add(request.SourceId);
                    break;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
        }
    }

    internal static string? Subject(R4.Resource resource) => resource switch
    {
        R4.Encounter r => r.Subject?.Reference,
        R4.Condition r => r.Subject?.Reference,
        R4.AllergyIntolerance r => r.Patient?.Reference,
        R4.MedicationRequest r => r.Subject?.Reference,
        R4.MedicationStatement r => r.Subject?.Reference,
        R4.Observation r => r.Subject?.Reference,
        R4.DiagnosticReport r => r.Subject?.Reference,
        R4.Immunization r => r.Patient?.Reference,
        R4.Procedure r => r.Subject?.Reference,
        _ => null,
    };

    // a contained result or a conditional reference names the patient by other means
    static bool Names(string subject, FhirEntry person) =>
        subject.StartsWith('#') || subject.Contains('?', StringComparison.Ordinal) || (person.Id is { } id && subject.EndsWith($"/{id}", StringComparison.Ordinal));
}
