using NodaTime;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Identifiers;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Patients;

public sealed class NationalIdTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate Today = new(2026, 11, 22);

    [Theory]
    [InlineData("29005030112351", 1990, 5, 3, "Cairo", Gender.Male)]
    [InlineData("30112318801244", 2001, 12, 31, "Outside Egypt", Gender.Female)]
    [InlineData("30002290212361", 2000, 2, 29, "Alexandria", Gender.Female)]
    public void An_Egyptian_national_id_says_birth_governorate_and_gender(string digits, int year, int month, int day, string governorate, Gender gender)
    {
        var says = EgyptianNationalId.Parse(digits, Today).ShouldNotBeNull();
        (says.BirthDate, says.GovernorateName("en"), says.Gender).ShouldBe((new LocalDate(year, month, day), governorate, gender));
    }

    [Theory]
    [InlineData("2900503011235")]   // 13 digits
    [InlineData("19005030112351")]  // no such century
    [InlineData("29013030112351")]  // month 13
    [InlineData("29002300112351")]  // 30 February
    [InlineData("29005030512351")]  // governorate 05
    [InlineData("32705030112351")]  // born next year
    [InlineData("2900503011235x")]
    public void Digits_that_can_be_nobodys_are_none(string digits) => EgyptianNationalId.Parse(digits, Today).ShouldBeNull();

    [Fact]
    public async Task A_national_id_is_encrypted_at_rest_shown_by_its_end_and_revealed_with_an_audit_row()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var patient = await clinic.PatientAsync(clinic.Patient);
        (await SaveAsync(clinic, new(patient.Id, patient.Version, "EG", "٢٩٠٠٥٠٣٠١١٢٣٦١"))).Succeeded.ShouldBeTrue();
        (await portal.AsSuperuserAsync<long>($"select count(*) from patients p, lateral (select p::text as row) r where p.tenant_id = '{clinic.Id}' and r.row like '%29005030112361%'")).ShouldBe(0);
        (await portal.AsSuperuserAsync<long>($"select count(*) from patient_keys where tenant_id = '{clinic.Id}' and key like '%29005030112361%'")).ShouldBe(0);

        var read = (await clinic.AtDeskAsync<ReadPatient, Result<ReadPatient.Details, PatientsError>>(r => r.ExecuteAsync(patient.Id, default))).Value;
        read.NationalId.ShouldBe("••••••••••2361");
        (read.Patient.BirthDate, read.Patient.Gender).ShouldBe((new LocalDate(1990, 5, 3), Gender.Female));
        (await clinic.FindAsync("1990")).ShouldHaveSingleItem();
        (await clinic.AtDeskAsync<RevealNationalId, Result<string, PatientsError>>(r => r.ExecuteAsync(patient.Id, default))).Value.ShouldBe("29005030112361");
        (await clinic.ActionsOnAsync(patient.Id)).ShouldBe("patient.national_id.save:done patient.read:done patient.national_id.reveal:done");
    }

    [Fact]
    public async Task An_impossible_number_is_refused_and_other_countries_are_free()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var patient = await clinic.PatientAsync(clinic.Patient);
        (await SaveAsync(clinic, new(patient.Id, patient.Version, "EG", "29005030512361"))).Error.ShouldBe(PatientsError.InvalidNationalId);
        (await SaveAsync(clinic, new(patient.Id, patient.Version, "SA", "1"))).Error.ShouldBe(PatientsError.InvalidNationalId);
        (await SaveAsync(clinic, new(patient.Id, patient.Version, "SA", "10-1234 5678"))).Succeeded.ShouldBeTrue();
        (await clinic.FindAsync("1012345678")).ShouldHaveSingleItem();
        (await SaveAsync(clinic, new(patient.Id, patient.Version, "SA", null))).Error.ShouldBe(PatientsError.ChangedMeanwhile);
        (await SaveAsync(clinic, new(patient.Id, (await clinic.PatientAsync(patient.Id)).Version, "SA", null))).Succeeded.ShouldBeTrue();
        (await clinic.PatientAsync(patient.Id)).NationalId.ShouldBeNull();
    }

    [Fact]
    public async Task What_another_key_encrypted_is_said_to_be_unreadable()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var patient = await clinic.PatientAsync(clinic.Patient);
        (await SaveAsync(clinic, new(patient.Id, patient.Version, "EG", "29005030112361"))).Succeeded.ShouldBeTrue();
        await using var other = await portal.AnotherProcessAsync(); // with keys of its own
        await using var scope = other.Scope(clinic.Id, PatientScenes.Desk);
        (await scope.Get<RevealNationalId>().ExecuteAsync(patient.Id, default)).Error.ShouldBe(PatientsError.Unreadable);
        (await scope.Get<ReadPatient>().ExecuteAsync(patient.Id, default)).Value.NationalId.ShouldBe("");
    }

    static Task<Result<Guid, PatientsError>> SaveAsync(TestClinic clinic, SaveNationalId.Request request) =>
        clinic.AtDeskAsync<SaveNationalId, Result<Guid, PatientsError>>(save => save.ExecuteAsync(request, default));
}
