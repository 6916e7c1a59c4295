using Portal.Domain.Patients;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;

namespace Portal.Tests.Patients;

public sealed class PatientsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static readonly Action<Caller> Desk = TestPortal.Staff(StaffRole.Receptionist);

    async Task<Domain.Platform.Results.Result<PatientSummary, RegisterPatientError>> RegisterAsync(
        TestClinic clinic, string name, string phone, Action<Caller>? caller = null)
    {
        await using var scope = portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<RegisterPatient>().ExecuteAsync(new(name, phone, "ar"), Cancellation);
    }

    async Task<IReadOnlyList<string>> FindAsync(TestClinic clinic, string typed)
    {
        await using var scope = portal.Scope(clinic.Id, Desk);
        return [.. (await scope.Get<FindPatients>().ExecuteAsync(new(typed), Cancellation)).Value.Select(p => p.Name)];
    }

    async Task<TestClinic> ClinicWithPatientsAsync()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        foreach (var (name, phone) in new[]
        {
            ("محمد عبد الله السيد", "01012340001"), ("Mohamed Salah", "01012340002"), ("محمود فتحي", "01012340003"), ("فاطمة الزهراء أحمد", "01122250004"),
            ("نور الدين إبراهيم", "01122250005"), ("Noura Ibrahim", "+966501234567"), ("عبد الرحمن يوسف", "01012340007"), ("Sherif Aly", "01012340008"),
            ("عثمان شكري", "01012340009"), ("Osman Bakr", "01012340010"),
        })
            (await RegisterAsync(clinic, name, phone)).Succeeded.ShouldBeTrue(name);
        return clinic;
    }

    [Fact]
    public async Task A_patient_is_registered_with_the_phone_as_it_is_dialled_anywhere_and_an_audit_row()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var result = await RegisterAsync(clinic, "  سارة   محمود ", "٠١٠٠ ٩٨٧ ٦٥٤٣");
        result.Value.ShouldBe(new PatientSummary(result.Value.Id, "سارة محمود", "+201009876543", "ar"));
        (await portal.AsSuperuserAsync<string>($"select action from audit_entries where tenant_id = '{clinic.Id}' and subject_id = '{result.Value.Id}'"))
            .ShouldBe("patient.register");
    }

    [Fact]
    public async Task The_same_name_on_the_same_phone_is_the_same_person_however_it_is_spelt()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = await RegisterAsync(clinic, "أحمد عبد الله", "01001112223");
        (await RegisterAsync(clinic, "احمد عبدالله", "+20 100 111 2223")).Value.Id.ShouldBe(first.Value.Id);
        (await RegisterAsync(clinic, "ليلى عبد الله", "01001112223")).Value.Id.ShouldNotBe(first.Value.Id);
    }

    [Fact]
    public async Task Two_forms_sent_at_the_same_moment_make_one_patient()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RegisterAsync(clinic, "هدى سالم", "01001112224")));
        results.Select(r => r.Value.Id).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("", "01001112223", RegisterPatientError.InvalidName)]
    [InlineData("12345", "01001112223", RegisterPatientError.InvalidName)]
    [InlineData("هدى", "0100111", RegisterPatientError.InvalidPhone)]
    public async Task Nonsense_is_refused(string name, string phone, RegisterPatientError error)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await RegisterAsync(clinic, name, phone)).Error.ShouldBe(error);
    }

    [Fact]
    public async Task A_patient_registers_people_on_their_own_phone_alone_and_a_visitor_may_claim_one()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await RegisterAsync(clinic, "هدى سالم", "01001112225", TestPortal.Patient("+201001112225"))).Succeeded.ShouldBeTrue();
        (await RegisterAsync(clinic, "هدى سالم", "01001112226", TestPortal.Patient("+201001112225"))).Error.ShouldBe(RegisterPatientError.Forbidden);
        (await RegisterAsync(clinic, "هدى سالم", "01001112226", TestPortal.Visitor)).Succeeded.ShouldBeTrue();
        (await portal.AsSuperuserAsync<long>($"select count(*) from audit_entries where tenant_id = '{clinic.Id}' and outcome = 'Forbidden'")).ShouldBe(1);
    }

    [Fact]
    public async Task Patients_are_found_by_the_beginnings_of_their_names_in_either_script()
    {
        var clinic = await ClinicWithPatientsAsync();
        // as it is written comes first; محمود sounds alike once its vowels are gone, and comes last
        (await FindAsync(clinic, "محمد")).ShouldBe(["محمد عبد الله السيد", "Mohamed Salah", "محمود فتحي"]);
        (await FindAsync(clinic, "mohamed"))[0].ShouldBe("Mohamed Salah");
        (await FindAsync(clinic, "mahmoud"))[0].ShouldBe("محمود فتحي", "both scripts write its long vowel");
        (await FindAsync(clinic, "othman")).ShouldBe(["عثمان شكري", "Osman Bakr"], ignoreOrder: true);
        (await FindAsync(clinic, "osman")).ShouldBe(["Osman Bakr", "عثمان شكري"]);
        (await FindAsync(clinic, "عثمان")).ShouldBe(["عثمان شكري", "Osman Bakr"]);
        (await FindAsync(clinic, "mohammad")).ShouldContain("محمد عبد الله السيد");
        (await FindAsync(clinic, "mohammad salah")).ShouldBe(["Mohamed Salah"]);
        (await FindAsync(clinic, "السيد محمد")).ShouldBe(["محمد عبد الله السيد"]);
        (await FindAsync(clinic, "سيد")).ShouldBe(["محمد عبد الله السيد", "منى السيد"]);
        (await FindAsync(clinic, "عبدالله")).ShouldBe(["محمد عبد الله السيد"]);
        (await FindAsync(clinic, "عبد الر")).ShouldBe(["عبد الرحمن يوسف"]);
        (await FindAsync(clinic, "abdel rahman")).ShouldBe(["عبد الرحمن يوسف"]);
        (await FindAsync(clinic, "فاطمه")).ShouldBe(["فاطمة الزهراء أحمد"]);
        (await FindAsync(clinic, "fatma")).ShouldBe(["فاطمة الزهراء أحمد"]);
        (await FindAsync(clinic, "شريف")).ShouldBe(["Sherif Aly"]);
        (await FindAsync(clinic, "علي")).ShouldContain("Sherif Aly");
        (await FindAsync(clinic, "نور الد")).ShouldBe(["نور الدين إبراهيم"]);
        (await FindAsync(clinic, "زينب")).ShouldBeEmpty();
        (await FindAsync(clinic, "  ")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Patients_are_found_by_either_end_of_their_phone()
    {
        var clinic = await ClinicWithPatientsAsync();
        (await FindAsync(clinic, "0004")).ShouldBe(["فاطمة الزهراء أحمد"]);
        (await FindAsync(clinic, "٠٠٠٤")).ShouldBe(["فاطمة الزهراء أحمد"]);
        (await FindAsync(clinic, "0101 234 0002")).ShouldBe(["Mohamed Salah"]);
        (await FindAsync(clinic, "+201012340002")).ShouldBe(["Mohamed Salah"]);
        (await FindAsync(clinic, "01122")).ShouldBe(["فاطمة الزهراء أحمد", "نور الدين إبراهيم"], ignoreOrder: true);
        (await FindAsync(clinic, "00966501234567")).ShouldBe(["Noura Ibrahim"]);
    }

    [Fact]
    public async Task Only_staff_search_and_a_clinic_finds_its_own_patients_alone()
    {
        var clinic = await ClinicWithPatientsAsync();
        var other = await TestClinic.CreateAsync(portal);
        (await FindAsync(other, "محمد")).ShouldBeEmpty();
        await using var scope = portal.Scope(clinic.Id, TestPortal.Patient("+201012340001"));
        (await scope.Get<FindPatients>().ExecuteAsync(new("محمد"), Cancellation)).Error.ShouldBe(PatientsError.Forbidden);
    }

    [Fact]
    public async Task A_family_shares_a_phone_and_sees_itself_alone()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await RegisterAsync(clinic, "هدى سالم", "01001112225");
        await RegisterAsync(clinic, "علي سالم", "01001112225");
        await using var scope = portal.Scope(clinic.Id, TestPortal.Patient("+201001112225"));
        (await scope.Get<PatientsOfPhone>().ExecuteAsync(new("+201001112225"), Cancellation)).Value.Select(p => p.Name).ShouldBe(["هدى سالم", "علي سالم"]);
        (await scope.Get<PatientsOfPhone>().ExecuteAsync(new(TestClinic.PatientPhone), Cancellation)).Error.ShouldBe(PatientsError.Forbidden);
    }

    [Fact]
    public async Task The_search_reads_a_range_of_the_index_and_not_every_key_of_the_clinic()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await portal.AsSuperuserAsync<object>(
            $"""
            insert into patients (tenant_id, id, name, phone, language, created_at)
              select '{clinic.Id}', gen_random_uuid(), 'x', '+2010' || n, 'ar', now() from generate_series(1, 20000) n;
            insert into patient_keys (tenant_id, key, patient_id)
              select tenant_id, 'n:' || md5(id::text), id from patients where tenant_id = '{clinic.Id}';
            analyze patient_keys; analyze patients; select 1
            """);
        await using var connection = await portal.App.OpenConnectionAsync(Cancellation);
        await using var explain = new Npgsql.NpgsqlCommand(
            $"""
            select set_config('app.tenant_id', '{clinic.Id}', false);
            explain select k.patient_id from unnest(array['n:abcd'], array['n:abce']) w(low, high) join patient_keys k on k.key >= w.low and k.key < w.high
            """, connection);
        await using var reader = await explain.ExecuteReaderAsync(Cancellation);
        await reader.NextResultAsync(Cancellation);
        var plan = new System.Text.StringBuilder();
        while (await reader.ReadAsync(Cancellation))
            plan.AppendLine(reader.GetString(0));
        plan.ToString().ShouldContain("Index Cond", customMessage: plan.ToString());
        plan.ToString().ShouldMatch(@"Index Cond: .*key.* >= ");
    }
}
