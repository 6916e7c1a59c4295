using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Chain;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;

namespace Portal.Tests.Auditing;

public sealed class AuditChainTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    AuditSealer Sealer => portal.Services.GetRequiredService<AuditSealer>();

    async Task<TenantId> WriteAsync(int entries, TenantId? tenant = null)
    {
        var id = tenant ?? TenantId.New();
        await using var scope = portal.Scope(id, TestPortal.Staff(StaffRole.Receptionist));
        for (var i = 0; i < entries; i++)
            await scope.Get<AuditTrail>().RecordAsync("test.act", "done", "thing", Guid.NewGuid(), new { n = i, what = "نص" }, Cancellation);
        return id;
    }

    async Task<VerifyAuditChain.Report> VerifyAsync(TenantId tenant)
    {
        await using var scope = portal.Scope(tenant, TestPortal.Staff(StaffRole.Administrator));
        return (await scope.Get<VerifyAuditChain>().ExecuteAsync(Cancellation)).Value;
    }

    async Task<AuditHealth.Lag> HealthAsync(TenantId tenant)
    {
        await using var scope = portal.Scope(tenant, TestPortal.Staff(StaffRole.Administrator));
        return (await scope.Get<AuditHealth>().ExecuteAsync(Cancellation)).Value;
    }

    Task<object> TamperAsync(string sql) => portal.AsSuperuserAsync<object>(
        $"with setting as (select set_config('session_replication_role', 'replica', false)) select * from setting; {sql}");

    Task<long> SealsAsync(TenantId tenant) => portal.AsSuperuserAsync<long>($"select count(*) from audit_seals where tenant_id = '{tenant}'");

    [Fact]
    public async Task What_is_written_is_sealed_later_and_the_chain_holds()
    {
        var tenant = await WriteAsync(5);
        portal.Clock.Advance(TimeSpan.FromSeconds(30));
        (await HealthAsync(tenant)).ShouldBe(new AuditHealth.Lag(5, Duration.FromSeconds(30), null, 0));
        (await Sealer.SealAsync(tenant, Cancellation)).ShouldBe(5);
        (await HealthAsync(tenant)).ShouldBe(new AuditHealth.Lag(0, Duration.Zero, portal.Now, 5));
        await WriteAsync(3, tenant);
        await Sealer.SealAsync(tenant, Cancellation);
        var report = await VerifyAsync(tenant);
        (report.Holds, report.Seals).ShouldBe((true, 8));
    }

    [Theory]
    [InlineData("update audit_entries set outcome = 'Forbidden'", AuditBreak.Changed)]
    [InlineData("update audit_entries set detail = null", AuditBreak.Changed)]
    [InlineData("update audit_entries set at = at + interval '1 microsecond'", AuditBreak.Changed)]
    [InlineData("delete from audit_entries", AuditBreak.EntryMissing)]
    public async Task An_entry_changed_behind_the_applications_back_is_found(string tampering, AuditBreak expected)
    {
        var tenant = await WriteAsync(5);
        await Sealer.SealAsync(tenant, Cancellation);
        await TamperAsync($"{tampering} where id = (select entry_id from audit_seals where tenant_id = '{tenant}' and number = 3)");
        var report = await VerifyAsync(tenant);
        (report.Break, report.BrokenAt, report.Seals).ShouldBe((expected, 3L, 2L));
    }

    [Fact]
    public async Task A_seal_changed_or_taken_out_is_found()
    {
        var (changed, taken) = (await WriteAsync(4), await WriteAsync(4));
        await Sealer.SealAsync(changed, Cancellation);
        await Sealer.SealAsync(taken, Cancellation);
        await TamperAsync($"update audit_seals set hash = sha256('x') where tenant_id = '{changed}' and number = 2");
        await TamperAsync($"delete from audit_seals where tenant_id = '{taken}' and number = 2");
        (await VerifyAsync(changed)).BrokenAt.ShouldBe(2);
        (await VerifyAsync(taken)).Break.ShouldBe(AuditBreak.SealMissing);
    }

    [Fact]
    public async Task Seals_cut_off_the_end_are_found_after_a_while()
    {
        var tenant = await WriteAsync(4);
        await Sealer.SealAsync(tenant, Cancellation);
        await TamperAsync($"delete from audit_seals where tenant_id = '{tenant}' and number = 4");
        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        (await VerifyAsync(tenant)).Break.ShouldBe(AuditBreak.NotSealed);
    }

    [Fact]
    public async Task Many_sealers_at_once_make_one_chain()
    {
        var tenant = await WriteAsync(40);
        var sealers = Enumerable.Range(0, 8).Select(_ => ActivatorUtilities.CreateInstance<AuditSealer>(portal.Services)).ToList();
        var writing = WriteAsync(40, tenant);
        do
            await Task.WhenAll(sealers.Select(s => s.SealAsync(tenant, Cancellation)));
        while (!writing.IsCompleted);
        await writing;
        await Sealer.SealAsync(tenant, Cancellation);
        (await SealsAsync(tenant)).ShouldBe(80);
        (await VerifyAsync(tenant)).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task An_entry_that_was_committed_late_is_sealed_too()
    {
        var tenant = TenantId.New();
        await Insert(tenant, minutesAgo: 0);
        await Sealer.SealAsync(tenant, Cancellation);
        await Insert(tenant, minutesAgo: 50);
        (await Sealer.SealAsync(tenant, Cancellation)).ShouldBe(1);
        await Insert(tenant, minutesAgo: 300); // beyond the usual look: the next process finds it
        (await Sealer.SealAsync(tenant, Cancellation)).ShouldBe(0);
        (await ActivatorUtilities.CreateInstance<AuditSealer>(portal.Services).SealAsync(tenant, Cancellation)).ShouldBe(1);
        (await VerifyAsync(tenant)).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task A_pass_works_for_who_has_something_new_and_now_and_then_for_all()
    {
        var (busy, idle) = ((await TestClinic.CreateAsync(portal)).Id, (await TestClinic.CreateAsync(portal)).Id);
        var everybody = (int)await portal.AsSuperuserAsync<long>("select count(*) from tenants");
        var sealer = ActivatorUtilities.CreateInstance<AuditSealer>(portal.Services);
        await WriteAsync(1, busy);
        await Insert(idle, minutesAgo: 0);
        (await sealer.PassAsync(Cancellation)).ShouldBe(everybody, "a new process looks at all");
        (await SealsAsync(busy), await SealsAsync(idle)).ShouldBe((1, 1));

        (await sealer.PassAsync(Cancellation)).ShouldBe(0);
        await WriteAsync(2, busy);
        (await sealer.PassAsync(Cancellation)).ShouldBe(1);
        (await SealsAsync(busy), await SealsAsync(idle)).ShouldBe((3, 1));

        await Insert(idle, minutesAgo: 5); // committed late: older than the last seal
        (await sealer.PassAsync(Cancellation)).ShouldBe(0);
        portal.Clock.Advance(TimeSpan.FromMinutes(3));
        (await sealer.PassAsync(Cancellation)).ShouldBe(everybody);
        (await SealsAsync(idle)).ShouldBe(2);
        (await VerifyAsync(idle)).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task The_hint_is_asked_as_each_tenant_and_leaves_none_on_the_connection()
    {
        var (first, second, silent) = (await WriteAsync(1), await WriteAsync(1), TenantId.New());
        await using var connection = await portal.App.OpenConnectionAsync(Cancellation);
        await using (var hint = new NpgsqlCommand("select array_agg(t) from tenants_with_unsealed_entries($1) t", connection))
        {
            hint.Parameters.Add(new() { Value = new[] { first.Value, silent.Value, second.Value } });
            (await hint.ExecuteScalarAsync(Cancellation)).ShouldBeOfType<Guid[]>().ShouldBe([first.Value, second.Value]);
        }

        await using var after = new NpgsqlCommand("select count(*) from audit_entries", connection);
        (await Should.ThrowAsync<PostgresException>(() => after.ExecuteScalarAsync(Cancellation))).SqlState.ShouldBeOneOf("42704", "22P02");
    }

    Task<object> Insert(TenantId tenant, int minutesAgo) => portal.AsSuperuserAsync<object>(
        "insert into audit_entries (tenant_id, id, at, actor_kind, action, outcome) "
        + $"values ('{tenant}', '{Guid.CreateVersion7(portal.Clock.GetUtcNow().AddMinutes(-minutesAgo))}', now(), 'System', 'test', 'done') returning id");

    [Fact]
    public async Task The_application_can_change_neither_entries_nor_seals()
    {
        var tenant = await WriteAsync(1);
        await Sealer.SealAsync(tenant, Cancellation);
        foreach (var sql in new[] { "delete from audit_seals", "update audit_seals set number = 2", "delete from audit_entries", "update audit_entries set outcome = 'x'" })
        {
            await using var command = portal.App.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation))).SqlState
                .ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    [Fact]
    public async Task Only_administrator_and_operator_ask()
    {
        await using var scope = portal.Scope(TenantId.New(), TestPortal.Staff(StaffRole.Receptionist));
        (await scope.Get<VerifyAuditChain>().ExecuteAsync(Cancellation)).Error.ShouldBe(AuditError.Forbidden);
        (await scope.Get<AuditHealth>().ExecuteAsync(Cancellation)).Error.ShouldBe(AuditError.Forbidden);
    }

    [Fact]
    public void The_hash_is_what_the_documentation_says()
    {
        var (tenant, id) = (Guid.Parse("01890000-0000-7000-8000-000000000001"), Guid.Parse("01890000-0000-7000-8000-000000000002"));
        var link = new AuditLink(tenant, id, TestPortal.At("2026-11-22T07:00:00.123456Z"), "System", null, "a.b", "done", "thing", id, """{"n": 1}""");
        var canonical =
            """{"tenant":"01890000-0000-7000-8000-000000000001","id":"01890000-0000-7000-8000-000000000002","at":"2026-11-22T07:00:00.123456Z","actorKind":"System","actor":null,"action":"a.b","outcome":"done","subjectKind":"thing","subject":"01890000-0000-7000-8000-000000000002","detail":"{\u0022n\u0022: 1}"}""";
        AuditChain.Next(AuditChain.Beginning, link).ShouldBe(SHA256.HashData([.. new byte[32], .. Encoding.UTF8.GetBytes(canonical)]));
    }
}
