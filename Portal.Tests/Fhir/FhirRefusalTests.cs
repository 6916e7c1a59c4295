using System.Net;
using Hl7.Fhir.Model;
using Portal.Domain.Identity.ApiTokens;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Booking;
using Portal.Tests.Support;
using Task = System.Threading.Tasks.Task;

namespace Portal.Tests.Fhir;

/// <summary>Who may not read, and what is asked wrongly: always a reason in FHIR's own form.</summary>
public sealed class FhirRefusalTests(TestWeb web) : IClassFixture<TestWeb>
{
    static readonly string[] Everything = ["Schedule", "Slot?schedule=x", "Appointment", "Patient/x", "Practitioner/x", "HealthcareService/x", "Location/x"];

    [Fact]
    public async Task Without_a_good_token_nothing_is_told()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var nobody = new FhirClient(web, clinic, token: null);
        using var guesser = new FhirClient(web, clinic, MakeApiToken.Prefix + new string('x', 43));
        foreach (var path in Everything)
        {
            (await nobody.RefusedAsync($"/fhir/{path}", HttpStatusCode.Unauthorized)).Code.ShouldBe(OperationOutcome.IssueType.Login);
            (await guesser.RefusedAsync($"/fhir/{path}", HttpStatusCode.Unauthorized)).Code.ShouldBe(OperationOutcome.IssueType.Security);
        }

        using var answer = await guesser.SendAsync("/fhir/Appointment");
        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().ToString().ShouldBe("Bearer error=\"invalid_token\"");
    }

    [Fact]
    public async Task A_token_is_good_at_its_own_clinic_and_shows_only_what_is_the_clinics()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(web.Portal), await TestClinic.CreateAsync(web.Portal));
        var theirs = (await other.BookAsync(BookingScenes.Monday(10))).Value;
        var token = await FhirClient.TokenAsync(web, clinic);
        using var program = new FhirClient(web, clinic, token);
        using var stray = new FhirClient(web, other, token);

        (await stray.RefusedAsync("/fhir/Appointment", HttpStatusCode.Unauthorized)).Code.ShouldBe(OperationOutcome.IssueType.Security);
        foreach (var path in (string[])[
            $"Appointment/{theirs.Id}", $"Patient/{other.Patient}", $"Practitioner/{other.Practitioners[0]}", $"HealthcareService/{other.Service}", $"Location/{other.Id}",
            $"Schedule/{other.Practitioners[0]}", $"Slot?schedule=Schedule/{other.Practitioners[0]}"])
            (await program.RefusedAsync($"/fhir/{path}", HttpStatusCode.NotFound)).Code.ShouldBe(OperationOutcome.IssueType.NotFound);
        (await program.ReadAsync<Bundle>($"/fhir/Appointment?patient={other.Patient}")).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData(ApiScopes.ScheduleRead)]
    [InlineData(ApiScopes.SlotRead)]
    [InlineData(ApiScopes.AppointmentRead)]
    public async Task A_scope_opens_what_it_names_and_no_more(ApiScopes scope)
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var booked = (await clinic.BookAsync(BookingScenes.Monday(10))).Value;
        using var program = await FhirClient.OpenAsync(web, clinic, scope);
        foreach (var (path, needs) in new[]
        {
            ("Schedule", ApiScopes.ScheduleRead), ($"Schedule/{clinic.Practitioners[0]}", ApiScopes.ScheduleRead), ($"Slot?schedule={clinic.Practitioners[0]}", ApiScopes.SlotRead),
            ("Appointment", ApiScopes.AppointmentRead), ($"Appointment/{booked.Id}", ApiScopes.AppointmentRead), ($"Patient/{clinic.Patient}", ApiScopes.AppointmentRead),
        })
            if (needs == scope)
                using (var answer = await program.SendAsync($"/fhir/{path}"))
                    answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            else
                (await program.RefusedAsync($"/fhir/{path}", HttpStatusCode.Forbidden)).Code.ShouldBe(OperationOutcome.IssueType.Forbidden);
        (await web.Portal.AsSuperuserAsync<long>($"select count(*) from audit_entries where tenant_id = '{clinic.Id}' and action like 'fhir.%' and outcome = 'Forbidden'")).ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_patient_who_has_no_appointment_is_not_shown()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var program = await FhirClient.OpenAsync(web, clinic);
        (await program.RefusedAsync($"/fhir/Patient/{clinic.Patient}", HttpStatusCode.NotFound)).Code.ShouldBe(OperationOutcome.IssueType.NotFound);
    }

    [Theory]
    [InlineData("Appointment?date=soon")]
    [InlineData("Appointment?date=ne2026-11-23")]
    [InlineData("Appointment?date=2026-11-23T10:00:00")]
    [InlineData("Appointment?status=nonsense")]
    [InlineData("Appointment?patient=Group/12")]
    [InlineData("Appointment?patient=x")]
    [InlineData("Appointment?colour=green")]
    [InlineData("Appointment?_count=many")]
    [InlineData("Appointment?_page=elsewhere")]
    [InlineData("Slot")]
    [InlineData("Slot?schedule=x")]
    [InlineData("Slot?schedule=Schedule/00000000-0000-0000-0000-000000000001&status=open")]
    [InlineData("Slot?schedule=Schedule/00000000-0000-0000-0000-000000000001&service-type=tooth")]
    [InlineData("Slot?schedule=Schedule/00000000-0000-0000-0000-000000000001&_page=-1")]
    public async Task What_cannot_be_understood_is_refused_and_never_left_out(string search)
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var program = await FhirClient.OpenAsync(web, clinic);
        var issue = await program.RefusedAsync($"/fhir/{search}", HttpStatusCode.BadRequest);
        (issue.Severity, issue.Code).ShouldBe((OperationOutcome.IssueSeverity.Error, OperationOutcome.IssueType.Invalid));
        issue.Diagnostics.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_program_that_asks_for_leniency_gets_it()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var program = await FhirClient.OpenAsync(web, clinic);
        using var answer = await program.SendAsync("/fhir/Appointment?colour=green", null, ("Prefer", "handling=lenient"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Too_many_days_at_once_other_forms_and_writing_are_refused()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var program = await FhirClient.OpenAsync(web, clinic);
        (await program.RefusedAsync($"/fhir/Slot?schedule={clinic.Practitioners[0]}&start=ge2026-11-23&start=lt2027-11-23", HttpStatusCode.BadRequest)).Code.ShouldBe(OperationOutcome.IssueType.TooCostly);
        (await program.RefusedAsync("/fhir/Appointment?_format=xml", HttpStatusCode.NotAcceptable)).Code.ShouldBe(OperationOutcome.IssueType.NotSupported);
        (await program.RefusedAsync("/fhir/Encounter", HttpStatusCode.NotFound)).Code.ShouldBe(OperationOutcome.IssueType.NotSupported);
        (await program.RefusedAsync("/fhir/Appointment/not-an-id", HttpStatusCode.NotFound)).Code.ShouldBe(OperationOutcome.IssueType.NotFound);
        (await program.RefusedAsync("/fhir/Appointment", HttpStatusCode.MethodNotAllowed, HttpMethod.Post)).Code.ShouldBe(OperationOutcome.IssueType.NotSupported);
        (await program.RefusedAsync($"/fhir/Appointment/{Guid.NewGuid()}", HttpStatusCode.MethodNotAllowed, HttpMethod.Delete)).Code.ShouldBe(OperationOutcome.IssueType.NotSupported);
    }

    [Fact]
    public async Task Who_asks_too_often_is_asked_to_wait_in_FHIRs_form()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var nobody = new FhirClient(web, clinic, token: null);
        for (var n = 0; n < 600; n++)
        {
            using var answer = await nobody.SendAsync("/fhir/metadata");
            if (answer.StatusCode != HttpStatusCode.OK)
                break;
        }

        (await nobody.RefusedAsync("/fhir/metadata", HttpStatusCode.TooManyRequests)).Code.ShouldBe(OperationOutcome.IssueType.Throttled);
    }
}
