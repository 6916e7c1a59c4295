using NodaTime;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Encounters;
using Portal.Domain.Chart.Entries;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Reading;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Entries;

/// <summary>What is recorded in a chart and changed there: diagnoses, allergies, medicines, vaccinations, procedures.</summary>
public sealed class EntryTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate Day = new(2026, 11, 1);

    [Fact]
    public async Task A_diagnosis_is_recorded_resolved_and_not_overwritten()
    {
        var scene = await ChartScene.OpenAsync(portal);
        await using var scope = scene.AsDoctor();
        var record = scope.Get<RecordCondition>();
        var request = new RecordCondition.Request(null, 0, scene.Patient, null, " e11.9 ", null, "Type 2 diabetes", ConditionStatus.Active, Day, Day.PlusDays(3));

        var added = (await record.ExecuteAsync(request, default)).Value;

        (added.Code, added.CodeSystem, added.AbatementDate).ShouldBe(("E11.9", CodeSystem.Icd10, null));
        var stale = request with { Id = added.Id, Version = added.Version, Status = ConditionStatus.Resolved };
        var resolved = (await record.ExecuteAsync(stale, default)).Value;
        (resolved.Status, resolved.AbatementDate).ShouldBe((ConditionStatus.Resolved, Day.PlusDays(3)));
        (await record.ExecuteAsync(stale, default)).IsError(ChartError.ChangedMeanwhile).ShouldBeTrue();
        foreach (var wrong in new[] { request with { Code = "sugar", System = CodeSystem.Icd10 }, request with { Text = " " }, request with { Onset = Day, Abatement = Day.PlusDays(-1) } })
            (await record.ExecuteAsync(wrong, default)).IsError(ChartError.Invalid).ShouldBeTrue();
        (await scope.Get<ReadChart>().ExecuteAsync(scene.Patient, default)).Value.Conditions.ShouldHaveSingleItem();
        (await scene.AuditedAsync("condition.record")).ShouldBe(1);
        (await scene.AuditedAsync("condition.change")).ShouldBe(1);
    }

    [Fact]
    public async Task An_allergy_is_seen_by_the_desk_the_dangerous_first_and_nothing_else_of_the_record_is()
    {
        var scene = await ChartScene.OpenAsync(portal);
        await using (var scope = scene.AsDoctor())
        {
            var record = scope.Get<RecordAllergy>();
            await record.ExecuteAsync(new(null, 0, scene.Patient, "Dust", AllergyKind.Environment, AllergyCriticality.Low, null, AllergyStatus.Active), default);
            var penicillin = (await record.ExecuteAsync(new(null, 0, scene.Patient, " Penicillin ", AllergyKind.Medication, AllergyCriticality.High, "Hives", AllergyStatus.Active), default)).Value;
            penicillin.Substance.ShouldBe("Penicillin");
            var egg = (await record.ExecuteAsync(new(null, 0, scene.Patient, "Egg", AllergyKind.Food, AllergyCriticality.High, null, AllergyStatus.Active), default)).Value;
            (await record.ExecuteAsync(new(egg.Id, egg.Version, scene.Patient, "Egg", AllergyKind.Food, AllergyCriticality.High, null, AllergyStatus.Refuted), default)).Succeeded.ShouldBeTrue();
            (await record.ExecuteAsync(new(null, 0, scene.Patient, "", AllergyKind.Food, AllergyCriticality.High, null, AllergyStatus.Active), default)).IsError(ChartError.Invalid).ShouldBeTrue();
        }

        await using var desk = scene.As(UserId.New(), StaffRole.Receptionist);
        (await desk.Get<ReadAllergies>().ExecuteAsync(scene.Patient, default)).Value.Select(line => line.Substance).ShouldBe(["Penicillin", "Dust"]);
        (await desk.Get<ReadTimeline>().ExecuteAsync(new(scene.Patient, [], null), default)).IsError(ChartError.Forbidden).ShouldBeTrue();
        await using var pharmacist = scene.As(UserId.New(), StaffRole.Pharmacist);
        (await pharmacist.Get<ReadAllergies>().ExecuteAsync(scene.Patient, default)).IsError(ChartError.Forbidden).ShouldBeTrue();
    }

    [Fact]
    public async Task A_medicine_is_stopped_once_and_not_before_it_was_begun()
    {
        var scene = await ChartScene.OpenAsync(portal);
        await using var scope = scene.AsDoctor();
        var taken = (await scope.Get<RecordMedication>().ExecuteAsync(new(null, 0, scene.Patient, null, "Metformin", "1 tablet twice a day", MedicationStatus.Active, Day, null), default)).Value;
        var stop = scope.Get<StopMedication>();
        (await stop.ExecuteAsync(new(taken.Id, taken.Version, Day.PlusDays(-1)), default)).IsError(ChartError.Invalid).ShouldBeTrue();
        var stopped = (await stop.ExecuteAsync(new(taken.Id, taken.Version, Day.PlusDays(9)), default)).Value;
        (stopped.Status, stopped.EndedOn).ShouldBe((MedicationStatus.Stopped, Day.PlusDays(9)));
        (await stop.ExecuteAsync(new(taken.Id, taken.Version, Day.PlusDays(9)), default)).IsError(ChartError.ChangedMeanwhile).ShouldBeTrue();
        (await stop.ExecuteAsync(new(stopped.Id, stopped.Version, Day.PlusDays(9)), default)).IsError(ChartError.ChangedMeanwhile).ShouldBeTrue();
        (await stop.ExecuteAsync(new(EntryId.New(), 1, Day), default)).IsError(ChartError.NotFound).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_entered_in_error_is_no_part_of_the_record_and_keeps_its_reason()
    {
        var scene = await ChartScene.OpenAsync(portal);
        await using var scope = scene.AsDoctor();
        (await scope.Get<RecordImmunization>().ExecuteAsync(new(scene.Patient, "Influenza", Day, "A1", "1"), default)).Succeeded.ShouldBeTrue();
        (await scope.Get<RecordProcedure>().ExecuteAsync(new(scene.Patient, null, "ECG", Day), default)).Succeeded.ShouldBeTrue();
        var chart = (await scope.Get<ReadChart>().ExecuteAsync(scene.Patient, default)).Value;
        var (vaccine, procedure) = (chart.Immunizations.ShouldHaveSingleItem(), chart.Procedures.ShouldHaveSingleItem());
        var correct = scope.Get<CorrectEntry>();
        (await correct.ExecuteAsync(new(ChartEntryKind.Immunization, vaccine.Id.Value, vaccine.Version, " "), default)).IsError(ChartError.Invalid).ShouldBeTrue();
        (await correct.ExecuteAsync(new(ChartEntryKind.Procedure, vaccine.Id.Value, vaccine.Version, "Another kind"), default)).IsError(ChartError.NotFound).ShouldBeTrue();
        (await correct.ExecuteAsync(new(ChartEntryKind.Immunization, vaccine.Id.Value, vaccine.Version + 1, "Stale"), default)).IsError(ChartError.ChangedMeanwhile).ShouldBeTrue();
        (await correct.ExecuteAsync(new(ChartEntryKind.Immunization, vaccine.Id.Value, vaccine.Version, "Her sister's"), default)).Succeeded.ShouldBeTrue();
        (await correct.ExecuteAsync(new(ChartEntryKind.Immunization, vaccine.Id.Value, vaccine.Version, "Again"), default)).IsError(ChartError.NotFound).ShouldBeTrue();
        (await correct.ExecuteAsync(new(ChartEntryKind.Procedure, procedure.Id.Value, procedure.Version, "Not done"), default)).Succeeded.ShouldBeTrue();

        var after = (await scope.Get<ReadChart>().ExecuteAsync(scene.Patient, default)).Value;
        (after.Immunizations.Count, after.Procedures.Count).ShouldBe((0, 0));
        (await portal.AsSuperuserAsync<string>($"select detail->>'reason' from audit_entries where tenant_id = '{scene.Clinic.Id}' and action = 'entry.correct' order by id limit 1")).ShouldBe("Her sister's");
        (await portal.AsSuperuserAsync<long>($"select count(*) from immunizations where tenant_id = '{scene.Clinic.Id}' and entered_in_error")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_who_change_an_entry_at_once_one_is_told()
    {
        var scene = await ChartScene.OpenAsync(portal);
        AllergyIntolerance egg;
        await using (var scope = scene.AsDoctor())
            egg = (await scope.Get<RecordAllergy>().ExecuteAsync(new(null, 0, scene.Patient, "Egg", AllergyKind.Food, AllergyCriticality.Low, null, AllergyStatus.Active), default)).Value;
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            await using var scope = scene.AsDoctor();
            return await scope.Get<RecordAllergy>().ExecuteAsync(new(egg.Id, egg.Version, scene.Patient, $"Egg {i}", AllergyKind.Food, AllergyCriticality.Low, null, AllergyStatus.Active), default);
        }));
        answers.Count(answer => answer.Succeeded).ShouldBe(1);
        answers.Where(answer => !answer.Succeeded).ShouldAllBe(answer => answer.Error == ChartError.ChangedMeanwhile);
    }

    [Fact]
    public async Task Nothing_is_written_by_who_may_not_open_the_record_or_into_another_patients_visit()
    {
        var (scene, elsewhere) = (await ChartScene.OpenAsync(portal), await ChartScene.OpenAsync(portal));
        var visit = await elsewhere.NoteAsync("Healthy");
        async Task<Result<Condition, ChartError>> RecordAsync(TestScope as_, EncounterId? at = null)
        {
            await using (as_)
                return await as_.Get<RecordCondition>().ExecuteAsync(new(null, 0, scene.Patient, at, null, null, "Gout", ConditionStatus.Active, null, null), default);
        }

        (await RecordAsync(scene.As(UserId.New(), StaffRole.Receptionist))).IsError(ChartError.Forbidden).ShouldBeTrue();
        (await RecordAsync(scene.AsOtherDoctor())).IsError(ChartError.GlassIsWhole).ShouldBeTrue();
        (await RecordAsync(elsewhere.AsDoctor())).IsError(ChartError.NotFound).ShouldBeTrue();
        (await RecordAsync(scene.AsDoctor(), visit)).IsError(ChartError.NotFound).ShouldBeTrue();
        (await scene.AuditedAsync("condition.record", "Forbidden")).ShouldBe(1);
        (await portal.AsSuperuserAsync<long>($"select count(*) from conditions where tenant_id in ('{scene.Clinic.Id}', '{elsewhere.Clinic.Id}')")).ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_draft_goes_away_and_one_with_words_does_not()
    {
        var scene = await ChartScene.OpenAsync(portal);
        await using var scope = scene.AsDoctor();
        var begun = (await scope.Get<OpenEncounter>().ExecuteAsync(new(scene.Patient, scene.Visit), default)).Value;
        var discard = scope.Get<DiscardEncounterDraft>();
        (await discard.ExecuteAsync(new(begun.Id, begun.Version), default)).Succeeded.ShouldBeTrue();
        var again = (await scope.Get<OpenEncounter>().ExecuteAsync(new(scene.Patient, scene.Visit), default)).Value;
        again.Id.ShouldNotBe(begun.Id);
        var written = (await scope.Get<SaveEncounterDraft>().ExecuteAsync(new(again.Id, again.Version, "Knee", null, null, null, null), default)).Value;
        (await discard.ExecuteAsync(new(again.Id, written.Version), default)).IsError(ChartError.Invalid).ShouldBeTrue();
    }
}
