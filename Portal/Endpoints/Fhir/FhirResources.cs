using System.Security.Cryptography;
using System.Text;
using Hl7.Fhir.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Outside;
using Portal.Domain.Patients.Model;
using Portal.Domain.Tenancy.Model;
using Portal.Hosting;
using Portal.Shared;
using Appointment = Hl7.Fhir.Model.Appointment;
using Instant = NodaTime.Instant;
using Location = Hl7.Fhir.Model.Location;
using Patient = Hl7.Fhir.Model.Patient;
using Practitioner = Hl7.Fhir.Model.Practitioner;
using Resource = Hl7.Fhir.Model.Resource;

namespace Portal.Endpoints.Fhir;

/// <summary>What the clinic has, as FHIR R4 writes it: names in the clinic's language, times in its zone.</summary>
/// <param name="root">The address under which resources are read, with a slash at its end.</param>
sealed class FhirResources(ClinicContext clinic, Uri root)
{
    const string Cancellation = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason";
    const string Participation = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    string Language => clinic.Language;

    Tenant Tenant => clinic.Tenant;

    public Schedule Schedule(ReadSchedules.View view) => new()
    {
        Id = view.Practitioner.ToString(),
        Active = view.Active,
        ServiceType = [.. view.Services.Select(Offered)],
        Specialty = view.Specialty(Language) is { Length: > 0 } specialty ? [new CodeableConcept { Text = specialty }] : [],
        Actor = [Reference("Practitioner", view.Practitioner.Value, view.Name(Language)), Reference("Location", Tenant.Id.Value, Tenant.Name(Language))],
    };

    public Slot Slot(PractitionerId practitioner, SearchSlots.View view) => new()
    {
        Id = SlotId(practitioner, view),
        Schedule = Reference("Schedule", practitioner.Value, null),
        ServiceType = view.Service is { } service ? [Offered(service)] : [],
        Status = view.State switch
        {
            SearchSlots.State.Free => Hl7.Fhir.Model.Slot.SlotStatus.Free,
            SearchSlots.State.Held => Hl7.Fhir.Model.Slot.SlotStatus.BusyTentative,
            _ => Hl7.Fhir.Model.Slot.SlotStatus.Busy,
        },
        Start = At(view.Start),
        End = At(view.End),
    };

    public Appointment Appointment(SearchAppointments.View view)
    {
        var status = FhirStatuses.Of(view.Status);
        // of a proposal it is the clinic that has still to agree; of a cancelled one nobody comes
        var (patient, doctor) = view.Status switch
        {
            AppointmentStatus.Proposed => (ParticipationStatus.Tentative, ParticipationStatus.NeedsAction),
            AppointmentStatus.Cancelled => (ParticipationStatus.Declined, ParticipationStatus.Declined),
            _ => (ParticipationStatus.Accepted, ParticipationStatus.Accepted),
        };
        return new Appointment
        {
            Id = view.Id.ToString(),
            Meta = new Meta { VersionId = $"{view.Version}", LastUpdated = (view.ChangedAt ?? view.CreatedAt).ToDateTimeOffset() },
            Status = status,
            ServiceType = [Offered(new(view.ServiceId, view.ServiceAr, view.ServiceEn))],
            Start = At(view.Start),
            End = At(view.End),
            MinutesDuration = (int)(view.End - view.Start).TotalMinutes,
            CreatedElement = new FhirDateTime(view.CreatedAt.ToDateTimeOffset()),
            Participant =
            [
                Participant("SBJ", Reference("Patient", view.Patient.Value, view.PatientName), patient),
                Participant("PPRF", Reference("Practitioner", view.Practitioner.Value, view.Doctor(Language)), doctor),
                Participant("LOC", view.RoomId is { } room ? Reference("Location", room, view.Room(Language)) : Reference("Location", Tenant.Id.Value, Tenant.Name(Language)), ParticipationStatus.Accepted),
            ],
            CancelationReason = view.CancelledBy switch
            {
                CancelledBy.Patient => new CodeableConcept(Cancellation, "pat"),
                CancelledBy.Clinic => new CodeableConcept(Cancellation, "prov"),
                _ => null,
            },
        };
    }

    public static Patient Patient(ReadNamed.Person person) => new()
    {
        Id = person.Id.ToString(),
        Name = [new HumanName { Text = person.Name }],
        Telecom = [new ContactPoint(ContactPoint.ContactPointSystem.Phone, ContactPoint.ContactPointUse.Mobile, person.Phone)],
        Gender = person.Gender switch { Gender.Female => AdministrativeGender.Female, Gender.Male => AdministrativeGender.Male, _ => null },
        BirthDate = person.BirthDate is { } born ? ClinicFormat.Iso(born) : null,
    };

    public Practitioner Practitioner(ReadNamed.Offered doctor) => new()
    {
        Id = doctor.Id.ToString(),
        Active = doctor.Active,
        Name = [new HumanName { Text = doctor.Name(Language) }],
        Qualification = doctor.Description(Language) is { Length: > 0 } specialty ? [new() { Code = new CodeableConcept { Text = specialty } }] : [],
    };

    public HealthcareService Service(ReadNamed.Offered service) => new()
    {
        Id = service.Id.ToString(),
        Active = service.Active,
        Name = service.Name(Language),
        Comment = service.Description(Language) is { Length: > 0 } text ? text : null,
        Location = [Reference("Location", Tenant.Id.Value, Tenant.Name(Language))],
    };

    /// <summary>The clinic itself, where there is no room to name.</summary>
    public Location Location() => new()
    {
        Id = Tenant.Id.ToString(),
        Status = Hl7.Fhir.Model.Location.LocationStatus.Active,
        Name = Tenant.Name(Language),
        Telecom = Tenant.Phone is { } phone ? [new ContactPoint(ContactPoint.ContactPointSystem.Phone, ContactPoint.ContactPointUse.Work, phone)] : [],
        Address = Tenant.Address(Language) is { Length: > 0 } address ? new Address { Text = address, Country = Tenant.Country } : null,
        Position = Tenant is { Latitude: { } latitude, Longitude: { } longitude }
            ? new() { Latitude = (decimal)latitude, Longitude = (decimal)longitude } : null,
    };

    public Location Place(ReadNamed.Place place) => new()
    {
        Id = place.Id.ToString(),
        Status = place.Active ? Hl7.Fhir.Model.Location.LocationStatus.Active : Hl7.Fhir.Model.Location.LocationStatus.Inactive,
        Name = place.Name(Language),
        PhysicalType = new CodeableConcept("http://terminology.hl7.org/CodeSystem/location-physical-type", place.IsRoom ? "ro" : "si"),
        Address = place.Address(Language) is { Length: > 0 } address ? new Address { Text = address, Country = Tenant.Country } : null,
        PartOf = Reference("Location", place.Within ?? Tenant.Id.Value, place.Within is null ? Tenant.Name(Language) : null),
    };

    /// <param name="next">What asks for the page after this; null on the last.</param>
    public Bundle Found(IReadOnlyList<Resource> resources, int total, Uri self, Uri? next) => new()
    {
        Type = Bundle.BundleType.Searchset,
        Total = total,
        Link = [new() { Relation = "self", Url = self.AbsoluteUri }, .. next is null ? Array.Empty<Bundle.LinkComponent>() : [new() { Relation = "next", Url = next.AbsoluteUri }]],
        Entry = [.. resources.Select(resource => new Bundle.EntryComponent
        {
            FullUrl = new Uri(root, $"{resource.TypeName}/{resource.Id}").AbsoluteUri,
            Resource = resource,
            Search = new() { Mode = Bundle.SearchEntryMode.Match },
        })],
    };

    // the clinic's own list of services is the code system
    CodeableConcept Offered(ReadSchedules.Offer service) =>
        new(new Uri(root, "HealthcareService").AbsoluteUri, service.Id.ToString(), service.Name(Language), service.Name(Language));

    static Appointment.ParticipantComponent Participant(string role, ResourceReference who, ParticipationStatus status) =>
        new() { Type = [new CodeableConcept(Participation, role)], Actor = who, Status = status, Required = Hl7.Fhir.Model.Appointment.ParticipantRequired.Required };

    static ResourceReference Reference(string type, Guid id, string? display) => new($"{type}/{id}", display);

    DateTimeOffset At(Instant instant) => instant.InZone(clinic.Format.Zone).ToDateTimeOffset();

    // times are not rows: the same time of the same service has the same id whenever it is asked for
    static string SlotId(PractitionerId practitioner, SearchSlots.View view) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{practitioner}|{view.State}|{view.Service?.Id}|{view.Start.ToUnixTimeTicks()}|{view.End.ToUnixTimeTicks()}"))[..16]);
}
