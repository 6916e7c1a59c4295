using Hl7.Fhir.Model;
using Instant = NodaTime.Instant;

namespace Portal.Endpoints.Fhir;

/// <summary>What this server can do, for programs that ask before they begin.</summary>
static class FhirCapabilities
{
    public static CapabilityStatement Of(string clinic, Uri root, Instant now) => new()
    {
        Status = PublicationStatus.Active,
        DateElement = new FhirDateTime(now.ToDateTimeOffset().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        Kind = CapabilityStatementKind.Instance,
        FhirVersion = FHIRVersion.N4_0_1,
        Format = ["application/fhir+json"],
        Software = new() { Name = "Portal" },
        Implementation = new() { Description = clinic, Url = root.AbsoluteUri.TrimEnd('/') },
        Rest =
        [
            new()
            {
                Mode = CapabilityStatement.RestfulCapabilityMode.Server,
                Security = new() { Description = "Authorization: Bearer, with a token that the clinic's administrator makes. Scopes: system/Schedule.read, system/Slot.read, system/Appointment.read, system/Patient.read." },
                Resource =
                [
                    Resource("Schedule", read: true, ("_id", SearchParamType.Token), ("actor", SearchParamType.Reference)),
                    Resource("Slot", read: false, ("schedule", SearchParamType.Reference), ("start", SearchParamType.Date), ("status", SearchParamType.Token), ("service-type", SearchParamType.Token)),
                    Resource("Appointment", read: true, ("_id", SearchParamType.Token), ("date", SearchParamType.Date), ("practitioner", SearchParamType.Reference),
                        ("patient", SearchParamType.Reference), ("status", SearchParamType.Token)),
                    Resource("Practitioner", read: true), Everything(Resource("Patient", read: true)), Resource("HealthcareService", read: true), Resource("Location", read: true),
                ],
            },
        ],
    };

    static CapabilityStatement.ResourceComponent Resource(string type, bool read, params (string Name, SearchParamType Type)[] searched) => new()
    {
        Type = type,
        Interaction =
        [
            .. read ? Interaction(CapabilityStatement.TypeRestfulInteraction.Read) : [],
            .. searched.Length > 0 ? Interaction(CapabilityStatement.TypeRestfulInteraction.SearchType) : [],
        ],
        SearchParam = [.. searched.Select(parameter => new CapabilityStatement.SearchParamComponent { Name = parameter.Name, Type = parameter.Type })],
    };

    static CapabilityStatement.ResourceComponent Everything(CapabilityStatement.ResourceComponent patient)
    {
        patient.Operation = [new() { Name = "everything", Definition = "http://hl7.org/fhir/OperationDefinition/Patient-everything" }];
        return patient;
    }

    static CapabilityStatement.ResourceInteractionComponent[] Interaction(CapabilityStatement.TypeRestfulInteraction code) => [new() { Code = code }];
}
