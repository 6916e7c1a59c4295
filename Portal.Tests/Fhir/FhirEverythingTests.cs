using System.Net;
using Hl7.Fhir.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Identity;
using Portal.Tests.Support;
using Task = System.Threading.Tasks.Task;

namespace Portal.Tests.Fhir;

/// <summary>One person's whole record: for a member of staff by their sign-in, for a program by a token that may read it.</summary>
public sealed class FhirEverythingTests(TestWeb web) : IClassFixture<TestWeb>
{
    [Fact]
    public async Task A_token_that_may_read_patients_gets_the_record_and_no_other_token_does()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var program = await FhirClient.OpenAsync(web, clinic, ApiScopes.PatientRead);
        using var narrow = await FhirClient.OpenAsync(web, clinic, ApiScopes.AppointmentRead);
        using var nobody = new FhirClient(web, clinic, token: null);
        var path = $"/fhir/Patient/{clinic.Patient}/$everything";

        (await program.ReadAsync<Bundle>(path)).Entry.ShouldHaveSingleItem().Resource.ShouldBeOfType<Patient>().Name[0].Text.ShouldBe("منى السيد");
        (await narrow.RefusedAsync(path, HttpStatusCode.Forbidden)).Code.ShouldBe(OperationOutcome.IssueType.Forbidden);
        (await nobody.RefusedAsync(path, HttpStatusCode.Unauthorized)).Code.ShouldBe(OperationOutcome.IssueType.Login);
        (await program.RefusedAsync($"/fhir/Patient/{Guid.NewGuid()}/$everything", HttpStatusCode.NotFound)).Code.ShouldBe(OperationOutcome.IssueType.NotFound);
        (await program.RefusedAsync("/fhir/Patient/x/$everything", HttpStatusCode.NotFound)).Code.ShouldBe(OperationOutcome.IssueType.NotFound);
        (await clinic.AuditAsync("chart.export")).ShouldBe(["done", "Forbidden", "NotFound"]);
    }

    [Theory]
    [InlineData(StaffRole.Doctor, HttpStatusCode.Forbidden)] // who does not treat the patient
    [InlineData(StaffRole.Administrator, HttpStatusCode.OK)]
    [InlineData(StaffRole.Receptionist, HttpStatusCode.Forbidden)]
    public async Task A_member_of_staff_who_is_signed_in_gets_it_by_role(StaffRole role, HttpStatusCode status)
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var email = IdentityScenes.NewEmail();
        await clinic.HireAsync(role, email);
        using var browser = web.Browser(clinic);
        await browser.SendAsync("/account/sign-in", "sign-in", ("Email", email), ("Password", IdentityScenes.Password));
        using var answer = await browser.GetAsync($"/fhir/Patient/{clinic.Patient}/$everything");
        answer.StatusCode.ShouldBe(status);
        // and the sign-in opens nothing else of what programs read
        (await browser.GetAsync("/fhir/Appointment")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
