using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Chart.Fhir;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Booking;
using Portal.Tests.Identity;
using Portal.Tests.Support;
using CodeSystem = Portal.Domain.Chart.Model.CodeSystem;

namespace Portal.Tests.Chart.Fhir;

/// <summary>Records of another system come into a chart whole, once, and into the right one.</summary>
public sealed class ImportBundleTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    async Task<Result<ImportedBundle, ImportError>> ImportAsync(TestClinic clinic, Stream bundle, PatientId? patient = null, string? phone = null, StaffRole role = StaffRole.Administrator)
    {
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(role));
        return await scope.Get<ImportBundle>().ExecuteAsync(new(bundle, patient, phone), Cancellation);
    }

    async Task<T> ReadAsync<T>(TestClinic clinic, Func<Domain.Platform.Data.PortalDbContext, Task<T>> read)
    {
        await using var scope = portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await read(db);
    }

    [Fact]
    public async Task Each_kind_of_record_is_taken_and_what_is_left_out_is_told()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var result = (await ImportAsync(clinic, SampleBundle.Whole())).Value;

        result.Registered.ShouldBeTrue();
        (result.Patient.Name, result.Patient.Phone, result.Patient.BirthDate, result.Patient.Gender, result.Patient.Language)
            .ShouldBe(("هدى علي سالم", SampleBundle.Phone, new LocalDate(1980, 5, 3), Gender.Female, "en"));
        result.Records.Select(kind => (kind.Kind, kind.Added)).ShouldBe(
        [
            (ImportedKind.Encounter, 1), (ImportedKind.Condition, 1), (ImportedKind.Allergy, 1), (ImportedKind.Medication, 2), (ImportedKind.Observation, 6), (ImportedKind.Immunization, 1), (ImportedKind.Procedure, 1),
        ]);
        result.Skipped.Select(left => (left.Resource, left.Reason, left.Count)).ShouldBe(
        [
            ("CarePlan", SkipReason.NotKept, 1), ("Condition", SkipReason.EnteredInError, 1), ("Immunization", SkipReason.NotDone, 1), ("Procedure", SkipReason.OtherPatient, 1),
        ], ignoreOrder: true);
        result.Examples.Select(example => example.Reason).ShouldBe([SkipReason.EnteredInError, SkipReason.NotDone, SkipReason.OtherPatient], ignoreOrder: true);
        (await clinic.AuditAsync("chart.import")).ShouldBe(["done"]);
        (await portal.AsSuperuserAsync<string>($"select detail::text from audit_entries where tenant_id = '{clinic.Id}' and action = 'chart.import'")).ShouldContain("13");
    }

    [Fact]
    public async Task What_is_taken_says_what_the_bundle_said()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await ImportAsync(clinic, SampleBundle.Whole())).Succeeded.ShouldBeTrue();

        var visit = await ReadAsync(clinic, db => db.Set<Encounter>().SingleAsync(Cancellation));
        (visit.StartedAt, visit.Status, visit.Reason, visit.Author, visit.Source).ShouldBe((TestPortal.At("2024-03-02T22:30:00Z"), EncounterStatus.Signed, "Diabetes follow-up", "Dr. Sami Naguib", RecordSource.Import));
        var condition = await ReadAsync(clinic, db => db.Set<Condition>().SingleAsync(Cancellation));
        (condition.Code, condition.CodeSystem, condition.Text, condition.Status, condition.OnsetDate, condition.EncounterId)
            .ShouldBe(("E11.9", CodeSystem.Icd10, "Type 2 diabetes", ConditionStatus.Active, new LocalDate(2019, 6, 1), visit.Id));
        var allergy = await ReadAsync(clinic, db => db.Set<AllergyIntolerance>().SingleAsync(Cancellation));
        (allergy.Substance, allergy.Kind, allergy.Criticality, allergy.Reaction).ShouldBe(("Penicillin", AllergyKind.Medication, AllergyCriticality.High, "Rash; Wheezing"));
        var medicines = await ReadAsync(clinic, db => db.Set<MedicationStatement>().OrderBy(m => m.Medicine).ToListAsync(Cancellation));
        (medicines[0].Medicine, medicines[0].Status, medicines[0].StartedOn, medicines[0].EndedOn).ShouldBe(("Glibenclamide 5 mg", MedicationStatus.Stopped, new LocalDate(2019, 1, 1), new LocalDate(2021, 2, 1)));
        // half past midnight at the clinic
        (medicines[1].Medicine, medicines[1].Code, medicines[1].Dosage, medicines[1].StartedOn).ShouldBe(("Metformin 500 MG", "860975", "1 tablet, 2 × / 1 d", new LocalDate(2024, 3, 3)));

        var results = await ReadAsync(clinic, db => db.Set<Observation>().OrderBy(o => o.Text).ToListAsync(Cancellation));
        results.Select(o => (o.Text, o.Category, o.Code, o.Value, o.ValueText, o.Unit)).ShouldBe(
        [
            ("Diabetes panel", ObservationCategory.Lab, null, null, "Control is not sufficient.", null),
            ("Diastolic", ObservationCategory.Vital, "8462-4", 92.5m, null, "mm[Hg]"),
            ("HbA1c", ObservationCategory.Lab, "4548-4", 7.9m, null, "%"),
            ("Systolic", ObservationCategory.Vital, "8480-6", 141m, null, "mm[Hg]"),
            ("Tobacco smoking status", ObservationCategory.Survey, null, null, "Never smoker", null),
            ("Urine protein", ObservationCategory.Lab, null, null, "Negative", null),
        ], ignoreOrder: true);
        var (systolic, diastolic, glucose) = (results.Single(o => o.Code == "8480-6"), results.Single(o => o.Code == "8462-4"), results.Single(o => o.Code == "4548-4"));
        systolic.GroupId.ShouldNotBeNull().ShouldBe(diastolic.GroupId!.Value);
        systolic.EncounterId.ShouldBe(visit.Id);
        (glucose.Low, glucose.High, glucose.Interpretation, glucose.EffectiveAt).ShouldBe((4.0m, 5.6m, ObservationInterpretation.High, TestPortal.At("2024-03-02T22:00:00Z")));
        var vaccine = await ReadAsync(clinic, db => db.Set<Immunization>().SingleAsync(Cancellation));
        (vaccine.Vaccine, vaccine.Code, vaccine.OccurredOn, vaccine.Lot, vaccine.Dose).ShouldBe(("Influenza", "140", new LocalDate(2023, 10, 1), "AB12", "2"));
        var procedure = await ReadAsync(clinic, db => db.Set<Procedure>().SingleAsync(Cancellation));
        (procedure.Text, procedure.PerformedOn).ShouldBe(("Fundus examination", new LocalDate(2024, 3, 3))); // the visit's day, for it says none
    }

    [Fact]
    public async Task The_same_bundle_again_adds_nothing_and_one_that_grew_adds_what_is_new()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = (await ImportAsync(clinic, SampleBundle.Whole())).Value;
        var again = (await ImportAsync(clinic, SampleBundle.Whole(), role: StaffRole.Doctor)).Value;
        again.Patient.Id.ShouldBe(first.Patient.Id);
        (again.Registered, again.Added, again.Records.Sum(kind => kind.Already)).ShouldBe((false, 0, 13));

        var grown = (await ImportAsync(clinic, SampleBundle.With(bundle => bundle.AddEntry("urn:uuid:22222222-0000-4000-8000-000000000001",
            """{ "resourceType": "Procedure", "status": "completed", "code": { "text": "Foot care" }, "subject": { "reference": "Patient/11111111-0000-4000-8000-000000000001" }, "encounter": { "reference": "Encounter/11111111-0000-4000-8000-000000000003" } }""")))).Value;
        grown.Added.ShouldBe(1);
        var visit = await ReadAsync(clinic, db => db.Set<Encounter>().SingleAsync(Cancellation));
        (await ReadAsync(clinic, db => db.Set<Procedure>().SingleAsync(p => p.Text == "Foot care", Cancellation))).EncounterId.ShouldBe(visit.Id);
    }

    [Fact]
    public async Task The_same_bundle_sent_twice_at_once_is_taken_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var both = await Task.WhenAll(ImportAsync(clinic, SampleBundle.Whole()), ImportAsync(clinic, SampleBundle.Whole()));
        both.Sum(result => result.Value.Added).ShouldBe(13);
        (await ReadAsync(clinic, db => db.Set<Observation>().CountAsync(Cancellation))).ShouldBe(6);
    }

    [Fact]
    public async Task A_bundle_about_somebody_who_was_born_on_another_day_changes_nothing()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var known = (await ImportAsync(clinic, SampleBundle.Whole())).Value.Patient.Id;
        (await ImportAsync(clinic, SampleBundle.With(b => b.Resource("Patient")["birthDate"] = "1981-05-03"))).Error.ShouldBe(ImportError.BirthDateDiffers);
        (await ImportAsync(clinic, SampleBundle.With(b => b.Resource("Patient")["gender"] = "male"), known)).Error.ShouldBe(ImportError.GenderDiffers);
        // a year alone differs from no day in it
        (await ImportAsync(clinic, SampleBundle.With(b => b.Resource("Patient")["birthDate"] = "1980"), known)).Value.Added.ShouldBe(0);
        (await ReadAsync(clinic, db => db.Set<Patient>().CountAsync(Cancellation))).ShouldBe(2);
        (await clinic.AuditAsync("chart.import")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_chart_that_was_named_takes_the_records_and_learns_what_was_not_known()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var result = (await ImportAsync(clinic, SampleBundle.Whole(), clinic.Patient)).Value;
        (result.Patient.Id, result.Registered, result.Added).ShouldBe((clinic.Patient, false, 13));
        (await ReadAsync(clinic, db => db.Set<Patient>().SingleAsync(Cancellation))).BirthDate.ShouldBe(new LocalDate(1980, 5, 3));
        (await ImportAsync(clinic, SampleBundle.Whole(), PatientId.New())).Error.ShouldBe(ImportError.PatientUnknown);
    }

    [Fact]
    public async Task Without_a_phone_somebody_has_to_say_one()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        Stream Silent() => SampleBundle.With(b => b.Resource("Patient").Remove("telecom"));
        (await ImportAsync(clinic, Silent())).Error.ShouldBe(ImportError.PhoneMissing);
        (await ImportAsync(clinic, Silent(), phone: "12")).Error.ShouldBe(ImportError.PhoneWrong);
        (await ImportAsync(clinic, Silent(), phone: "01112223334")).Value.Patient.Phone.ShouldBe(SampleBundle.Phone);
        (await ImportAsync(clinic, SampleBundle.With(b => b.Resource("Patient").Remove("name")))).Error.ShouldBe(ImportError.NameMissing);
    }

    public static TheoryData<string, ImportError> Wrong => new()
    {
        { "", ImportError.Unreadable },
        { "not json", ImportError.Unreadable },
        { SampleBundle.Json[..2000], ImportError.Unreadable },
        { "[]", ImportError.NotABundle },
        { """{ "resourceType": "Patient" }""", ImportError.NotABundle },
        { """{ "resourceType": "Bundle", "type": "history" }""", ImportError.NotABundle },
        { """{ "resourceType": "Bundle", "type": "collection" }""", ImportError.NoPatient },
        { """{ "resourceType": "Bundle", "type": "searchset", "entry": [ { "resource": { "resourceType": "Patient", "id": "a" } }, { "resource": { "resourceType": "Patient", "id": "b" } } ] }""", ImportError.SeveralPatients },
        { """{ "resourceType": "Bundle", "type": "searchset", "entry": [ { "resource": { "resourceType": "Procedure", "subject": { "reference": "Patient/a" } } }, { "resource": { "resourceType": "Procedure", "subject": { "reference": "Patient/b" } } } ] }""", ImportError.SeveralPatients },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_file_is_told_for_what_it_is(string json, ImportError error)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await ImportAsync(clinic, SampleBundle.Stream(json), clinic.Patient)).Error.ShouldBe(error);
        (await clinic.AuditAsync("chart.import")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_longer_than_fifty_megabytes_is_not_read_to_its_end()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await ImportAsync(clinic, new Endless())).Error.ShouldBe(ImportError.TooLarge);
    }

    [Fact]
    public async Task One_bad_resource_keeps_none_of_the_others_out()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var result = (await ImportAsync(clinic, SampleBundle.With(b =>
        {
            b.AddEntry("urn:uuid:33333333-0000-4000-8000-000000000001", """{ "resourceType": "Observation", "code": "plain", "component": { "code": 1 }, "effectiveDateTime": 5, "valueQuantity": "x" }""");
            b.AddEntry("urn:uuid:33333333-0000-4000-8000-000000000002", """{ "resourceType": "Observation", "code": { "text": "No value" }, "effectiveDateTime": "2024-01-01" }""");
            b.AddEntry("urn:uuid:33333333-0000-4000-8000-000000000003", """{ "resourceType": "Observation", "code": { "text": "No date" }, "valueString": "x", "effectiveDateTime": "2024-13-45" }""");
            b.AddEntry("urn:uuid:33333333-0000-4000-8000-000000000004", $$"""{ "resourceType": "Condition", "code": { "text": "{{new string('x', 500)}}" } }""");
            b.AddEntry("urn:uuid:33333333-0000-4000-8000-000000000005", """{ "id": "no type" }""");
        }))).Value;
        result.Added.ShouldBe(14);
        result.Skipped.Select(left => (left.Resource, left.Reason)).ShouldBeSubsetOf(
        [
            ("Bundle", SkipReason.Unreadable), ("CarePlan", SkipReason.NotKept), ("Condition", SkipReason.EnteredInError), ("Condition", SkipReason.Shortened), ("Immunization", SkipReason.NotDone),
            ("Observation", SkipReason.NoDate), ("Observation", SkipReason.NoValue), ("Observation", SkipReason.Unreadable), ("Procedure", SkipReason.OtherPatient),
        ]);
        result.Skipped.Count.ShouldBe(9);
        (await ReadAsync(clinic, db => db.Set<Condition>().SingleAsync(c => c.Text.StartsWith("xxx"), Cancellation))).Text.Length.ShouldBe(400);
    }

    [Theory]
    [InlineData(StaffRole.Receptionist)]
    [InlineData(StaffRole.Pharmacist)]
    public async Task Only_doctors_and_administrators_import(StaffRole role)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await ImportAsync(clinic, SampleBundle.Whole(), role: role)).Error.ShouldBe(ImportError.Forbidden);
        (await clinic.AuditAsync("chart.import")).ShouldBe(["Forbidden"]);
    }

    [Fact]
    public async Task Another_clinics_patient_is_nobody_here_and_its_records_are_its_own()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        (await ImportAsync(clinic, SampleBundle.Whole(), other.Patient)).Error.ShouldBe(ImportError.PatientUnknown);
        (await ImportAsync(other, SampleBundle.Whole())).Value.Added.ShouldBe(13);
        (await ImportAsync(clinic, SampleBundle.Whole())).Value.Added.ShouldBe(13); // and not "there already"
    }

    sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
