using Portal.Domain.Patients;
using Portal.Domain.Patients.Consents;
using Portal.Domain.Patients.Family;
using Portal.Domain.Patients.Model;
using Portal.Domain.Patients.Notes;
using Portal.Domain.Patients.Photos;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Patients;

/// <summary>Notes, photo, family and consents of a person.</summary>
public sealed class PatientRecordTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3], Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1];
    static readonly Action<Caller> Administrator = TestPortal.Staff(StaffRole.Administrator);

    [Fact]
    public async Task A_note_is_written_pinned_changed_deleted_and_put_back()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await NoteAsync(clinic, new(clinic.Patient, null, null, " تحب موعدًا في الصباح ", false));
        var id = (await NoteAsync(clinic, new(clinic.Patient, null, null, "سمعها ضعيف", true))).Value;
        (await ReadAsync(clinic)).Notes.Select(n => n.Text).ShouldBe(["سمعها ضعيف", "تحب موعدًا في الصباح"], "pinned ones come first");
        var note = (await ReadAsync(clinic)).Notes[0];
        (await NoteAsync(clinic, new(clinic.Patient, id, note.Version, "سمعها أفضل", true))).Succeeded.ShouldBeTrue();
        (await NoteAsync(clinic, new(clinic.Patient, id, note.Version, "x", true))).Error.ShouldBe(PatientsError.ChangedMeanwhile);
        (await NoteAsync(clinic, new(clinic.Patient, null, null, "  ", true))).Error.ShouldBe(PatientsError.TextMissing);
        note = (await ReadAsync(clinic)).Notes[0];
        (await clinic.AtDeskAsync<DeletePatientNote, Result<Guid, PatientsError>>(delete => delete.ExecuteAsync(new(clinic.Patient, id, note.Version), default))).Succeeded.ShouldBeTrue();
        (await ReadAsync(clinic)).Notes.Count.ShouldBe(1);
        (await NoteAsync(clinic, new(clinic.Patient, id, null, note.Text, true))).Value.ShouldBe(id);
        (await ReadAsync(clinic)).Notes[0].Text.ShouldBe("سمعها أفضل");
    }

    [Fact]
    public async Task A_photo_is_what_its_bytes_say_and_no_larger_than_two_megabytes()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await PhotoAsync(clinic, "<svg onload=alert(1)>"u8.ToArray())).Error.ShouldBe(PatientsError.NoPicture);
        (await PhotoAsync(clinic, [.. Jpeg, .. new byte[SavePatientPhoto.MostBytes]])).Error.ShouldBe(PatientsError.PictureTooLarge);
        (await PhotoAsync(clinic, Jpeg)).Succeeded.ShouldBeTrue();
        (await PhotoAsync(clinic, Png)).Succeeded.ShouldBeTrue();
        var photo = (await clinic.AtDeskAsync<ReadPatientPhoto, Result<ReadPatientPhoto.Photo, PatientsError>>(read => read.ExecuteAsync(clinic.Patient, default))).Value;
        (photo.ContentType, photo.Content.Length).ShouldBe(("image/png", Png.Length));
        (await ReadAsync(clinic)).Photo.ShouldBe(clinic.Patient);
        var other = await TestClinic.CreateAsync(portal);
        (await other.AtDeskAsync<ReadPatientPhoto, Result<ReadPatientPhoto.Photo, PatientsError>>(read => read.ExecuteAsync(clinic.Patient, default))).Error.ShouldBe(PatientsError.NotFound);
        (await clinic.AtDeskAsync<RemovePatientPhoto, Result<Guid, PatientsError>>(remove => remove.ExecuteAsync(clinic.Patient, default))).Succeeded.ShouldBeTrue();
        (await ReadAsync(clinic)).Photo.ShouldBeNull();
    }

    [Fact]
    public async Task A_relative_is_another_patient_or_a_name_with_a_phone_and_never_oneself()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var child = await clinic.RegisterAsync("سارة حسن", "01012000001");
        (await RelateAsync(clinic, new(child, null, null, RelationKind.Guardian, clinic.Patient, null, null, true))).Succeeded.ShouldBeTrue();
        (await RelateAsync(clinic, new(child, null, null, RelationKind.Sibling, null, "علي حسن", "0101 200 0009", false))).Succeeded.ShouldBeTrue();
        (await RelateAsync(clinic, new(child, null, null, RelationKind.Sibling, child, null, null, false))).Error.ShouldBe(PatientsError.SamePerson);
        (await RelateAsync(clinic, new(child, null, null, RelationKind.Sibling, PatientId.New(), null, null, false))).Error.ShouldBe(PatientsError.NotFound);
        (await RelateAsync(clinic, new(child, null, null, RelationKind.Sibling, null, "ع", null, false))).Error.ShouldBe(PatientsError.InvalidName);
        (await RelateAsync(clinic, new(child, null, null, RelationKind.Sibling, null, "علي حسن", "12", false))).Error.ShouldBe(PatientsError.InvalidPhone);

        var family = (await ReadAsync(clinic, child)).Family;
        family.Select(r => (r.Kind, r.Name, r.Phone, r.MayAct)).ShouldBe([(RelationKind.Guardian, "منى السيد", TestClinic.PatientPhone, true), (RelationKind.Sibling, "علي حسن", "+201012000009", false)]);
        var ward = (await ReadAsync(clinic)).Family.ShouldHaveSingleItem();
        (ward.Kind, ward.Patient, ward.ActsFor, ward.MayAct).ShouldBe((RelationKind.Ward, child, true, false));
        // taken away from the other side
        (await clinic.AtDeskAsync<RemoveRelatedPerson, Result<Guid, PatientsError>>(remove => remove.ExecuteAsync(new(clinic.Patient, ward.Id, ward.Version), default))).Succeeded.ShouldBeTrue();
        (await ReadAsync(clinic, child)).Family.ShouldHaveSingleItem().Kind.ShouldBe(RelationKind.Sibling);
    }

    [Fact]
    public async Task A_consent_keeps_the_words_as_they_were_and_when_it_was_taken_back()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var first = (await PublishAsync(clinic, 0, "أوافق على العلاج", "I agree to be treated")).Value;
        var consent = (await GiveAsync(clinic, first, "ar", "منى السيد")).Value;
        (await GiveAsync(clinic, first, "ar", null)).Error.ShouldBe(PatientsError.AlreadyGiven);
        (await PublishAsync(clinic, 0, "x", "x")).Error.ShouldBe(PatientsError.ChangedMeanwhile);
        var second = (await PublishAsync(clinic, 1, "أوافق على العلاج وأعرف حقوقي", "I agree to be treated and know my rights")).Value;
        (await GiveAsync(clinic, first, "ar", null)).Error.ShouldBe(PatientsError.ChangedMeanwhile, "the words have changed since they were shown");

        var row = (await ReadAsync(clinic)).Consents.ShouldHaveSingleItem();
        (row.Text, row.Number, row.Stands, row.Consent.GivenBy).ShouldBe(("أوافق على العلاج", 1, true, "منى السيد"));
        (await GiveAsync(clinic, second, "en", null)).Succeeded.ShouldBeTrue();
        var rows = (await ReadAsync(clinic)).Consents;
        rows.Select(r => (r.Number, r.Stands, r.Text)).ShouldBe([(2, true, "I agree to be treated and know my rights"), (1, false, "أوافق على العلاج")], ignoreOrder: true);
        var standing = rows.Single(r => r.Stands).Consent;
        (await WithdrawAsync(clinic, standing.Id, standing.Version)).Succeeded.ShouldBeTrue();
        (await WithdrawAsync(clinic, standing.Id, standing.Version)).Error.ShouldBe(PatientsError.AlreadyWithdrawn);
        (await ReadAsync(clinic)).Consents.ShouldAllBe(r => !r.Stands);
        (await clinic.ActionsOnAsync(clinic.Patient)).ShouldContain("patient.consent.give:done");
        consent.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task A_consent_that_two_merged_records_gave_is_taken_back_in_both()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var text = (await PublishAsync(clinic, 0, "أوافق على العلاج", "I agree to be treated")).Value;
        var other = await clinic.RegisterAsync("Mona Elsayed", TestClinic.PatientPhone);
        foreach (var id in (PatientId[])[clinic.Patient, other])
            (await clinic.AtDeskAsync<GiveConsent, Result<Guid, PatientsError>>(give => give.ExecuteAsync(new(id, text, "ar", ConsentMeans.Paper, null), default))).Succeeded.ShouldBeTrue();
        (await clinic.MergeAsync(other, clinic.Patient)).Succeeded.ShouldBeTrue();
        var row = (await ReadAsync(clinic)).Consents[0];
        (await WithdrawAsync(clinic, row.Consent.Id, row.Consent.Version)).Succeeded.ShouldBeTrue();
        (await ReadAsync(clinic)).Consents.Count(r => !r.Stands).ShouldBe(2);
    }

    [Fact]
    public async Task The_words_of_consents_are_an_administrators_and_are_never_rewritten()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await PublishAsync(clinic, 0, "نص", "text", PatientScenes.Desk)).Error.ShouldBe(PatientsError.Forbidden);
        (await PublishAsync(clinic, 0, "نص", " ")).Error.ShouldBe(PatientsError.TextMissing);
        (await PublishAsync(clinic, 0, "نص", "text")).Succeeded.ShouldBeTrue();
        (await portal.AsSuperuserAsync<bool>("select has_table_privilege('portal_app', 'portal.consent_texts', 'update') or has_table_privilege('portal_app', 'portal.consent_texts', 'delete')")).ShouldBeFalse();
        (await clinic.AtDeskAsync<ListConsentTexts, Result<IReadOnlyList<ListConsentTexts.Version>, PatientsError>>(list => list.ExecuteAsync(default))).Value.ShouldHaveSingleItem().Standing.ShouldBe(0);
    }

    static async Task<ReadPatient.Details> ReadAsync(TestClinic clinic, PatientId? id = null) =>
        (await clinic.AtDeskAsync<ReadPatient, Result<ReadPatient.Details, PatientsError>>(r => r.ExecuteAsync(id ?? clinic.Patient, default))).Value;

    static Task<Result<Guid, PatientsError>> NoteAsync(TestClinic clinic, SavePatientNote.Request request) =>
        clinic.AtDeskAsync<SavePatientNote, Result<Guid, PatientsError>>(save => save.ExecuteAsync(request, default));

    static Task<Result<Guid, PatientsError>> PhotoAsync(TestClinic clinic, byte[] content) =>
        clinic.AtDeskAsync<SavePatientPhoto, Result<Guid, PatientsError>>(save => save.ExecuteAsync(new(clinic.Patient, content), default));

    static Task<Result<Guid, PatientsError>> RelateAsync(TestClinic clinic, SaveRelatedPerson.Request request) =>
        clinic.AtDeskAsync<SaveRelatedPerson, Result<Guid, PatientsError>>(save => save.ExecuteAsync(request, default));

    static Task<Result<Guid, PatientsError>> PublishAsync(TestClinic clinic, int after, string arabic, string english, Action<Caller>? caller = null) =>
        clinic.AtDeskAsync<PublishConsentText, Result<Guid, PatientsError>>(publish => publish.ExecuteAsync(new(ConsentKind.Treatment, after, arabic, english), default), caller ?? Administrator);

    static Task<Result<Guid, PatientsError>> GiveAsync(TestClinic clinic, Guid text, string language, string? by) =>
        clinic.AtDeskAsync<GiveConsent, Result<Guid, PatientsError>>(give => give.ExecuteAsync(new(clinic.Patient, text, language, ConsentMeans.Paper, by), default));

    static Task<Result<Guid, PatientsError>> WithdrawAsync(TestClinic clinic, Guid consent, uint version) =>
        clinic.AtDeskAsync<WithdrawConsent, Result<Guid, PatientsError>>(withdraw => withdraw.ExecuteAsync(new(clinic.Patient, consent, version, ConsentMeans.Phone, null), default));
}
