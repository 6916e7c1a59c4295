using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Search;

public sealed class SyncPassagesTests(NotesPortal notes) : IClassFixture<NotesPortal>
{
    [Fact]
    public async Task What_was_written_is_found_and_nothing_is_stale()
    {
        var (clinic, patient) = await notes.ClinicAsync();
        var note = await notes.WriteAsync(clinic, patient, "Allergic to penicillin since childhood", new LocalDate(2026, 3, 4), codes: "Z88.0");
        (await LagAsync(clinic)).Stale.ShouldBe(1);
        await notes.SyncAsync();

        var passage = (await PassagesAsync(clinic)).ShouldHaveSingleItem();
        (passage.SourceId, passage.Part, passage.Language, passage.Dated, passage.Model).ShouldBe((note, 0, "en", new LocalDate(2026, 3, 4), "portal-lexical-1"));
        passage.Codes.ShouldBe(["z88.0"]);
        (await LagAsync(clinic)).ShouldBe(new PassageHealth.Lag(0, Duration.Zero, 0));
    }

    [Fact]
    public async Task A_source_of_several_parts_is_replaced_whole()
    {
        var (clinic, patient) = await notes.ClinicAsync();
        var note = await notes.WriteAsync(clinic, patient, "first part\n\nsecond part\n\nthird part");
        await notes.SyncAsync();
        (await PassagesAsync(clinic)).Select(p => (p.Part, p.Text)).ShouldBe([(0, "first part"), (1, "second part"), (2, "third part")]);

        await notes.WriteAsync(clinic, patient, "only part", id: note);
        await notes.SyncAsync();
        (await PassagesAsync(clinic)).Select(p => (p.Part, p.Text)).ShouldBe([(0, "only part")]);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_so_is_what_is_no_longer_rendered()
    {
        var (clinic, patient) = await notes.ClinicAsync();
        var (deleted, withdrawn) = (await notes.WriteAsync(clinic, patient, "to be deleted"), await notes.WriteAsync(clinic, patient, "to be withdrawn"));
        await notes.WriteAsync(clinic, patient, "to stay");
        await notes.SyncAsync();

        await notes.RemoveAsync(clinic, patient, deleted);
        notes.Notes.All.TryRemove(withdrawn, out _);
        await notes.MarkAsync(clinic.Id, SourceKind.Document, withdrawn, patient);
        await notes.SyncAsync();
        (await PassagesAsync(clinic)).Select(p => p.Text).ShouldBe(["to stay"]);
        (await LagAsync(clinic)).Stale.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_rendered_from_an_old_state_is_not_stored()
    {
        var (clinic, patient) = await notes.ClinicAsync();
        var (note, other) = (await notes.WriteAsync(clinic, patient, "HbA1c 9.1"), await notes.WriteAsync(clinic, patient, "weight 80 kg"));
        notes.Notes.Meanwhile = async () => await notes.WriteAsync(clinic, patient, "HbA1c 7.2", id: note);
        await SyncOnceAsync(clinic);

        (await PassagesAsync(clinic)).Select(p => p.SourceId).ShouldBe([other], "the one that was written meanwhile waits");
        (await LagAsync(clinic)).Stale.ShouldBe(1);
        await notes.SyncAsync();
        (await PassagesAsync(clinic)).Select(p => p.Text).Order().ShouldBe(["HbA1c 7.2", "weight 80 kg"]);
    }

    [Fact]
    public async Task One_who_was_slow_cannot_put_an_old_state_over_a_new_one()
    {
        var (clinic, patient) = await notes.ClinicAsync();
        var note = await notes.WriteAsync(clinic, patient, "old state");
        // while it sleeps with the old state in its hands, another process stores that, and the source is written and stored once more
        notes.Notes.Meanwhile = async () =>
        {
            notes.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
            await notes.SyncAsync();
            await notes.WriteAsync(clinic, patient, "new state", id: note);
            await notes.SyncAsync();
            await notes.MarkAsync(clinic.Id, SourceKind.Document, note, patient);
        };
        await SyncOnceAsync(clinic);

        (await PassagesAsync(clinic)).ShouldHaveSingleItem().Text.ShouldBe("new state");
        (await LagAsync(clinic)).Stale.ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_writing_a_source_is_neither_waited_for_nor_overtaken()
    {
        var (clinic, patient) = await notes.ClinicAsync();
        var (busy, free) = (await notes.WriteAsync(clinic, patient, "busy"), await notes.WriteAsync(clinic, patient, "free"));
        await using var connection = await notes.Portal.App.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Npgsql.NpgsqlTransaction? writing = null;
        notes.Notes.Meanwhile = async () =>
        {
            writing = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var mark = new Npgsql.NpgsqlCommand(
                $"select set_config('app.tenant_id', '{clinic.Id}', true); select mark_chart_stale('{clinic.Id}', 'Document', '{busy}', '{patient}')", connection);
            await mark.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        };
        await SyncOnceAsync(clinic);
        (await PassagesAsync(clinic)).Select(p => p.SourceId).ShouldBe([free]);

        await writing!.RollbackAsync(TestContext.Current.CancellationToken);
        notes.Portal.Clock.Advance(TimeSpan.FromSeconds(21));
        await notes.SyncAsync();
        (await PassagesAsync(clinic)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_cannot_be_rendered_waits_and_keeps_none_from_being_found()
    {
        var (clinic, patient) = await notes.ClinicAsync();
        var broken = await notes.WriteAsync(clinic, patient, "broken");
        await notes.WriteAsync(clinic, patient, "whole");
        notes.Notes.Broken.Add(broken);
        await notes.SyncAsync();
        (await PassagesAsync(clinic)).Select(p => p.Text).ShouldBe(["whole"]);
        (await LagAsync(clinic)).ShouldSatisfyAllConditions(lag => lag.Stale.ShouldBe(1), lag => lag.Failing.ShouldBe(1));

        notes.Notes.Broken.Remove(broken);
        notes.Portal.Clock.Advance(TimeSpan.FromSeconds(3));
        await notes.SyncAsync();
        (await PassagesAsync(clinic)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_kind_that_nobody_renders_waits()
    {
        var (clinic, patient) = await notes.ClinicAsync();
        await notes.MarkAsync(clinic.Id, SourceKind.Appointment, Guid.NewGuid(), patient);
        await notes.SyncAsync();
        (await LagAsync(clinic)).ShouldSatisfyAllConditions(lag => lag.Stale.ShouldBe(1), lag => lag.Failing.ShouldBe(0));
    }

    [Fact]
    public async Task Ten_processes_store_each_source_once()
    {
        var (clinic, patient) = await notes.ClinicAsync();
        for (var n = 0; n < 40; n++)
            await notes.WriteAsync(clinic, patient, $"note number {n}");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(notes.SyncAsync)));
        (await PassagesAsync(clinic)).Select(p => p.Text).Distinct().Count().ShouldBe(40);
        (await LagAsync(clinic)).Stale.ShouldBe(0);
    }

    [Fact]
    public async Task All_can_be_made_anew_for_a_patient_or_for_the_clinic()
    {
        var (clinic, patient) = await notes.ClinicAsync();
        var other = await notes.AnotherPatientAsync(clinic, "آخر");
        var (mine, lost) = (await notes.WriteAsync(clinic, patient, "kept"), await notes.WriteAsync(clinic, patient, "lost without a notice"));
        await notes.WriteAsync(clinic, other, "another's");
        await notes.SyncAsync();
        notes.Notes.All.TryRemove(lost, out _);
        notes.Notes.All[mine] = notes.Notes.All[mine] with { Text = "changed without a notice" };

        await using (var scope = notes.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Receptionist)))
            (await scope.Get<RebuildPassages>().ExecuteAsync(patient, TestContext.Current.CancellationToken)).IsError(PassageError.Forbidden).ShouldBeTrue();
        await using (var scope = notes.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator)))
            (await scope.Get<RebuildPassages>().ExecuteAsync(patient, TestContext.Current.CancellationToken)).Value.ShouldBe(1);
        (await LagAsync(clinic)).Stale.ShouldBe(2);
        await notes.SyncAsync();
        (await PassagesAsync(clinic)).Select(p => p.Text).Order().ShouldBe(["another's", "changed without a notice"]);
    }

    [Fact]
    public async Task How_far_it_is_behind_is_told_to_those_who_answer_for_it()
    {
        var (clinic, _) = await notes.ClinicAsync();
        await using var scope = notes.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Receptionist));
        (await scope.Get<PassageHealth>().ExecuteAsync(TestContext.Current.CancellationToken)).IsError(PassageError.Forbidden).ShouldBeTrue();
    }

    async Task SyncOnceAsync(TestClinic clinic)
    {
        await using var scope = notes.Portal.Scope(clinic.Id);
        await scope.Get<SyncTenant>().ExecuteAsync(TestContext.Current.CancellationToken);
    }

    async Task<PassageHealth.Lag> LagAsync(TestClinic clinic)
    {
        await using var scope = notes.Portal.Scope(clinic.Id);
        return (await scope.Get<PassageHealth>().ExecuteAsync(TestContext.Current.CancellationToken)).Value;
    }

    async Task<List<ChartPassage>> PassagesAsync(TestClinic clinic)
    {
        await using var scope = notes.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<ChartPassage>().OrderBy(p => p.SourceId).ThenBy(p => p.Part).ToListAsync(TestContext.Current.CancellationToken);
    }
}
