using NodaTime;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Identifiers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Patients;

/// <summary>Reception types what it hears and sees: any spelling in either script, a piece of a phone, a year.</summary>
public sealed class PatientSearchTests(TestPortal portal) : IClassFixture<TestPortal>
{
    /// <summary>A name as it is registered, and ways to type it.</summary>
    static readonly (string Name, string[] Typed)[] Names =
    [
        ("أحمد عبد الله", ["احمد", "إحمد", "أحمد عبدالله", "احمد عبد الله", "Ahmed", "ahmad abdallah", "Ahmed Abdullah", "abd allah"]),
        ("محمد مصطفى", ["محمد مصطفي", "Mohamed", "Muhammad Mustafa", "mohammed mostafa", "محمّد"]),
        ("فاطمة الزهراء", ["فاطمه", "Fatma", "Fatima", "Fatimah", "الزهرا", "zahraa"]),
        ("هبة فتحي", ["هبه", "Heba", "Hiba Fathy", "فتحى", "fathi"]),
        ("عبدالرحمن يوسف", ["عبد الرحمن", "Abdelrahman", "Abdul Rahman", "abdurrahman", "Youssef", "Yusuf", "يوسف"]),
        ("آية أدهم", ["ايه", "اية", "Aya", "Adham", "ادهم"]),
        ("Eman Khaled", ["إيمان", "ايمان خالد", "Iman"]),
        ("Sherif Ishak", ["شريف", "إسحاق", "اسحق", "شريف اسحاق"]),
        ("عائشة شوقي", ["عائشه", "عايشة", "Aisha", "Ayesha Shawky"]),
        ("مها يحيى", ["يحيي", "Maha Yehia", "Yahya"]),
        ("نور الدين حسام", ["نورالدين", "Nour El Din", "Noureldin Hossam", "nour"]),
        ("دعاء جمال", ["دعا", "Doaa", "Gamal", "Jamal"]),
    ];

    async Task<TestClinic> ClinicAsync()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        foreach (var ((name, _), i) in Names.Select((name, i) => (name, i)))
            await clinic.RegisterAsync(name, $"0101234{i:0000}");
        return clinic;
    }

    [Fact]
    public async Task A_name_is_found_however_it_is_typed()
    {
        var clinic = await ClinicAsync();
        var missed = new List<string>();
        foreach (var (name, typed) in Names)
            foreach (var way in typed)
                if (!(await clinic.FindAsync(way)).Contains(name))
                    missed.Add($"{way} → {name}");
        missed.ShouldBeEmpty();
        (await clinic.FindAsync("Mahmoud")).ShouldNotContain("أحمد عبد الله");
        (await clinic.FindAsync("كريم")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2765")]
    [InlineData("٢٧٦٥")]
    [InlineData("27654")]
    [InlineData("01027")]
    [InlineData("0102 765 4321")]
    [InlineData("+20102")]
    [InlineData("0020 102 765")]
    [InlineData("4321")]
    [InlineData("هدى 7654")]
    [InlineData("Hoda 0102 765")]
    [InlineData("321 hoda")]
    public async Task A_part_of_a_phone_is_enough_wherever_it_stands_in_it(string typed)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.RegisterAsync("هدى سالم", "01027654321");
        await clinic.RegisterAsync("هدى نبيل", "01150009988");
        (await clinic.FindAsync(typed)).ShouldBe(["هدى سالم"]);
    }

    [Theory]
    [InlineData("1987", "كريم عادل", "سلمى عادل")]
    [InlineData("١٩٨٧", "كريم عادل", "سلمى عادل")]
    [InlineData("كريم ١٩٨٧", "كريم عادل")]
    [InlineData("1987 Karim", "كريم عادل")]
    [InlineData("3/5/1987", "كريم عادل")]
    [InlineData("سلمى 1/1/1987", "سلمى عادل")]
    [InlineData("كريم 1990", "كريم سعيد")]
    [InlineData("1950")]
    public async Task A_year_or_a_day_of_birth_finds_alone_or_with_a_name(string typed, params string[] found)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.RegisterAsync("كريم عادل", "01012000001", new LocalDate(1987, 5, 3));
        await clinic.RegisterAsync("سلمى عادل", "01012000002", new LocalDate(1987, 1, 1));
        await clinic.RegisterAsync("كريم سعيد", "01012000003", new LocalDate(1990, 5, 3));
        (await clinic.FindAsync(typed)).ShouldBe(found, ignoreOrder: true);
    }

    [Fact]
    public async Task A_birth_date_that_is_learnt_later_is_found_and_a_changed_name_and_phone_too()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var id = await clinic.RegisterAsync("كريم عادل", "01012000001");
        (await clinic.AtDeskAsync<CompletePatient, Result<bool, PatientsError>>(complete => complete.ExecuteAsync(new(id, new LocalDate(1979, 2, 2), null), default))).Value.ShouldBeTrue();
        (await clinic.FindAsync("1979")).ShouldBe(["كريم عادل"]);

        var patient = await clinic.PatientAsync(id);
        (await EditAsync(clinic, new(id, patient.Version, "رامي عادل", "01155550000", "en") { OtherName = "Ramy Adel", BirthDate = new LocalDate(1980, 2, 2), FileNumber = "A 12/7" })).Succeeded.ShouldBeTrue();
        (await clinic.FindAsync("كريم")).ShouldBeEmpty();
        (await clinic.FindAsync("1979")).ShouldBeEmpty();
        foreach (var typed in (string[])["ramy", "رامي", "5555", "1980", "a12/7", "A ١٢/٧"])
            (await clinic.FindAsync(typed)).ShouldBe(["رامي عادل"], typed);
        (await clinic.FindAsync("A 12/8")).ShouldBeEmpty("a file number is said as a whole");
        (await clinic.ActionsOnAsync(id)).ShouldEndWith("patient.edit:done");
    }

    [Fact]
    public async Task A_national_id_finds_whose_it_is_only_as_a_whole_and_only_at_its_own_clinic()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var id = await clinic.RegisterAsync("كريم عادل", "01012000001");
        (await clinic.AtDeskAsync<SaveNationalId, Result<Guid, PatientsError>>(async save =>
            await save.ExecuteAsync(new(id, (await clinic.PatientAsync(id)).Version, "EG", "29005030112351"), default))).Succeeded.ShouldBeTrue();
        (await clinic.FindAsync("٢٩٠٠٥٠٣٠١١٢٣٥١")).ShouldBe(["كريم عادل"]);
        (await clinic.FindAsync("2900503 0112351")).ShouldBe(["كريم عادل"]);
        (await clinic.FindAsync("2900503011235")).ShouldBeEmpty();
        (await other.FindAsync("29005030112351")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ف", "01012000001", PatientsError.InvalidName)]
    [InlineData("هدى سالم", "0101", PatientsError.InvalidPhone)]
    public async Task What_is_no_name_or_phone_is_not_saved(string name, string phone, PatientsError error)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var patient = await clinic.PatientAsync(clinic.Patient);
        (await EditAsync(clinic, new(patient.Id, patient.Version, name, phone, "ar"))).Error.ShouldBe(error);
        (await EditAsync(clinic, new(patient.Id, patient.Version, "هدى سالم", "01012000001", "ar") { BirthDate = new LocalDate(2030, 1, 1) })).Error.ShouldBe(PatientsError.InvalidBirthDate);
        (await EditAsync(clinic, new(patient.Id, patient.Version, "هدى سالم", "01012000001", "ar"))).Succeeded.ShouldBeTrue();
        (await EditAsync(clinic, new(patient.Id, patient.Version, "هدى سليم", "01012000001", "ar"))).Error.ShouldBe(PatientsError.ChangedMeanwhile);
    }

    [Fact]
    public async Task A_file_number_is_one_persons()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        foreach (var (name, expected) in new[] { ("هدى سالم", true), ("رامي سالم", false) })
        {
            var patient = await clinic.PatientAsync(await clinic.RegisterAsync(name, "01012000001"));
            var saved = await EditAsync(clinic, new(patient.Id, patient.Version, patient.Name, patient.Phone, "ar") { FileNumber = "77" });
            saved.Succeeded.ShouldBe(expected);
            if (!expected)
                saved.Error.ShouldBe(PatientsError.FileNumberTaken);
        }
    }

    [Fact]
    public async Task Who_has_no_business_with_patients_changes_none_and_the_attempt_is_written_down()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var patient = await clinic.PatientAsync(clinic.Patient);
        foreach (var caller in (Action<Domain.Platform.Callers.Caller>[])[TestPortal.Staff(Domain.Platform.Callers.StaffRole.Pharmacist), TestPortal.Patient(TestClinic.PatientPhone), TestPortal.Visitor])
        {
            (await clinic.AtDeskAsync<EditPatient, Result<Guid, PatientsError>>(edit => edit.ExecuteAsync(new(patient.Id, patient.Version, "هدى سالم", patient.Phone, "ar"), default), caller)).Error.ShouldBe(PatientsError.Forbidden);
            (await clinic.AtDeskAsync<ReadPatient, Result<ReadPatient.Details, PatientsError>>(read => read.ExecuteAsync(patient.Id, default), caller)).Error.ShouldBe(PatientsError.Forbidden);
            (await clinic.AtDeskAsync<RevealNationalId, Result<string, PatientsError>>(reveal => reveal.ExecuteAsync(patient.Id, default), caller)).Error.ShouldBe(PatientsError.Forbidden);
        }

        (await portal.AsSuperuserAsync<long>($"select count(*) from audit_entries where tenant_id = '{clinic.Id}' and outcome = 'Forbidden' and subject_id = '{patient.Id}'")).ShouldBe(9);
    }

    static Task<Result<Guid, PatientsError>> EditAsync(TestClinic clinic, EditPatient.Request request) =>
        clinic.AtDeskAsync<EditPatient, Result<Guid, PatientsError>>(edit => edit.ExecuteAsync(request, default));
}
