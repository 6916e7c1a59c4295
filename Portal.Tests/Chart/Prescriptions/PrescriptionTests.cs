using Portal.Domain.Chart;
using Portal.Domain.Chart.Entries;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Prescriptions;
using Portal.Domain.Chart.Reading;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Prescriptions;

/// <summary>Prescriptions: written once with what speaks against them said first, taken back, and found by their code.</summary>
public sealed class PrescriptionTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task What_is_prescribed_is_then_taken_in_the_patients_words()
    {
        var scene = await ChartScene.OpenAsync(portal);
        var sheet = await scene.WrittenAsync(PrescriptionScenes.Medicine(" Metformin ", "500 mg", days: 10, repeats: 2), PrescriptionScenes.Medicine("Ramipril", "5 mg", days: null));

        sheet.Medicines.Select(m => m.Full).ShouldBe(["Metformin 500 mg tablet", "Ramipril 5 mg tablet"]);
        (sheet.Status, sheet.Code.Length, sheet.DoctorEn).ShouldBe((PrescriptionStatus.Valid, 22, "Doctor 0"));
        var taken = await MedicinesAsync(scene);
        taken.Select(m => m.Dosage).ShouldBe(["قرص واحد 3 مرات يوميًا بعد الأكل لمدة 10 أيام", "قرص واحد 3 مرات يوميًا بعد الأكل"], ignoreOrder: true);
        var metformin = taken.Single(m => m.Medicine.StartsWith("Metformin", StringComparison.Ordinal));
        metformin.EndedOn.ShouldBe(metformin.StartedOn!.Value.PlusDays(29), "ten days, three times");
        taken.ShouldAllBe(m => m.Status == MedicationStatus.Active && m.PrescriptionItemId != null);
        (await scene.AuditedAsync("prescription.write")).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("Augmentin 1 g", "augmentin")]
    [InlineData("بنسلين طويل المفعول", "حساسية البنسلين")]
    [InlineData("Amoxicillin", "AMOXICILLIN")]
    public async Task An_allergy_is_said_first_and_written_once_it_was_read(string medicine, string substance)
    {
        var scene = await ChartScene.OpenAsync(portal);
        await using (var scope = scene.AsDoctor())
            await scope.Get<RecordAllergy>().ExecuteAsync(new(null, 0, scene.Patient, substance, AllergyKind.Medication, AllergyCriticality.High, null, AllergyStatus.Active), default);
        var request = scene.Sheet(PrescriptionScenes.Medicine(medicine));

        var warned = (await scene.WriteAsync(request)).Value;

        warned.Id.ShouldBeNull();
        var warning = warned.Warnings.ShouldHaveSingleItem();
        (warning.Kind, warning.Of).ShouldBe((PrescriptionWarningKind.Allergy, substance));
        (await MedicinesAsync(scene)).ShouldBeEmpty();
        (await scene.WriteAsync(request with { Acknowledged = true })).Value.Id.ShouldNotBeNull();
        (await portal.AsSuperuserAsync<string>($"select detail->>'warnings' from audit_entries where tenant_id = '{scene.Clinic.Id}' and action = 'prescription.write' and detail->>'warnings' is not null")).ShouldBe("1");
    }

    [Fact]
    public async Task What_is_taken_already_is_said_and_what_was_stopped_or_refuted_is_not()
    {
        var scene = await ChartScene.OpenAsync(portal);
        await using (var scope = scene.AsDoctor())
        {
            await scope.Get<RecordMedication>().ExecuteAsync(new(null, 0, scene.Patient, null, "metformin 1000 mg", null, MedicationStatus.Active, null, null), default);
            await scope.Get<RecordMedication>().ExecuteAsync(new(null, 0, scene.Patient, null, "Ramipril 5 mg", null, MedicationStatus.Stopped, null, null), default);
            await scope.Get<RecordAllergy>().ExecuteAsync(new(null, 0, scene.Patient, "Ramipril", AllergyKind.Medication, AllergyCriticality.Low, null, AllergyStatus.Refuted), default);
        }

        var warnings = (await scene.WriteAsync(scene.Sheet(PrescriptionScenes.Medicine("Metformin", "500 mg"), PrescriptionScenes.Medicine("Ramipril", "5 mg")))).Value.Warnings;
        warnings.ShouldHaveSingleItem().Kind.ShouldBe(PrescriptionWarningKind.Duplicate);
    }

    [Fact]
    public async Task A_sheet_that_is_sent_twice_is_written_once_also_at_once()
    {
        var scene = await ChartScene.OpenAsync(portal);
        var request = scene.Sheet(PrescriptionScenes.Medicine("Metformin", "500 mg")) with { Acknowledged = true };
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => scene.WriteAsync(request)));
        answers.ShouldAllBe(answer => answer.Value.Id == PrescriptionId.From(request.Key));
        (await MedicinesAsync(scene)).Count.ShouldBe(1);
        (await portal.AsSuperuserAsync<long>($"select count(*) from prescriptions where tenant_id = '{scene.Clinic.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_taken_or_dispensed_is_not_written()
    {
        var scene = await ChartScene.OpenAsync(portal);
        var sound = PrescriptionScenes.Medicine("Metformin");
        PrescribedMedicine[] wrong =
        [
            sound with { Medicine = " " }, sound with { Dosage = sound.Dosage with { Amount = 0 } }, sound with { Dosage = sound.Dosage with { TimesPerDay = 13 } },
            sound with { Dosage = sound.Dosage with { EveryHours = 8 } }, sound with { Dosage = sound.Dosage with { TimesPerDay = null } }, sound with { DurationDays = 0 },
            sound with { Repeats = 13 }, sound with { Instructions = new string('x', PrescribedMedicine.LongestInstructions + 1) },
        ];
        foreach (var medicine in wrong)
            (await scene.WriteAsync(scene.Sheet(sound, medicine))).IsError(ChartError.Invalid).ShouldBeTrue(medicine.ToString());
        (await scene.WriteAsync(scene.Sheet())).IsError(ChartError.Invalid).ShouldBeTrue();
        (sound with { Dosage = sound.Dosage with { TimesPerDay = null, AsNeeded = true } }).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task A_revoked_prescription_is_not_valid_any_more_and_its_medicines_are_not_taken()
    {
        var scene = await ChartScene.OpenAsync(portal);
        var sheet = await scene.WrittenAsync(PrescriptionScenes.Medicine("Metformin"));
        await using var scope = scene.AsDoctor();
        var revoke = scope.Get<RevokePrescription>();
        (await revoke.ExecuteAsync(new(sheet.Id, " x "), default)).IsError(ChartError.Invalid).ShouldBeTrue();
        (await revoke.ExecuteAsync(new(sheet.Id, "Wrong strength"), default)).Succeeded.ShouldBeTrue();
        (await revoke.ExecuteAsync(new(sheet.Id, "Wrong strength"), default)).IsError(ChartError.ChangedMeanwhile).ShouldBeTrue();
        (await MedicinesAsync(scene)).ShouldHaveSingleItem().Status.ShouldBe(MedicationStatus.Stopped);
        var now = (await scope.Get<ListPrescriptions>().ExecuteAsync(scene.Patient, default)).Value.ShouldHaveSingleItem();
        (now.Status, now.RevokeReason).ShouldBe((PrescriptionStatus.Revoked, "Wrong strength"));
        (await scene.AuditedAsync("prescription.revoke")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Only_a_doctor_who_may_open_the_record_prescribes_and_only_one_who_is_in_the_calendar()
    {
        var scene = await ChartScene.OpenAsync(portal);
        var sheet = await scene.WrittenAsync(PrescriptionScenes.Medicine("Metformin"));
        foreach (var role in new[] { StaffRole.Receptionist, StaffRole.Administrator, StaffRole.Pharmacist })
        {
            await using var scope = scene.As(UserId.New(), role);
            (await scope.Get<WritePrescription>().ExecuteAsync(scene.Sheet(PrescriptionScenes.Medicine("Metformin")), default)).IsError(ChartError.Forbidden).ShouldBeTrue();
            (await scope.Get<ReadPrescription>().ExecuteAsync(sheet.Id, default)).IsError(ChartError.Forbidden).ShouldBeTrue();
            (await scope.Get<RevokePrescription>().ExecuteAsync(new(sheet.Id, "Curious"), default)).IsError(ChartError.Forbidden).ShouldBeTrue();
            (await scope.Get<ListFavourites>().ExecuteAsync(default)).IsError(ChartError.Forbidden).ShouldBeTrue();
        }

        (await scene.AuditedAsync("prescription.write", "Forbidden")).ShouldBe(3);
        await using (var other = scene.AsOtherDoctor())
            (await other.Get<ListPrescriptions>().ExecuteAsync(scene.Patient, default)).IsError(ChartError.GlassIsWhole).ShouldBeTrue();
        await using var locum = scene.As(UserId.New(), StaffRole.Doctor);
        await locum.Get<BreakGlass>().ExecuteAsync(new(scene.Patient, "Covers the evening"), default);
        (await locum.Get<WritePrescription>().ExecuteAsync(scene.Sheet(PrescriptionScenes.Medicine("Metformin")), default)).IsError(ChartError.Forbidden).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_clinics_prescription_is_not_there_by_id_or_by_code()
    {
        var (here, there) = (await ChartScene.OpenAsync(portal), await ChartScene.OpenAsync(portal));
        var sheet = await there.WrittenAsync(PrescriptionScenes.Medicine("Metformin"));
        await using var scope = here.AsDoctor();
        (await scope.Get<ReadPrescription>().ExecuteAsync(sheet.Id, default)).IsError(ChartError.NotFound).ShouldBeTrue();
        (await scope.Get<RevokePrescription>().ExecuteAsync(new(sheet.Id, "Not mine"), default)).IsError(ChartError.NotFound).ShouldBeTrue();
        (await scope.Get<PrescriptionByCode>().ExecuteAsync(sheet.Code, default)).ShouldBeNull();
        await using var visitor = portal.Scope(there.Clinic.Id, TestPortal.Visitor);
        (await visitor.Get<PrescriptionByCode>().ExecuteAsync(sheet.Code, default))!.Initials.ShouldBe("م. ا.");
        (await visitor.Get<PrescriptionByCode>().ExecuteAsync(sheet.Code[..21], default)).ShouldBeNull();
    }

    [Fact]
    public async Task Favourites_are_learnt_from_what_is_written_and_are_one_doctors_own()
    {
        var scene = await ChartScene.OpenAsync(portal);
        var metformin = PrescriptionScenes.Medicine("Metformin", "500 mg");
        await scene.WrittenAsync(metformin, PrescriptionScenes.Medicine("Ramipril", "5 mg"));
        await scene.WrittenAsync(metformin);
        await using var scope = scene.AsDoctor();
        var kept = (await scope.Get<ListFavourites>().ExecuteAsync(default)).Value;
        kept.Select(f => (f.Medicine, f.UsedCount)).ShouldBe([("Metformin", 2), ("Ramipril", 1)]);

        var again = (await scope.Get<KeepFavourite>().ExecuteAsync(metformin, default)).Value;
        again.ShouldBe(kept[0].Id);
        var fresh = (await scope.Get<KeepFavourite>().ExecuteAsync(PrescriptionScenes.Medicine("Omeprazole", "20 mg"), default)).Value;
        (await scope.Get<KeepFavourite>().ExecuteAsync(metformin with { Medicine = "" }, default)).IsError(ChartError.Invalid).ShouldBeTrue();
        await using (var other = scene.AsOtherDoctor())
        {
            (await other.Get<ListFavourites>().ExecuteAsync(default)).Value.ShouldBeEmpty();
            (await other.Get<DropFavourite>().ExecuteAsync(fresh, default)).IsError(ChartError.NotFound).ShouldBeTrue();
        }

        (await scope.Get<DropFavourite>().ExecuteAsync(fresh, default)).Succeeded.ShouldBeTrue();
        (await scope.Get<DropFavourite>().ExecuteAsync(fresh, default)).IsError(ChartError.NotFound).ShouldBeTrue();
        (await scope.Get<ListFavourites>().ExecuteAsync(default)).Value.Count.ShouldBe(2);
    }

    static async Task<IReadOnlyList<MedicationStatement>> MedicinesAsync(ChartScene scene)
    {
        await using var scope = scene.AsDoctor();
        return (await scope.Get<ReadChart>().ExecuteAsync(scene.Patient, default)).Value.Medications;
    }
}
