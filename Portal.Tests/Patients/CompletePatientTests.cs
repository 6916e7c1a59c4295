using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;

namespace Portal.Tests.Patients;

/// <summary>Date of birth and gender: added where they were not known, changed by nobody at a form.</summary>
public sealed class CompletePatientTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate Born = new(1990, 5, 3), Other = new(1980, 1, 1);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_patient_says_it_once_of_the_people_of_the_own_phone_and_what_is_known_stands()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await SayAsync(clinic, TestPortal.Patient(TestClinic.PatientPhone), Born)).Value.ShouldBeTrue();
        (await SayAsync(clinic, TestPortal.Patient(TestClinic.PatientPhone), Other)).Value.ShouldBeFalse();
        (await ReadAsync(clinic)).ShouldBe((Born, Gender.Female));
        (await portal.AsSuperuserAsync<long>($"select count(*) from audit_entries where tenant_id = '{clinic.Id}' and action = 'patient.complete'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_visitor_and_another_phone_are_refused()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await SayAsync(clinic, TestPortal.Visitor, Born)).Error.ShouldBe(PatientsError.Forbidden);
        (await SayAsync(clinic, TestPortal.Patient("+201009999999"), Born)).Error.ShouldBe(PatientsError.Forbidden);
        (await ReadAsync(clinic)).ShouldBe((null, null));
    }

    [Fact]
    public async Task Registering_fills_in_for_who_is_proved_and_adds_nothing_to_a_record_for_a_visitor()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await RegisterAsync(clinic, TestPortal.Visitor, Born);
        (await ReadAsync(clinic)).ShouldBe((null, null));
        await RegisterAsync(clinic, TestPortal.Patient(TestClinic.PatientPhone), Born);
        await RegisterAsync(clinic, TestPortal.Staff(StaffRole.Receptionist), Other);
        (await ReadAsync(clinic)).ShouldBe((Born, Gender.Female));
    }

    async Task<Domain.Platform.Results.Result<bool, PatientsError>> SayAsync(TestClinic clinic, Action<Caller> caller, LocalDate born)
    {
        await using var scope = portal.Scope(clinic.Id, caller);
        return await scope.Get<CompletePatient>().ExecuteAsync(new(clinic.Patient, born, Gender.Female), Cancellation);
    }

    async Task RegisterAsync(TestClinic clinic, Action<Caller> caller, LocalDate born)
    {
        await using var scope = portal.Scope(clinic.Id, caller);
        var found = await scope.Get<RegisterPatient>().ExecuteAsync(new("منى السيد", TestClinic.PatientPhone, "ar") { BirthDate = born, Gender = Gender.Female }, Cancellation);
        found.Value.Id.ShouldBe(clinic.Patient);
    }

    async Task<(LocalDate?, Gender?)> ReadAsync(TestClinic clinic)
    {
        await using var scope = portal.Scope(clinic.Id);
        await using var db = scope.Db();
        var patient = await db.Set<Patient>().SingleAsync(p => p.Id == clinic.Patient, Cancellation);
        return (patient.BirthDate, patient.Gender);
    }
}
