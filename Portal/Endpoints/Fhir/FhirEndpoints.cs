using System.Buffers.Text;
using System.Text;
using Hl7.Fhir.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Outside;
using Portal.Domain.Chart.Fhir;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;
using Portal.Hosting;
using Duration = NodaTime.Duration;
using Instant = NodaTime.Instant;
using Outcome = Hl7.Fhir.Model.OperationOutcome;
using Resource = Hl7.Fhir.Model.Resource;

namespace Portal.Endpoints.Fhir;

/// <summary>
/// <c>/fhir</c>: a clinic's schedules, times and appointments for other systems, in FHIR R4, to be read by token. What the token may read is
/// asked by the use cases; here is only how it is asked and written.
/// </summary>
static class FhirEndpoints
{
    const int UsualSlotDays = 14;

    public static void MapFhir(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup(FhirAnswer.Path).AllowAnonymous().RequireRateLimiting(RateLimits.Api);
        open.MapGet("/metadata", (HttpContext http, ClinicContext clinic, PublicAddress address) => FhirToken.TakesJson(http.Request)
            ? FhirAnswer.Of(http, FhirCapabilities.Of(clinic.Name, Root(clinic, address), clinic.Now))
            : FhirAnswer.Refusal(http, StatusCodes.Status406NotAcceptable, Outcome.IssueType.NotSupported, "Only JSON is written here: application/fhir+json."));

        var read = open.MapGroup("").AddEndpointFilter<FhirToken>();
        read.MapGet("/Schedule", SchedulesAsync);
        read.MapGet("/Slot", SlotsAsync);
        read.MapGet("/Appointment", AppointmentsAsync);
        read.MapGet("/Schedule/{id}", ScheduleAsync);
        read.MapGet("/Appointment/{id}", AppointmentAsync);
        read.MapGet("/Patient/{id}", (string id, HttpContext http, ReadNamed named, ClinicContext clinic, PublicAddress address) =>
            OneAsync(id, http, clinic, address, guid => named.PatientAsync(PatientId.From(guid), http.RequestAborted), (_, one) => FhirResources.Patient(one)));
        read.MapGet("/Practitioner/{id}", (string id, HttpContext http, ReadNamed named, ClinicContext clinic, PublicAddress address) =>
            OneAsync(id, http, clinic, address, guid => named.PractitionerAsync(PractitionerId.From(guid), http.RequestAborted), (all, one) => all.Practitioner(one)));
        read.MapGet("/HealthcareService/{id}", (string id, HttpContext http, ReadNamed named, ClinicContext clinic, PublicAddress address) =>
            OneAsync(id, http, clinic, address, guid => named.ServiceAsync(ServiceId.From(guid), http.RequestAborted), (all, one) => all.Service(one)));
        read.MapGet("/Location/{id}", async (string id, HttpContext http, ReadNamed named, ClinicContext clinic, PublicAddress address) => id == clinic.Tenant.Id.ToString()
            ? FhirAnswer.Of(http, new FhirResources(clinic, Root(clinic, address)).Location())
            : await OneAsync(id, http, clinic, address, guid => named.PlaceAsync(guid, http.RequestAborted), (all, one) => all.Place(one)));
        open.MapGroup("").AddEndpointFilter<FhirStaff>().MapGet("/Patient/{id}/$everything", EverythingAsync);
        open.Map("/{**rest}", (HttpContext http) => HttpMethods.IsGet(http.Request.Method)
            ? FhirAnswer.Refusal(http, StatusCodes.Status404NotFound, Outcome.IssueType.NotSupported, "There is nothing at this address; see metadata.")
            : FhirAnswer.Refusal(http, StatusCodes.Status405MethodNotAllowed, Outcome.IssueType.NotSupported, "Here is read, and nothing else."));
    }

    static async Task<IResult> SchedulesAsync(HttpContext http, ReadSchedules read, ClinicContext clinic, PublicAddress address)
    {
        var query = new FhirQuery(http.Request, clinic.Format.Zone, "_id", "actor");
        var only = query.Reference("actor", "Practitioner") ?? query.Reference("_id", "Schedule");
        if (query.Fault is { } fault)
            return Invalid(http, fault);
        var result = await read.ExecuteAsync(only is { } id ? PractitionerId.From(id) : null, http.RequestAborted);
        if (!result.Succeeded && result.Error != OutsideError.NotFound)
            return FhirAnswer.Refusal(http, result.Error);
        var (root, found) = (Root(clinic, address), result.Succeeded ? result.Value : []);
        var all = new FhirResources(clinic, root);
        return FhirAnswer.Of(http, all.Found([.. found.Select(all.Schedule)], found.Count, Self(http, root), null));
    }

    static async Task<IResult> ScheduleAsync(string id, HttpContext http, ReadSchedules read, ClinicContext clinic, PublicAddress address)
    {
        if (!Guid.TryParse(id, out var guid))
            return FhirAnswer.Refusal(http, OutsideError.NotFound);
        var result = await read.ExecuteAsync(PractitionerId.From(guid), http.RequestAborted);
        return result.Match(found => FhirAnswer.Of(http, new FhirResources(clinic, Root(clinic, address)).Schedule(found[0])), error => FhirAnswer.Refusal(http, error));
    }

    static async Task<IResult> SlotsAsync(HttpContext http, SearchSlots search, ClinicContext clinic, PublicAddress address)
    {
        var query = new FhirQuery(http.Request, clinic.Format.Zone, "schedule", "start", "status", "service-type");
        var schedule = query.Reference("schedule", "Schedule");
        if (schedule is null)
            query.Wrong(0, "Name a schedule: schedule=Schedule/{id}.");
        var span = query.Span("start");
        var (count, page, statuses) = (query.Count, Offset(query), query.Codes("status"));
        var service = query.Codes("service-type") switch
        {
            [] => default(Guid?),
            [var code] when Guid.TryParse(code, out var one) => one,
            _ => query.Wrong<Guid?>(null, "service-type is the id of one HealthcareService."),
        };
        if (statuses.FirstOrDefault(status => status is not ("free" or "busy" or "busy-tentative")) is { } unknown)
            query.Wrong(0, $"No slot here is {unknown}: free, busy or busy-tentative.");
        if (query.Fault is { } fault)
            return Invalid(http, fault);

        var from = span.From ?? (span.To is { } end && end < clinic.Now ? end - Duration.FromDays(UsualSlotDays) : clinic.Now);
        var result = await search.ExecuteAsync(new(PractitionerId.From(schedule!.Value), from, span.To ?? from + Duration.FromDays(UsualSlotDays), service is { } wanted ? ServiceId.From(wanted) : null,
            statuses.Count == 0 || statuses.Contains("free"), statuses.Count == 0 || statuses.Any(status => status != "free")), http.RequestAborted);
        if (!result.Succeeded)
            return FhirAnswer.Refusal(http, result.Error);
        var root = Root(clinic, address);
        var all = new FhirResources(clinic, root);
        var slots = result.Value.Select(slot => all.Slot(PractitionerId.From(schedule.Value), slot))
            .Where(slot => statuses.Count == 0 || statuses.Contains(Hl7.Fhir.Utility.EnumUtility.GetLiteral(slot.Status))).ToList();
        var next = page + count < slots.Count ? Next(http, root, $"{page + count}") : null;
        return FhirAnswer.Of(http, all.Found([.. slots.Skip(page).Take(count)], slots.Count, Self(http, root), next));
    }

    static async Task<IResult> AppointmentsAsync(HttpContext http, SearchAppointments search, ClinicContext clinic, PublicAddress address)
    {
        var query = new FhirQuery(http.Request, clinic.Format.Zone, "_id", "date", "practitioner", "patient", "status");
        var (from, to) = query.Span("date");
        var (practitioner, patient, id) = (query.Reference("practitioner", "Practitioner"), query.Reference("patient", "Patient"), query.Reference("_id", "Appointment"));
        var codes = query.Codes("status");
        var statuses = codes.Select(code => FhirStatuses.Read(code) ?? query.Wrong<IReadOnlyList<AppointmentStatus>>([], $"{code} is no status of an appointment.")).SelectMany(s => s).ToList();
        var (count, after) = (query.Count, After(query));
        if (query.Fault is { } fault)
            return Invalid(http, fault);
        var root = Root(clinic, address);
        var all = new FhirResources(clinic, root);
        if (codes.Count > 0 && statuses.Count == 0) // a code that nothing here ever has
            return FhirAnswer.Of(http, all.Found([], 0, Self(http, root), null));
        var result = await search.ExecuteAsync(new(from, to, practitioner is { } doctor ? PractitionerId.From(doctor) : null, patient is { } who ? PatientId.From(who) : null,
            statuses, id is { } one ? AppointmentId.From(one) : null, after, count), http.RequestAborted);
        return result.Match(page => FhirAnswer.Of(http, all.Found([.. page.Appointments.Select(all.Appointment)], page.Total, Self(http, root),
            page.Next is { } next ? Next(http, root, Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{next.Start.ToUnixTimeTicks()}.{next.Id}"))) : null)), error => FhirAnswer.Refusal(http, error));
    }

    static Task<IResult> AppointmentAsync(string id, HttpContext http, SearchAppointments search, ClinicContext clinic, PublicAddress address) =>
        OneAsync(id, http, clinic, address, async guid => await search.ExecuteAsync(new(null, null, null, null, [], AppointmentId.From(guid), null, 1), http.RequestAborted) switch
        {
            { Succeeded: true, Value.Appointments: [var found] } => found,
            { Succeeded: true } => OutsideError.NotFound,
            var refused => (Result<SearchAppointments.View, OutsideError>)refused.Error,
        }, (all, one) => all.Appointment(one));

    static async Task<IResult> EverythingAsync(string id, HttpContext http, ExportPatient export)
    {
        if (!Guid.TryParse(id, out var guid))
            return FhirAnswer.Refusal(http, OutsideError.NotFound);
        return (await export.ExecuteAsync(PatientId.From(guid), http.RequestAborted)).Match(all => FhirAnswer.Of(http, all),
            error => error switch
            {
                ExportError.NotFound => FhirAnswer.Refusal(http, OutsideError.NotFound),
                ExportError.GlassIsWhole => FhirAnswer.Refusal(http, StatusCodes.Status403Forbidden, Outcome.IssueType.Suppressed, "This record is open to those who treat the patient; open it in the chart with a reason first."),
                _ => FhirAnswer.Refusal(http, OutsideError.Forbidden),
            });
    }

    static async Task<IResult> OneAsync<T>(
        string id, HttpContext http, ClinicContext clinic, PublicAddress address, Func<Guid, Task<Result<T, OutsideError>>> read, Func<FhirResources, T, Resource> write)
    {
        if (!Guid.TryParse(id, out var guid))
            return FhirAnswer.Refusal(http, OutsideError.NotFound);
        return (await read(guid)).Match(found => FhirAnswer.Of(http, write(new FhirResources(clinic, Root(clinic, address)), found)), error => FhirAnswer.Refusal(http, error));
    }

    static Uri Root(ClinicContext clinic, PublicAddress address) => address.Of(clinic.Tenant, $"{FhirAnswer.Path}/");

    static Uri Self(HttpContext http, Uri root) => new(root, $"{http.Request.Path}{http.Request.QueryString}");

    static Uri Next(HttpContext http, Uri root, string page) => new(root, http.Request.Path + QueryString.Create(
        http.Request.Query.Where(pair => pair.Key != "_page").SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value))).Append(KeyValuePair.Create<string, string?>("_page", page))));

    static int Offset(FhirQuery query) => query.Page is not { } page ? 0 : int.TryParse(page, out var offset) && offset >= 0 ? offset : query.Wrong(0, "_page comes from a next link.");

    static SearchAppointments.Cursor? After(FhirQuery query)
    {
        if (query.Page is not { } page)
            return null;
        if (Base64Url.IsValid(page) && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(page)).Split('.') is [var ticks, var id]
            && long.TryParse(ticks, out var start) && Guid.TryParse(id, out var guid) && start is > 0 and < 40_000_000_000_000_000)
            return new(Instant.FromUnixTimeTicks(start), AppointmentId.From(guid));
        return query.Wrong<SearchAppointments.Cursor?>(null, "_page comes from a next link.");
    }

    static IResult Invalid(HttpContext http, string fault) => FhirAnswer.Refusal(http, StatusCodes.Status400BadRequest, Outcome.IssueType.Invalid, fault);
}
