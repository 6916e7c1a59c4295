using CsCheck;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Operations.Trail;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Booking;
using Portal.Tests.Chart;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.Auditing;

/// <summary>The trail as it is asked for. These tests move the clock.</summary>
public sealed class SearchAuditTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly Action<Caller> Administrator = TestPortal.Staff(StaffRole.Administrator);
    static readonly string[] Words = ["chart.read", "chart.ask", "patient.find", "appointment.move", "service-terms.save", "service.save"];

    // three people and three things in a handful of minutes: ties are the rule
    static readonly Gen<(int Minute, int Who, int Act, int What, bool Done)[]> Trails = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[0, 5], Gen.Int[0, 2], Gen.Bool).Array[0, 40];

    static readonly Gen<(int? From, int? To, int? Who, int? Group, int? What, int? Outcome, int Size)> Questions = Gen.Select(
        Maybe(5), Maybe(5), Maybe(2), Maybe(2), Maybe(2), Maybe(1), Gen.Int[1, 7]);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static Gen<int?> Maybe(int most) => Gen.OneOf(Gen.Const((int?)null), Gen.Int[0, most].Select(i => (int?)i));

    [Fact]
    public Task Page_after_page_it_is_what_the_whole_trail_filtered_would_be() => Gen.Select(Trails, Questions.Array[1, 4]).SampleAsync(async story =>
    {
        var tenant = TenantId.New();
        var (people, things) = (Three(), Three());
        AuditGroup[] groups = [AuditGroup.Records, AuditGroup.Patients, AuditGroup.Setup];
        var begun = portal.Now;
        var written = new List<AuditEntry>();
        await using var scope = portal.Scope(tenant, Administrator);
        await using (var db = scope.Db())
        {
            written.AddRange(story.Item1.Select(e => new AuditEntry(tenant, Guid.CreateVersion7())
            {
                At = begun + Duration.FromMinutes(e.Minute), ActorKind = CallerKind.Staff, ActorId = UserId.From(people[e.Who]), Action = Words[e.Act], Outcome = e.Done ? "done" : "Forbidden",
                SubjectKind = "thing", SubjectId = things[e.What],
            }));
            db.AddRange(written);
            await db.SaveChangesAsync(Cancellation);
        }

        foreach (var q in story.Item2)
        {
            var filter = new AuditFilter
            {
                From = q.From is { } from ? begun + Duration.FromMinutes(from) : begun, // what these questions leave in the trail themselves is not asked for
                To = begun + Duration.FromMinutes(q.To ?? 6),
                Actor = q.Who is { } who ? UserId.From(people[who]) : null,
                Group = q.Group is { } group ? groups[group] : null,
                Subjects = q.What is { } what ? [things[what]] : [.. things],
                Outcome = (AuditOutcome?)q.Outcome,
            };
            var expected = written.Where(e => e.At >= filter.From && e.At < filter.To && (filter.Actor is null || e.ActorId == filter.Actor)
                    && (filter.Group is null || AuditGroups.Of(e.Action) == filter.Group) && filter.Subjects.Contains(e.SubjectId!.Value)
                    && (filter.Outcome is null || (e.Outcome == "done") == (filter.Outcome == AuditOutcome.Done)))
                .OrderByDescending(e => e.At).ThenByDescending(e => e.Id.ToString(), StringComparer.Ordinal).Select(e => e.Id).ToList();
            (await AllAsync(scope, filter, q.Size)).ShouldBe(expected);
        }
    }, iter: 25, threads: 1);

    static Guid[] Three() => [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

    static async Task<List<Guid>> AllAsync(TestScope scope, AuditFilter filter, int size)
    {
        var (found, next) = (new List<Guid>(), (AuditCursor?)null);
        do
        {
            var page = (await scope.Get<SearchAudit>().ExecuteAsync(new(filter, next, size), Cancellation)).Value;
            page.Rows.Count.ShouldBeLessThanOrEqualTo(size);
            (found, next) = ([.. found, .. page.Rows.Select(row => row.Id)], page.Next);
        }
        while (next is not null);
        return found;
    }

    [Theory]
    [InlineData(StaffRole.Receptionist)]
    [InlineData(StaffRole.Doctor)]
    [InlineData(StaffRole.Operator)]
    public async Task Only_the_administrator_asks_and_a_refusal_is_written_down(StaffRole role)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(role));
        (await scope.Get<SearchAudit>().ExecuteAsync(new(new(), null), Cancellation)).Error.ShouldBe(AuditError.Forbidden);
        (await scope.Get<ReadTrail>().ExecuteAsync(new(new(), null), Cancellation)).Error.ShouldBe(AuditError.Forbidden);
        (await scope.Get<ExportTrail>().ExecuteAsync(new(), Cancellation)).Error.ShouldBe(AuditError.Forbidden);
        (await clinic.AuditAsync("audit.read")).ShouldBe(["Forbidden", "Forbidden"]);
        (await clinic.AuditAsync("audit.export")).ShouldBe(["Forbidden"]);
    }

    [Fact]
    public async Task Reading_the_trail_stands_in_it_and_another_clinics_does_not()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        await ReadAsync(other, new());
        (await ReadAsync(clinic, new())).ShouldBeEmpty();
        var rows = await ReadAsync(clinic, new());
        rows.ShouldHaveSingleItem().Entry.Action.ShouldBe("audit.read");
    }

    [Fact]
    public async Task A_day_is_the_clinics_own()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var late = new LocalDate(2026, 11, 24).At(new LocalTime(23, 30)).InZoneLeniently(DateTimeZoneProviders.Tzdb["Africa/Cairo"]).ToInstant(); // 21:30 of the same day in London
        portal.Clock.SetUtcNow(Later(late).ToDateTimeOffset());
        var day = Day(portal.Now);
        await RecordAsync(clinic, "patient.find");
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await RecordAsync(clinic, "patient.register");

        (await ReadAsync(clinic, new() { From = day, To = day })).Select(row => row.Entry.Action).ShouldBe(["patient.find"]);
        (await ReadAsync(clinic, new() { From = day.PlusDays(1), Group = AuditGroup.Patients })).Select(row => row.Entry.Action).ShouldBe(["patient.register"]);
        (await ReadAsync(clinic, new() { To = day.PlusDays(-1) })).ShouldBeEmpty();
    }

    // the clock only goes forward, and other tests move it too
    Instant Later(Instant at)
    {
        while (at <= portal.Now)
            at += Duration.FromDays(1);
        return at;
    }

    static LocalDate Day(Instant at) => at.InZone(DateTimeZoneProviders.Tzdb["Africa/Cairo"]).Date;

    [Fact]
    public async Task What_is_asked_of_a_patient_is_answered_with_their_appointments_and_with_names()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var doctor = await clinic.DoctorAsync(0, "Karim Shawky");
        var booked = (await clinic.BookAsync(portal.Soon(), caller: caller => caller.BecomeStaff(doctor, "Karim", StaffRole.Doctor | StaffRole.Receptionist))).Value;
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await clinic.OpenAsync(AccessScenes.Doctor(doctor));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await RecordAsync(clinic, "patient.find");

        var rows = await ReadAsync(clinic, new() { Patient = clinic.Patient });
        rows.Select(row => (row.Entry.Action, row.Actor, row.Subject.Name, row.Subject.At)).ShouldBe(
            [("chart.read", "Karim Shawky", "منى السيد", null), ("appointment.booked", "Karim Shawky", "منى السيد", booked.Start)]);
        (await ReadAsync(clinic, new() { Appointment = booked.Id })).ShouldHaveSingleItem().Entry.Action.ShouldBe("appointment.booked");
        (await ReadAsync(clinic, new() { Staff = doctor })).Count.ShouldBe(2);
        (await ReadAsync(clinic, new() { Entry = rows[0].Entry.Id })).ShouldBe([rows[0]]);
        (await ReadAsync(clinic, new() { Patient = Domain.Patients.Model.PatientId.New() })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Broken_glass_is_asked_for_alone_with_its_reason()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var doctor = await clinic.DoctorAsync(null, "Huda Fahmy");
        await clinic.OpenAsync(AccessScenes.Doctor(doctor));
        await clinic.BreakGlassAsync(AccessScenes.Doctor(doctor));
        var row = (await ReadAsync(clinic, new() { BrokenGlass = true })).ShouldHaveSingleItem();
        (row.Actor, row.Subject.Name, row.Reason, row.Entry.Refused).ShouldBe(("Huda Fahmy", "منى السيد", AccessScenes.Reason, false));
        (await ReadAsync(clinic, new() { Outcome = AuditOutcome.Refused })).ShouldHaveSingleItem().Entry.Outcome.ShouldBe("GlassIsWhole");
    }

    [Fact]
    public async Task An_export_is_whole_and_written_down()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        for (var i = 0; i < ReadTrail.PageSize + 1; i++)
            await RecordAsync(clinic, "patient.find");
        await using var scope = portal.Scope(clinic.Id, Administrator);
        var file = (await scope.Get<ExportTrail>().ExecuteAsync(new() { Group = AuditGroup.Patients }, Cancellation)).Value;
        (file.Rows.Count, file.IsCut).ShouldBe((ReadTrail.PageSize + 1, false));
        (await clinic.AuditAsync("audit.export")).ShouldBe(["done"]);
    }

    [Theory]
    [InlineData("at < now() order by at desc, id desc", "ix_audit_entries_tenant_id_at_id")]
    [InlineData("actor_id = gen_random_uuid()", "ix_audit_entries_tenant_id_actor_id_at_id")]
    [InlineData("subject_id = any(array[gen_random_uuid(), gen_random_uuid()])", "ix_audit_entries_tenant_id_subject_id_at_id")]
    public async Task Each_way_to_ask_is_answered_by_an_index_under_row_security(string condition, string index)
    {
        var tenant = TenantId.New();
        await using var connection = await portal.App.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using (var setting = new Npgsql.NpgsqlCommand($"select set_config('app.tenant_id', '{tenant}', true), set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)", connection, transaction))
            await setting.ExecuteNonQueryAsync(Cancellation);
        await using var explain = new Npgsql.NpgsqlCommand($"explain (costs off) select * from audit_entries e where {condition.Replace("gen_random_uuid()", $"'{Guid.NewGuid()}'::uuid", StringComparison.Ordinal)} limit 51", connection, transaction);
        var plan = new List<string>();
        await using var reader = await explain.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
            plan.Add(reader.GetString(0));
        string.Join('\n', plan).ShouldContain(index);
    }

    async Task RecordAsync(TestClinic clinic, string action)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Receptionist));
        await scope.Get<AuditTrail>().RecordAsync(action, AuditEntry.Done, cancellation: Cancellation);
    }

    async Task<IReadOnlyList<TrailRow>> ReadAsync(TestClinic clinic, TrailQuestion asked)
    {
        await using var scope = portal.Scope(clinic.Id, Administrator);
        return (await scope.Get<ReadTrail>().ExecuteAsync(new(asked, null), Cancellation)).Value.Rows;
    }
}
