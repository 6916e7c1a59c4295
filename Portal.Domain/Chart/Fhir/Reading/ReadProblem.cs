using Portal.Domain.Chart.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir.Reading;

/// <summary>Diagnoses and allergies.</summary>
static class ReadProblem
{
    public static void Read(R4.Condition condition, RecordSink sink)
    {
        if (Left(condition.VerificationStatus) is { } reason)
        {
            sink.Skip(reason);
            return;
        }

        var code = condition.Code.Coded(CodeSystem.Icd10, CodeSystem.Snomed);
        if (sink.Fit(code.Text, 400) is not { } text)
        {
            sink.Skip(SkipReason.NoText);
            return;
        }

        sink.Add(ImportedKind.Condition, new Condition(sink.Tenant, EntryId.New(), sink.Patient)
        {
            RecordedAt = sink.Now, Source = RecordSource.Import, SourceId = sink.SourceId,
            EncounterId = sink.EncounterOf(condition.Encounter)?.Id,
            Code = code.Code, CodeSystem = code.System, Text = text,
            Status = condition.ClinicalStatus.Has("resolved") || condition.ClinicalStatus is null && condition.Abatement is not null ? ConditionStatus.Resolved
                : condition.ClinicalStatus.Has("inactive", "remission") ? ConditionStatus.Inactive : ConditionStatus.Active,
            OnsetDate = sink.Date(condition.Onset.Begin()),
            AbatementDate = sink.Date(condition.Abatement.Begin()),
        });
    }

    public static void Read(R4.AllergyIntolerance allergy, RecordSink sink)
    {
        // one that was refuted stays: it has been asked about, and is asked about again
        var refuted = allergy.VerificationStatus.Has("refuted");
        if (!refuted && Left(allergy.VerificationStatus) is { } reason)
        {
            sink.Skip(reason);
            return;
        }

        var code = allergy.Code.Coded(CodeSystem.Snomed, CodeSystem.RxNorm);
        if (sink.Fit(code.Text ?? allergy.Reaction.Select(reaction => reaction.Substance.Words()).FirstOrDefault(words => words is not null), 200) is not { } substance)
        {
            sink.Skip(SkipReason.NoText);
            return;
        }

        var kinds = allergy.CategoryElement.Select(category => category.Literal()).ToList();
        sink.Add(ImportedKind.Allergy, new AllergyIntolerance(sink.Tenant, EntryId.New(), sink.Patient)
        {
            RecordedAt = sink.Now, Source = RecordSource.Import, SourceId = sink.SourceId,
            Code = code.Code, Substance = substance,
            Kind = kinds.Contains("medication") ? AllergyKind.Medication : kinds.Contains("food") ? AllergyKind.Food : kinds.Contains("environment") ? AllergyKind.Environment : AllergyKind.Other,
            Criticality = allergy.CriticalityElement.Literal() switch { "high" => AllergyCriticality.High, "low" => AllergyCriticality.Low, _ => AllergyCriticality.Unknown },
            Reaction = sink.Fit(string.Join("; ", allergy.Reaction.SelectMany(reaction => reaction.Manifestation.Select(FhirValues.Words).Append(FhirValues.Tidy(reaction.Description)))
                .Where(words => words is not null).Distinct(StringComparer.Ordinal)), 400),
            Status = refuted ? AllergyStatus.Refuted : allergy.ClinicalStatus.Has("resolved", "inactive") ? AllergyStatus.Resolved : AllergyStatus.Active,
            OnsetDate = sink.Date(allergy.Onset.Begin()),
        });
    }

    static SkipReason? Left(R4.CodeableConcept? verified) =>
        verified.Has("entered-in-error") ? SkipReason.EnteredInError : verified.Has("refuted") ? SkipReason.NotDone : null;
}
