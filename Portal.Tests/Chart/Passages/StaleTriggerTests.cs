using CsCheck;
using Portal.Domain.Chart.Passages;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Booking;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Passages;

/// <summary>Whoever writes a record, a question is answered from it a pass later, and from nothing that is not so any more.</summary>
public sealed class StaleTriggerTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // the triggers of the rules want them
    static string As(TestClinic clinic) => $"set search_path = portal, public; select set_config('app.tenant_id', '{clinic.Id}', false); ";

    static string Into(string table, TestClinic clinic, Guid id, string columns, string values) =>
        $"insert into portal.{table} (tenant_id, id, patient_id, recorded_at, source, entered_in_error, {columns}) values ('{clinic.Id}', '{id}', '{clinic.Patient}', now(), 'Clinic', false, {values})";

    static string Result(TestClinic clinic, Guid id, string text, decimal value, Guid? group = null, string? code = null) =>
        Into("observations", clinic, id, "category, text, value, effective_at, group_id, code", FormattableString.Invariant($"'Lab', '{text}', {value}, now(), {(group is { } g ? $"'{g}'" : "null")}, {(code is null ? "null" : $"'{code}'")}"));

    [Fact]
    public async Task A_row_written_by_hand_is_found_after_one_pass_in_either_language()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var id = Guid.NewGuid();
        await portal.SqlAsync(Result(clinic, id, "HbA1c", 7.9m));
        (await clinic.AskAsync("HbA1c")).ShouldBeEmpty();
        await portal.SyncOnceAsync();
        var found = (await clinic.AskAsync("HbA1c")).ShouldHaveSingleItem();
        (found.Kind, found.SourceId, found.Text.Contains("7.9", StringComparison.Ordinal)).ShouldBe((SourceKind.Observation, id, true));
        (await clinic.AskAsync("تحليل السكر التراكمي")).ShouldHaveSingleItem();

        await portal.SqlAsync($"update portal.observations set value = 6.1 where id = '{id}'");
        await portal.SyncOnceAsync();
        (await clinic.AskAsync("HbA1c")).ShouldHaveSingleItem().Text.ShouldContain("6.1");
    }

    [Fact]
    public async Task What_was_deleted_or_entered_in_error_is_found_no_more()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (gone, wrong, stays) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        foreach (var (id, text) in new[] { (gone, "Bronchial asthma"), (wrong, "Asthma of childhood"), (stays, "Allergic asthma") })
            await portal.SqlAsync(Into("conditions", clinic, id, "text, status", $"'{text}', 'Active'"));
        await portal.SyncOnceAsync();
        (await clinic.AskAsync("asthma")).Count.ShouldBe(3);

        await portal.SqlAsync($"delete from portal.conditions where id = '{gone}'; update portal.conditions set entered_in_error = true where id = '{wrong}'");
        await portal.SyncOnceAsync();
        (await clinic.AskAsync("asthma")).ShouldHaveSingleItem().SourceId.ShouldBe(stays);
        (await clinic.CountAsync("chart_stale")).ShouldBe(0);
        (await clinic.CountAsync("chart_passages")).ShouldBe(1);
    }

    [Fact]
    public async Task A_part_a_sibling_and_a_name_make_stale_what_they_stand_in()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (visit, sheet, group, upper, lower) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await portal.SqlAsync(Into("encounters", clinic, visit, "started_at, status, practitioner_id, plan", $"now(), 'Signed', '{clinic.Practitioners[0]}', 'Rest'"));
        await portal.SqlAsync(Into("prescriptions", clinic, sheet, "practitioner_id, issued_at, status, code", $"'{clinic.Practitioners[0]}', now(), 'Valid', 'abc'"));
        await portal.SqlAsync(Result(clinic, upper, "Systolic", 141, group, "8480-6") + ";" + Result(clinic, lower, "Diastolic", 92, group, "8462-4"));
        (await clinic.BookAsync(BookingScenes.Monday(10))).Succeeded.ShouldBeTrue();
        await portal.SyncAsync();
        async Task<string> TextsAsync() => await portal.AsSuperuserAsync<string>($"select string_agg(text, E'\\n' order by text) from chart_passages where tenant_id = '{clinic.Id}'");
        (await TextsAsync()).ShouldContain("141/92");

        await portal.SqlAsync($"insert into portal.encounter_amendments (tenant_id, id, encounter_id, text, reason, at, by) values ('{clinic.Id}', gen_random_uuid(), '{visit}', 'ECG was normal', 'result', now(), gen_random_uuid())");
        await portal.SqlAsync($"insert into portal.prescription_items (tenant_id, id, prescription_id, position, medicine, repeats, dosage_amount, dosage_unit, dosage_as_needed) values ('{clinic.Id}', gen_random_uuid(), '{sheet}', 1, 'Bisoprolol', 0, 1, 'Tablet', false)");
        await portal.SqlAsync($"update portal.observations set value = 88 where id = '{lower}'");
        await portal.SqlAsync($"{As(clinic)}update portal.practitioners set name_ar = 'د. هالة' where id = '{clinic.Practitioners[0]}'; update portal.services set name_ar = 'متابعة' where id = '{clinic.Service}'");
        await portal.SyncAsync();
        var texts = await TextsAsync();
        texts.ShouldContain("ECG was normal");
        texts.ShouldContain("Bisoprolol");
        texts.ShouldContain("141/88");
        texts.ShouldContain("متابعة");
        texts.ShouldNotContain("طبيب 0");

        // the leader of a group goes: another speaks for it
        await portal.SqlAsync($"update portal.observations set entered_in_error = true where id = '{upper}'");
        await portal.SyncAsync();
        (await TextsAsync()).ShouldContain("Diastolic (8462-4) 88");
        await portal.SqlAsync($"delete from portal.prescription_items where prescription_id = '{sheet}'");
        await portal.SyncAsync();
        (await TextsAsync()).ShouldNotContain("Bisoprolol");
        (await clinic.CompareAsync()).Stale.ShouldBe(0);
    }

    [Fact]
    public async Task After_any_writes_by_anyone_nothing_that_is_kept_differs_from_its_source()
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 2);
        string Any(string table) => $"(select id from portal.{table} where tenant_id = '{clinic.Id}' order by md5(id::text || '{{0}}') limit 1)";
        var writes = new Func<int, string>[]
        {
            n => Into("conditions", clinic, Guid.NewGuid(), "text, status", $"'Condition {n}', 'Active'"),
            n => Into("allergies", clinic, Guid.NewGuid(), "substance, kind, criticality, status", $"'Substance {n}', 'Food', 'Low', 'Active'"),
            n => Into("medication_statements", clinic, Guid.NewGuid(), "medicine, status", $"'Medicine {n}', 'Active'"),
            n => Result(clinic, Guid.NewGuid(), $"Result {n}", n),
            n => string.Join(';', Enumerable.Range(0, 3).Select(i => Result(clinic, Guid.NewGuid(), $"Panel {n} {i}", n, Guid.Parse($"00000000-0000-4000-8000-{n % 5:D12}")))),
            n => Into("immunizations", clinic, Guid.NewGuid(), "vaccine, occurred_on", $"'Vaccine {n}', current_date"),
            n => Into("procedures", clinic, Guid.NewGuid(), "text, performed_on", $"'Procedure {n}', current_date"),
            n => Into("encounters", clinic, Guid.NewGuid(), "started_at, status, practitioner_id, plan", $"now(), 'Signed', '{clinic.Practitioners[n % 2]}', repeat('Plan {n}. ', {n % 200 + 1})"),
            n => $"insert into portal.encounter_amendments (tenant_id, id, encounter_id, text, reason, at, by) select tenant_id, gen_random_uuid(), id, 'Added {n}', '', now(), gen_random_uuid() from portal.encounters where id = {Any("encounters")}",
            n => Into("prescriptions", clinic, Guid.NewGuid(), "practitioner_id, issued_at, status, code", $"'{clinic.Practitioners[n % 2]}', now(), 'Valid', '{Guid.NewGuid():N}'::varchar(22)"),
            n => $"insert into portal.prescription_items (tenant_id, id, prescription_id, position, medicine, repeats, dosage_amount, dosage_unit, dosage_as_needed) select tenant_id, gen_random_uuid(), id, (select coalesce(max(position), 0) + 1 from portal.prescription_items i where i.prescription_id = p.id), 'Item {n}', 0, 1, 'Tablet', false from portal.prescriptions p where id = {Any("prescriptions")}",
            n => $"update portal.conditions set text = 'Changed {n}', entered_in_error = {n % 3 == 0} where id = {Any("conditions")}",
            n => $"update portal.observations set value = {n} where tenant_id = '{clinic.Id}' and md5(id::text) < md5('{n}')",
            n => $"update portal.observations set entered_in_error = not entered_in_error where id = {Any("observations")}",
            _ => $"delete from portal.observations where id = {Any("observations")}",
            _ => $"delete from portal.allergies where id = {Any("allergies")}",
            _ => $"delete from portal.prescription_items where prescription_id = {Any("prescriptions")}",
            n => $"update portal.prescriptions set status = 'Revoked', revoke_reason = 'Reason {n}' where id = {Any("prescriptions")}",
            n => $"update portal.encounters set entered_in_error = {n % 2 == 0} where id = {Any("encounters")}",
            n => $"{As(clinic)}update portal.practitioners set name_ar = 'طبيب رقم {n}' where id = '{clinic.Practitioners[n % 2]}'",
            n => $"{As(clinic)}update portal.services set name_ar = 'خدمة {n}' where id = '{clinic.Service}'",
        };
        for (var hour = 9; hour < 12; hour++)
            (await clinic.BookAsync(BookingScenes.Monday(hour))).Succeeded.ShouldBeTrue();

        await Gen.Select(Gen.Int[0, writes.Length - 1], Gen.Int[1, 9999], Gen.Int[0, 9]).List[1, 40].SampleAsync(async steps =>
        {
            foreach (var (which, n, sync) in steps)
            {
                await portal.SqlAsync(writes[which](n).Replace("{0}", $"{n}", StringComparison.Ordinal));
                if (sync == 0)
                    await portal.SyncOnceAsync();
            }

            await portal.SyncAsync();
            var comparison = await clinic.CompareAsync();
            comparison.First.ShouldBeEmpty();
            comparison.Sources.ShouldBeGreaterThanOrEqualTo(3); // the appointments
        }, iter: 12, threads: 1);

        await portal.SqlAsync($"{As(clinic)}update portal.services set name_ar = 'أخرى' where id = '{clinic.Service}'");
        (await clinic.CompareAsync()).Stale.ShouldBe(3); // before a pass it would have been seen
    }

    [Fact]
    public async Task Many_rows_of_one_statement_are_marked_at_once_and_the_rebuild_finds_them_all()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await portal.SqlAsync(
            $"""
            insert into portal.observations (tenant_id, id, patient_id, recorded_at, source, entered_in_error, category, text, value, effective_at)
            select '{clinic.Id}', gen_random_uuid(), '{clinic.Patient}', now(), 'Clinic', false, 'Lab', 'Glucose', n, now() from generate_series(1, 700) n
            """);
        (await clinic.CountAsync("chart_stale")).ShouldBe(700);
        await portal.SyncAsync();
        (await clinic.CompareAsync()).ShouldSatisfyAllConditions(c => c.Sources.ShouldBe(700), c => c.Stale.ShouldBe(0));

        await portal.SqlAsync($"delete from portal.chart_passages where tenant_id = '{clinic.Id}'");
        (await clinic.CompareAsync()).Stale.ShouldBe(700);
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        (await scope.Get<RebuildPassages>().ExecuteAsync(null, Cancellation)).Value.ShouldBe(700);
        await portal.SyncAsync();
        (await clinic.CompareAsync()).Stale.ShouldBe(0);
    }

    [Theory]
    [InlineData(StaffRole.Doctor)]
    [InlineData(StaffRole.Receptionist)]
    public async Task Only_an_administrator_compares(StaffRole role)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(role));
        (await scope.Get<ComparePassages>().ExecuteAsync(null, Cancellation)).Error.ShouldBe(PassageError.Forbidden);
    }
}
