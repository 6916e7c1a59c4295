using System.Text;
using System.Text.Json.Nodes;

namespace Portal.Tests.Chart.Fhir;

/// <summary>A made-up person's records as servers write them: each kind, and the lenient forms that are met outside.</summary>
static class SampleBundle
{
    public const string Phone = "+201112223334";

    public static Stream Stream(string json) => new MemoryStream(Encoding.UTF8.GetBytes(json));

    public static Stream Whole() => Stream(Json);

    /// <summary>With something changed.</summary>
    public static Stream With(Action<JsonObject> change)
    {
        var bundle = JsonNode.Parse(Json, documentOptions: new() { AllowTrailingCommas = true })!.AsObject();
        change(bundle);
        return Stream(bundle.ToJsonString());
    }

    public static JsonObject Resource(this JsonObject bundle, string type) =>
        bundle["entry"]!.AsArray().Select(entry => entry!["resource"]!.AsObject()).First(resource => resource["resourceType"]!.GetValue<string>() == type);

    public static void AddEntry(this JsonObject bundle, string fullUrl, string resource) =>
        bundle["entry"]!.AsArray().Add(new JsonObject { ["fullUrl"] = fullUrl, ["resource"] = JsonNode.Parse(resource) });

    public const string Json =
        """
        { "resourceType": "Bundle", "type": "transaction", "entry": [
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-000000000001", "resource": { "resourceType": "Patient", "id": "11111111-0000-4000-8000-000000000001",
            "name": [ { "use": "maiden", "family": "قديم", "given": ["هدى"] }, { "use": "official", "family": "سالم", "given": ["هدى", "علي"] } ],
            "telecom": [ { "system": "email", "value": "huda@clinic.example" }, { "system": "phone", "value": "0111 222 3334", "use": "mobile" } ],
            "gender": "female", "birthDate": "1980-05-03", "communication": [ { "language": { "coding": [ { "code": "en-US" } ] } } ], "madeUp": { "by": "an older server" } },
            "request": { "method": "POST", "url": "Patient" } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-000000000002", "resource": { "resourceType": "Practitioner", "id": "11111111-0000-4000-8000-000000000002",
            "name": [ { "family": "Naguib", "given": ["Sami"], "prefix": ["Dr."] } ] } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-000000000003", "resource": { "resourceType": "Encounter", "id": "11111111-0000-4000-8000-000000000003", "status": "finished",
            "class": { "code": "AMB" }, "subject": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" },
            "participant": [ { "individual": { "reference": "Practitioner/11111111-0000-4000-8000-000000000002" } } ],
            "period": { "start": "2024-03-02T22:30:00+00:00", "end": "2024-03-02T23:00:00Z" },
            "reasonCode": [ { "coding": [ { "system": "http://snomed.info/sct", "code": "44054006", "display": "Diabetes follow-up" } ] } ] } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-000000000004", "resource": { "resourceType": "Condition", "id": "11111111-0000-4000-8000-000000000004",
            "clinicalStatus": { "coding": [ { "code": "active" } ] },
            "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "44054006" }, { "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "E11.9", "display": "Type 2 diabetes" } ] },
            "subject": { "reference": "Patient/11111111-0000-4000-8000-000000000001" }, "encounter": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000003" }, "onsetDateTime": "2019-06" } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-000000000005", "resource": { "resourceType": "AllergyIntolerance",
            "clinicalStatus": { "coding": [ { "code": "active" } ] }, "category": ["medication"], "criticality": "high",
            "code": { "text": "Penicillin" }, "patient": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" },
            "reaction": [ { "manifestation": [ { "text": "Rash" }, { "coding": [ { "display": "Wheezing" } ] } ] } ] } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-000000000006", "resource": { "resourceType": "MedicationRequest", "id": "r1", "status": "active", "intent": "order",
            "medicationReference": { "reference": "#m" }, "contained": [ { "resourceType": "Medication", "id": "m", "code": { "coding": [ { "system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "860975", "display": "Metformin 500 MG" } ] } } ],
            "subject": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" }, "authoredOn": "2024-03-02T22:30:00+00:00",
            "dosageInstruction": [ { "timing": { "repeat": { "frequency": 2, "period": 1, "periodUnit": "d" } }, "doseAndRate": [ { "doseQuantity": { "value": 1, "unit": "tablet" } } ], "asNeededBoolean": false } ] } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-000000000007", "resource": { "resourceType": "MedicationStatement", "id": "s1", "status": "stopped",
            "medicationCodeableConcept": { "text": "Glibenclamide 5 mg" }, "subject": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" }, "effectivePeriod": { "start": "2019", "end": "2021-02-01" } } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-000000000008", "resource": { "resourceType": "Observation", "id": "o1", "status": "final",
            "category": [ { "coding": [ { "code": "vital-signs" } ] } ], "code": { "text": "Blood pressure" }, "subject": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" },
            "encounter": { "reference": "Encounter/11111111-0000-4000-8000-000000000003" }, "effectiveDateTime": "2024-03-02T22:35:00+00:00",
            "component": [ { "code": { "coding": [ { "system": "http://loinc.org", "code": "8480-6", "display": "Systolic" } ] }, "valueQuantity": { "value": 141, "unit": "mm[Hg]" } },
                           { "code": { "coding": [ { "system": "http://loinc.org", "code": "8462-4", "display": "Diastolic" } ] }, "valueQuantity": { "value": 92.5, "unit": "mm[Hg]" } } ] } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-000000000009", "resource": { "resourceType": "Observation", "id": "o2", "status": "weird",
            "code": { "coding": [ { "system": "http://loinc.org", "code": "4548-4", "display": "HbA1c" } ] }, "subject": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" },
            "effectiveDateTime": "2024-03-03", "valueQuantity": { "value": "7.9", "unit": "%" }, "referenceRange": [ { "low": { "value": 4.0 }, "high": { "value": 5.6 } } ],
            "interpretation": [ { "coding": [ { "code": "H" } ] } ] } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-00000000000a", "resource": { "resourceType": "Observation", "id": "o3", "status": "final", "category": [ { "coding": [ { "code": "survey" } ] } ],
            "code": { "text": "Tobacco smoking status" }, "subject": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" }, "issued": "2024-03-02T22:40:00Z", "valueCodeableConcept": { "coding": [ { "display": "Never smoker" } ] } } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-00000000000b", "resource": { "resourceType": "DiagnosticReport", "id": "d1", "status": "final", "category": [ { "coding": [ { "code": "LAB" } ] } ],
            "code": { "text": "Diabetes panel" }, "subject": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" }, "effectiveDateTime": "2024-03-03", "conclusion": "Control is not sufficient.",
            "contained": [ { "resourceType": "Observation", "id": "c", "status": "final", "code": { "text": "Urine protein" }, "effectiveDateTime": "2024-03-03", "valueString": "Negative" } ],
            "result": [ { "reference": "urn:uuid:11111111-0000-4000-8000-000000000009" }, { "reference": "#c" } ] } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-00000000000c", "resource": { "resourceType": "Immunization", "id": "i1", "status": "completed", "vaccineCode": { "coding": [ { "system": "http://hl7.org/fhir/sid/cvx", "code": "140", "display": "Influenza" } ] },
            "patient": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" }, "occurrenceDateTime": "2023-10-01T08:00:00+02:00", "lotNumber": "AB12", "protocolApplied": [ { "doseNumberPositiveInt": 2 } ] } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-00000000000d", "resource": { "resourceType": "Procedure", "id": "p1", "status": "completed", "code": { "coding": [ { "system": "http://snomed.info/sct", "code": "252779009", "display": "Fundus examination" } ] },
            "subject": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" }, "encounter": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000003" } } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-00000000000e", "resource": { "resourceType": "Condition", "verificationStatus": { "coding": [ { "code": "entered-in-error" } ] }, "code": { "text": "Gout" }, "subject": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" } } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-00000000000f", "resource": { "resourceType": "Immunization", "status": "not-done", "vaccineCode": { "text": "BCG" }, "patient": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" } } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-000000000010", "resource": { "resourceType": "CarePlan", "status": "active", "intent": "plan", "subject": { "reference": "urn:uuid:11111111-0000-4000-8000-000000000001" } } },
        { "fullUrl": "urn:uuid:11111111-0000-4000-8000-000000000011", "resource": { "resourceType": "Procedure", "status": "completed", "code": { "text": "Of a neighbour" }, "subject": { "reference": "Patient/other" }, "performedDateTime": "2024-01-01" } },
        ], }
        """;
}
