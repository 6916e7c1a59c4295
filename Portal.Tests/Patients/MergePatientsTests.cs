using CsCheck;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Duplicates;
using Portal.Domain.Patients.Family;
using Portal.Domain.Patients.Identifiers;
using Portal.Domain.Patients.Model;
using Portal.Domain.Patients.Notes;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Patients;

/// <summary>Two records of one person: suggested, merged without loss, and taken apart again.</summary>
public sealed class MergePatientsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    const string OldPhone = "+201012000001", NewPhone = "+201012000002";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("محمد علي", "Mohamed Aly", true, false, true)]       // another script, the same phone
    [InlineData("محمد علي حسن", "محمد حسن", true, false, true)]      // a part of the name
    [InlineData("محمد علي", "محمود علي", true, false, false)]        // brothers
    [InlineData("محمد علي", "احمد علي", true, true, false)]          // twins
    [InlineData("محمد علي", "محمد على", false, true, true)]          // the same name and day
    [InlineData("محمد علي", "محمد علي", false, false, false)]        // one of thousands
    public void Records_are_suggested_by_what_they_have_in_common(string one, string other, bool phone, bool born, bool suggested)
    {
        var (a, b) = (Person(one, OldPhone, born), Person(other, phone ? OldPhone : NewPhone, born));
        (Likeness.Of(a, b).Score >= Likeness.Suggested).ShouldBe(suggested, Likeness.Of(a, b).ToString());
        Likeness.Of(b, a).ShouldBe(Likeness.Of(a, b));
        b.BirthDate = new LocalDate(1950, 2, 2);
        if (born)
            Likeness.Of(a, b).Score.ShouldBeLessThan(Likeness.Suggested, "born on another day");

        static Patient Person(string name, string phone, bool born) => new(Domain.Platform.Ids.TenantId.New(), PatientId.New())
        {
            Name = name, Phone = phone, Language = "ar", CreatedAt = default, BirthDate = born ? new LocalDate(1990, 5, 3) : null,
        };
    }

    [Fact]
    public async Task A_duplicate_is_suggested_until_somebody_says_that_they_are_two()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var one = await clinic.RegisterAsync("محمد علي حسن", OldPhone);
        var other = await clinic.RegisterAsync("Mohamed Aly Hassan", OldPhone);
        await clinic.RegisterAsync("منى علي حسن", OldPhone);
        var found = (await SuggestAsync(clinic, one)).ShouldHaveSingleItem();
        (found.Other.Id, found.Likeness.Why).ShouldBe((other, Likenesses.RelatedName | Likenesses.SamePhone));
        (await clinic.AtDeskAsync<NotTheSamePerson, Result<Guid, PatientsError>>(two => two.ExecuteAsync(new(other, one), default))).Succeeded.ShouldBeTrue();
        (await SuggestAsync(clinic, one)).ShouldBeEmpty();
        (await SuggestAsync(clinic, other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_national_id_is_suggested_whatever_the_names()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (one, other) = (await clinic.RegisterAsync("محمد علي", OldPhone), await clinic.RegisterAsync("M. Hassan", NewPhone));
        foreach (var id in (PatientId[])[one, other])
            (await clinic.AtDeskAsync<SaveNationalId, Result<Guid, PatientsError>>(async save =>
                await save.ExecuteAsync(new(id, (await clinic.PatientAsync(id)).Version, "EG", "29005030112351"), default))).Succeeded.ShouldBeTrue();
        (await SuggestAsync(clinic, one)).ShouldHaveSingleItem().Likeness.Why.ShouldBe(Likenesses.SameNationalId | Likenesses.SameBirthDate);
    }

    [Fact]
    public async Task After_a_merge_one_person_has_the_appointments_notes_and_phones_of_both()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (old, kept) = (await clinic.RegisterAsync("محمد علي حسن", OldPhone), await clinic.RegisterAsync("Mohamed Aly", NewPhone));
        var (past, next) = (await BookAsync(clinic, old, 1), await BookAsync(clinic, kept, 2));
        await clinic.AtDeskAsync<SavePatientNote, Result<Guid, PatientsError>>(save => save.ExecuteAsync(new(old, null, null, "يفضل الصباح", true), default));
        (await clinic.MergeAsync(old, kept)).Value.ShouldBe(kept.Value);

        (await clinic.FindAsync("حسن")).ShouldBe(["Mohamed Aly"], "the merged one is found through the one that stands");
        (await clinic.FindAsync("محمد")).ShouldBe(["Mohamed Aly"]);
        (await clinic.FindAsync("2000001")).ShouldBe(["Mohamed Aly"]);
        (await clinic.AtDeskAsync<PersonIds, IReadOnlyList<PatientId>>(ids => ids.ExecuteAsync(old, Cancellation))).ShouldBe([kept, old]);
        var read = (await clinic.AtDeskAsync<ReadPatient, Result<ReadPatient.Details, PatientsError>>(r => r.ExecuteAsync(old, Cancellation))).Value;
        (read.Patient.Id, read.Notes.ShouldHaveSingleItem().Text, read.MergedRecords.ShouldHaveSingleItem().Id).ShouldBe((kept, "يفضل الصباح", old));
        var visits = (await clinic.AtDeskAsync<PatientVisits, Result<PatientVisits.Lists, BookingError>>(v => v.ExecuteAsync(kept, Cancellation))).Value;
        visits.Coming.Select(a => a.Id).ShouldBe([past, next]);
        var list = (await clinic.AtDeskAsync<PatientVisits, Result<IReadOnlyDictionary<PatientId, PatientVisits.LastAndNext>, BookingError>>(v => v.ForListAsync([kept], Cancellation))).Value;
        list[kept].Next.ShouldBe(visits.Coming[0].Start);

        // whoever proves either phone is that person
        foreach (var phone in (string[])[OldPhone, NewPhone])
        {
            var caller = TestPortal.Patient(phone);
            (await clinic.AtDeskAsync<MyAppointments, MyAppointments.Lists>(my => my.ExecuteAsync(Cancellation), caller)).Upcoming.Select(v => v.Id).ShouldBe([past, next]);
            (await clinic.AtDeskAsync<PublicAppointment, PublicAppointment.View?>(one => one.ExecuteAsync(next, Cancellation), caller)).ShouldNotBeNull();
            (await clinic.AtDeskAsync<PatientsOfPhone, Result<IReadOnlyList<PatientSummary>, PatientsError>>(of => of.ExecuteAsync(new(phone), Cancellation), caller)).Value.ShouldHaveSingleItem().Id.ShouldBe(kept);
        }

        (await CancelAsync(clinic, next, TestPortal.Patient(OldPhone))).Succeeded.ShouldBeTrue();
        (await CancelAsync(clinic, past, TestPortal.Patient(NewPhone))).Succeeded.ShouldBeTrue();

        (await clinic.RegisterAsync("محمد علي حسن", OldPhone)).ShouldBe(kept, "the old record is not brought back by a form");
        (await clinic.ActionsOnAsync(old)).ShouldContain("patient.merged_into:done");
        (await clinic.ActionsOnAsync(kept)).ShouldContain("patient.merge:done");
    }

    [Fact]
    public async Task A_stranger_sees_nothing_of_a_merged_person_and_after_the_split_each_phone_its_own()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (old, kept) = (await clinic.RegisterAsync("محمد علي", OldPhone), await clinic.RegisterAsync("Mohamed Aly", NewPhone));
        var (one, two) = (await BookAsync(clinic, old, 1), await BookAsync(clinic, kept, 2));
        (await clinic.MergeAsync(old, kept)).Succeeded.ShouldBeTrue();
        (await MineAsync(TestClinic.PatientPhone)).ShouldBeEmpty();
        (await CancelAsync(clinic, one, TestPortal.Patient(TestClinic.PatientPhone))).Succeeded.ShouldBeFalse();
        (await clinic.SplitAsync(old)).Value.ShouldBe(old.Value);
        (await MineAsync(OldPhone)).ShouldBe([one]);
        (await MineAsync(NewPhone)).ShouldBe([two]);
        (await CancelAsync(clinic, two, TestPortal.Patient(OldPhone))).Succeeded.ShouldBeFalse();
        (await clinic.SplitAsync(old)).Error.ShouldBe(PatientsError.NotFound);
        (await clinic.ActionsOnAsync(kept)).ShouldContain("patient.split:done");

        async Task<IEnumerable<AppointmentId>> MineAsync(string phone) =>
            (await clinic.AtDeskAsync<MyAppointments, MyAppointments.Lists>(my => my.ExecuteAsync(Cancellation), TestPortal.Patient(phone))).Upcoming.Select(v => v.Id);
    }

    [Fact]
    public async Task Only_standing_records_as_they_were_read_are_merged_and_only_by_who_may()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (a, b, c) = (await clinic.RegisterAsync("محمد علي", OldPhone), await clinic.RegisterAsync("Mohamed Aly", NewPhone), await clinic.RegisterAsync("محمد ع", "01012000003"));
        (await clinic.MergeAsync(a, b, caller: TestPortal.Staff(StaffRole.Pharmacist))).Error.ShouldBe(PatientsError.Forbidden);
        (await clinic.MergeAsync(a, a)).Error.ShouldBe(PatientsError.SamePerson);
        var stale = await clinic.PatientAsync(b);
        (await clinic.AtDeskAsync<MergePatients, Result<Guid, PatientsError>>(m => m.ExecuteAsync(new(a, 1, b, stale.Version, Takes.None), default))).Error.ShouldBe(PatientsError.ChangedMeanwhile);
        (await clinic.MergeAsync(a, b)).Succeeded.ShouldBeTrue();
        (await clinic.MergeAsync(a, c)).Error.ShouldBe(PatientsError.NotFound);
        (await clinic.MergeAsync(c, a)).Error.ShouldBe(PatientsError.NotFound);
        // two at the same moment: one of them is first
        var other = await TestClinic.CreateAsync(portal);
        var (x, y) = (await other.RegisterAsync("محمد علي", OldPhone), await other.RegisterAsync("Mohamed Aly", NewPhone));
        var both = await Task.WhenAll(other.MergeAsync(x, y), other.MergeAsync(y, x));
        both.Count(result => result.Succeeded).ShouldBe(1);
        (await portal.AsSuperuserAsync<long>($"select count(*) from patients where tenant_id = '{other.Id}' and merged_into is not null")).ShouldBe(1);
    }

    [Fact]
    public async Task A_family_stays_a_family_when_its_records_are_merged()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (mother, again, child) = (await clinic.RegisterAsync("منى علي", OldPhone), await clinic.RegisterAsync("Mona Aly", OldPhone), await clinic.RegisterAsync("سارة حسن", OldPhone));
        (await clinic.AtDeskAsync<SaveRelatedPerson, Result<Guid, PatientsError>>(save => save.ExecuteAsync(new(child, null, null, RelationKind.Parent, mother, null, null, true), default))).Succeeded.ShouldBeTrue();
        (await clinic.MergeAsync(mother, again)).Succeeded.ShouldBeTrue();
        var parent = (await ReadAsync(clinic, child)).Family.ShouldHaveSingleItem();
        (parent.Patient, parent.Name, parent.Kind, parent.MayAct).ShouldBe((again, "Mona Aly", RelationKind.Parent, true));
        var ward = (await ReadAsync(clinic, again)).Family.ShouldHaveSingleItem();
        (ward.Patient, ward.Kind, ward.ActsFor).ShouldBe((child, RelationKind.Child, true));
    }

    /// <summary>Any merges, one into another in a chain or side by side, undone in any order, leave every record as it was.</summary>
    [Fact]
    public async Task A_merge_and_its_split_leave_what_was()
    {
        var takes = Gen.Int[0, 1023].Select(flags => (Takes)flags);
        var plan = Gen.Select(Gen.Int[2, 4], takes.Array[4], Gen.Int[0, 23], Gen.Int[0, 1000]);
        await plan.SampleAsync(async (people, flags, order, seed) =>
        {
            var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
            var ids = new List<PatientId>();
            for (var i = 0; i < people; i++)
                ids.Add(await PersonAsync(clinic, i, seed));
            var before = await FingerprintAsync(clinic);
            var random = new Random(seed);
            var merged = new List<PatientId>();
            var standing = ids.ToList();
            while (standing.Count > 1)
            {
                var (from, into) = (standing[random.Next(standing.Count)], standing[random.Next(standing.Count)]);
                if (from == into)
                    continue;
                (await clinic.MergeAsync(from, into, flags[merged.Count])).Succeeded.ShouldBeTrue();
                (standing.Remove(from), merged.Count).ShouldBe((true, merged.Count));
                merged.Add(from);
            }

            (await clinic.AtDeskAsync<PersonIds, IReadOnlyList<PatientId>>(all => all.ExecuteAsync(ids[0], Cancellation))).Count.ShouldBe(people);
            foreach (var from in Enumerable.Reverse(merged))
                (await clinic.SplitAsync(from)).Succeeded.ShouldBeTrue();
            (await FingerprintAsync(clinic)).ShouldBe(before);
        }, iter: 12, threads: 1);
    }

    static async Task<PatientId> PersonAsync(TestClinic clinic, int i, int seed)
    {
        var id = await clinic.RegisterAsync($"محمد علي {(char)('ا' + i)}ا", $"0101200{seed % 100:00}{i:00}", i % 2 == 0 ? new LocalDate(1980 + i, 1 + seed % 12, 3) : null, i % 3 == 0 ? Gender.Male : null);
        var patient = await clinic.PatientAsync(id);
        (await clinic.AtDeskAsync<EditPatient, Result<Guid, PatientsError>>(edit => edit.ExecuteAsync(new(id, patient.Version, patient.Name, patient.Phone, i % 2 == 0 ? "ar" : "en")
        {
            BirthDate = patient.BirthDate, Gender = patient.Gender, FileNumber = (seed + i) % 3 == 0 ? null : $"F{i}", Address = i == 1 ? "شارع النيل" : null, OtherName = i == 2 ? "Mohamed Aly" : null,
            EmergencyName = i == 0 ? "منى" : null, EmergencyPhone = i == 0 ? "01012009999" : null,
        }, default))).Succeeded.ShouldBeTrue();
        if ((seed + i) % 2 == 0)
            (await clinic.AtDeskAsync<SaveNationalId, Result<Guid, PatientsError>>(async save =>
                await save.ExecuteAsync(new(id, (await clinic.PatientAsync(id)).Version, "SA", $"10000{i}", false), default))).Succeeded.ShouldBeTrue();
        return id;
    }

    async Task<string> FingerprintAsync(TestClinic clinic) => await portal.AsSuperuserAsync<string>(
        $"""
        select (select string_agg(to_jsonb(p)::text, E'\n' order by p.id) from patients p where p.tenant_id = '{clinic.Id}')
          || (select string_agg(k.patient_id || k.key, E'\n' order by k.patient_id, k.key) from patient_keys k where k.tenant_id = '{clinic.Id}')
        """);

    static async Task<ReadPatient.Details> ReadAsync(TestClinic clinic, PatientId id) =>
        (await clinic.AtDeskAsync<ReadPatient, Result<ReadPatient.Details, PatientsError>>(r => r.ExecuteAsync(id, Cancellation))).Value;

    static async Task<IReadOnlyList<FindDuplicates.Suggestion>> SuggestAsync(TestClinic clinic, PatientId id) =>
        (await clinic.AtDeskAsync<FindDuplicates, Result<IReadOnlyList<FindDuplicates.Suggestion>, PatientsError>>(find => find.ExecuteAsync(id, Cancellation))).Value;

    static async Task<AppointmentId> BookAsync(TestClinic clinic, PatientId patient, int hours) =>
        (await clinic.AtDeskAsync<BookAppointment, Result<AppointmentState, BookingError>>(book => book.ExecuteAsync(
            new(Guid.NewGuid(), patient, clinic.Service, clinic.Practitioners[0], clinic.Portal.Now + Duration.FromHours(hours), BookingSource.Desk, null, null, null), Cancellation))).Value.Id;

    static async Task<Result<AppointmentState, BookingError>> CancelAsync(TestClinic clinic, AppointmentId id, Action<Caller> caller)
    {
        var version = await clinic.Portal.AsSuperuserAsync<int>($"select version from appointments where id = '{id}'");
        return await clinic.AtDeskAsync<ChangeAppointmentStatus, Result<AppointmentState, BookingError>>(
            change => change.ExecuteAsync(new(Guid.NewGuid(), id, version, AppointmentStatus.Cancelled) { Reason = "x" }, Cancellation), caller);
    }
}
