using Portal.Domain.Chart;
using Portal.Domain.Chart.Encounters;
using Portal.Domain.Chart.Entries;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Reading;
using Portal.Tests.Support;

namespace Portal.Tests.Chart;

/// <summary>The note of a visit: begun once, saved while it is written, signed, and then only added to.</summary>
public sealed class EncounterTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Two_screens_that_open_a_visit_at_once_write_one_note()
    {
        var scene = await ChartScene.OpenAsync(portal);
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var scope = scene.AsDoctor();
            return (await scope.Get<OpenEncounter>().ExecuteAsync(new(scene.Patient, scene.Visit), default)).Value.Id;
        }));
        opened.Distinct().ShouldHaveSingleItem();
        (await portal.AsSuperuserAsync<long>($"select count(*) from encounters where tenant_id = '{scene.Clinic.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_draft_is_saved_on_the_version_that_was_read_and_overwrites_nothing()
    {
        var scene = await ChartScene.OpenAsync(portal);
        await using var scope = scene.AsDoctor();
        var begun = (await scope.Get<OpenEncounter>().ExecuteAsync(new(scene.Patient, null), default)).Value;
        var save = scope.Get<SaveEncounterDraft>();
        var first = (await save.ExecuteAsync(new(begun.Id, begun.Version, "Knee", "It hurts", null, null, null), default)).Value;
        first.Version.ShouldNotBe(begun.Version);
        (await save.ExecuteAsync(new(begun.Id, begun.Version, "Knee", "Something else", null, null, null), default)).IsError(ChartError.ChangedMeanwhile).ShouldBeTrue();
        (await scope.Get<ReadChart>().EncounterAsync(begun.Id, default)).Value.Complaint.ShouldBe("It hurts");
        (await save.ExecuteAsync(new(begun.Id, first.Version, null, new string('x', Encounter.LongestPart + 1), null, null, null), default)).IsError(ChartError.Invalid).ShouldBeTrue();
    }

    [Fact]
    public async Task A_note_is_signed_by_its_author_and_then_only_amended()
    {
        var scene = await ChartScene.OpenAsync(portal);
        await using var scope = scene.AsDoctor();
        var begun = (await scope.Get<OpenEncounter>().ExecuteAsync(new(scene.Patient, scene.Visit), default)).Value;
        (await scope.Get<SignEncounter>().ExecuteAsync(new(begun.Id, begun.Version), default)).IsError(ChartError.Empty).ShouldBeTrue();
        (await scope.Get<AmendEncounter>().ExecuteAsync(new(begun.Id, "More", "Forgotten"), default)).IsError(ChartError.Empty).ShouldBeTrue();
        var saved = (await scope.Get<SaveEncounterDraft>().ExecuteAsync(new(begun.Id, begun.Version, null, null, null, "Osteoarthritis", "Exercise"), default)).Value;

        await using (var other = scene.AsOtherDoctor())
        {
            await other.Get<BreakGlass>().ExecuteAsync(new(scene.Patient, "Colleague is on leave"), default);
            (await other.Get<SignEncounter>().ExecuteAsync(new(begun.Id, saved.Version), default)).IsError(ChartError.NotYours).ShouldBeTrue();
        }

        var signed = (await scope.Get<SignEncounter>().ExecuteAsync(new(begun.Id, saved.Version), default)).Value;
        (signed.Status, signed.SignedBy).ShouldBe((EncounterStatus.Signed, scene.Treating));
        (await scope.Get<SaveEncounterDraft>().ExecuteAsync(new(begun.Id, signed.Version, null, null, null, "Gout", null), default)).IsError(ChartError.Signed).ShouldBeTrue();
        (await scope.Get<AmendEncounter>().ExecuteAsync(new(begun.Id, "The left knee.", "Side was missing"), default)).Succeeded.ShouldBeTrue();
        var chart = (await scope.Get<ReadChart>().ExecuteAsync(scene.Patient, default)).Value;
        chart.Amendments.ShouldHaveSingleItem().Text.ShouldBe("The left knee.");
        chart.Encounters.ShouldHaveSingleItem().Assessment.ShouldBe("Osteoarthritis");
        (await scene.AuditedAsync("encounter.sign")).ShouldBe(1);
    }

    [Fact]
    public async Task A_note_made_in_error_is_no_part_of_the_record_and_another_may_be_begun()
    {
        var scene = await ChartScene.OpenAsync(portal);
        await using var scope = scene.AsDoctor();
        var wrong = (await scope.Get<OpenEncounter>().ExecuteAsync(new(scene.Patient, scene.Visit), default)).Value;
        (await scope.Get<CorrectEntry>().ExecuteAsync(new(ChartEntryKind.Encounter, wrong.Id.Value, wrong.Version, "Another patient's"), default)).Succeeded.ShouldBeTrue();
        (await scope.Get<ReadChart>().ExecuteAsync(scene.Patient, default)).Value.Encounters.ShouldBeEmpty();
        (await scope.Get<OpenEncounter>().ExecuteAsync(new(scene.Patient, scene.Visit), default)).Value.Id.ShouldNotBe(wrong.Id);
    }

    [Fact]
    public async Task A_visit_of_somebody_else_is_not_opened_for_this_patient()
    {
        var scene = await ChartScene.OpenAsync(portal);
        var stranger = await scene.StrangerAsync();
        await using var scope = scene.AsDoctor();
        await scope.Get<BreakGlass>().ExecuteAsync(new(stranger, "Walk-in emergency"), default);
        (await scope.Get<OpenEncounter>().ExecuteAsync(new(stranger, scene.Visit), default)).IsError(ChartError.NotFound).ShouldBeTrue();
    }
}
