using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;

namespace Portal.Tests.Architecture;

/// <summary>For every tenant-owned entity of the model: one tenant can neither read, insert, change nor delete another's rows, on any way we know.</summary>
public sealed class TenantIsolationTests(TestPortal portal) : IClassFixture<TestPortal>
{
    const string InsufficientPrivilege = "42501";
    static readonly string[] NoTenantStates = ["42704", "22P02"]; // never set; set and gone with its transaction

    public static TheoryData<string> Entities()
    {
        using var db = ModelOnly();
        return [.. TenantOwnedOf(db).Select(entity => entity.Name)];
    }

    [Theory, MemberData(nameof(Entities))]
    public async Task Another_tenants_rows_are_out_of_reach(string entityName)
    {
        using var model = ModelOnly();
        var entity = model.Model.FindEntityType(entityName)!;
        var (mine, theirs) = (TenantId.New(), TenantId.New());
        foreach (var tenant in (TenantId[])[mine, theirs])
            await AsSuperuserAsync($"set session_replication_role = replica; {SampleRows.Insert(entity, tenant)}");
        var before = await FingerprintAsync(entity, theirs);

        await using (var scope = portal.Scope(mine))
            await (Task)GetType().GetMethod(nameof(TryByEntityFrameworkAsync), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(entity.ClrType).Invoke(null, [scope, mine, theirs])!;
        await TryBySqlAsync(entity, mine, theirs);
        await TryWithoutTenantAsync(entity);
        await TryReusedConnectionAsync(entity, mine, theirs);

        (await FingerprintAsync(entity, theirs)).ShouldBe(before);
    }

    // the filter names the other tenant; then it is forgotten
    static async Task TryByEntityFrameworkAsync<T>(TestScope scope, TenantId mine, TenantId theirs) where T : TenantOwned
    {
        await using var db = scope.Db();
        (await db.Set<T>().CountAsync(row => row.TenantId == theirs)).ShouldBe(0);
        (await db.Set<T>().Select(row => row.TenantId).Distinct().ToListAsync()).ShouldBe([mine]);
        await RefusedOrNothingAsync(() => db.Set<T>().Where(row => row.TenantId == theirs).ExecuteDeleteAsync());
        await RefusedOrNothingAsync(() => db.Set<T>().Where(row => row.TenantId == theirs).ExecuteUpdateAsync(set => set.SetProperty(row => row.TenantId, mine)));
        var given = await Should.ThrowAsync<PostgresException>(() => db.Set<T>().ExecuteUpdateAsync(set => set.SetProperty(row => row.TenantId, theirs)));
        given.SqlState.ShouldBe(InsufficientPrivilege, given.MessageText);
        await TryToAddAsync<T>(db, theirs);
    }

    // what is mine, put down as theirs
    static async Task TryToAddAsync<T>(PortalDbContext db, TenantId theirs) where T : TenantOwned
    {
        var entry = db.Entry(await db.Set<T>().SingleAsync());
        entry.Property(row => row.TenantId).CurrentValue = theirs;
        foreach (var number in entry.Properties.Where(p => p.Metadata is { ValueGenerated: ValueGenerated.OnAdd, ClrType: var type } && type == typeof(long)))
            number.CurrentValue = 0L; // the database counts
        entry.State = EntityState.Added;
        var added = (await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync())).InnerException.ShouldBeOfType<PostgresException>();
        added.SqlState.ShouldBe(InsufficientPrivilege, added.MessageText);
    }

    async Task TryBySqlAsync(IEntityType entity, TenantId mine, TenantId theirs)
    {
        var table = SampleRows.Table(entity);
        (await RunAsync(portal.App, mine, $"select count(*) from {table} where tenant_id = '{theirs}'")).ShouldBe(0L);
        await RefusedOrNothingAsync(async () => (int)(long)(await RunAsync(portal.App, mine, $"with x as (update {table} set tenant_id = tenant_id where tenant_id = '{theirs}' returning 1) select count(*) from x"))!);
        await RefusedOrNothingAsync(async () => (int)(long)(await RunAsync(portal.App, mine, $"with x as (delete from {table} where tenant_id = '{theirs}' returning 1) select count(*) from x"))!);
        var insert = await Should.ThrowAsync<PostgresException>(() => RunAsync(portal.App, mine, SampleRows.Insert(entity, theirs)));
        insert.SqlState.ShouldBe(InsufficientPrivilege, insert.MessageText);
        var move = await Should.ThrowAsync<PostgresException>(() => RunAsync(portal.App, mine, $"update {table} set tenant_id = '{theirs}'"));
        move.SqlState.ShouldBe(InsufficientPrivilege, move.MessageText);
    }

    // a job that was given no tenant, by both ways to the database
    async Task TryWithoutTenantAsync(IEntityType entity)
    {
        var bare = await Should.ThrowAsync<PostgresException>(async () =>
        {
            await using var command = portal.App.CreateCommand($"select count(*) from {SampleRows.Table(entity)}");
            await command.ExecuteScalarAsync();
        });
        NoTenantStates.ShouldContain(bare.SqlState);
        await using var scope = portal.Services.CreateAsyncScope();
        Should.Throw<NoTenantException>(() => scope.ServiceProvider.GetRequiredService<TenantContext>().Id);
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        NoTenantStates.ShouldContain((await Should.ThrowAsync<PostgresException>(
            (Task)GetType().GetMethod(nameof(CountAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(entity.ClrType).Invoke(null, [db])!)).SqlState);
    }

    static Task<int> CountAsync<T>(PortalDbContext db) where T : TenantOwned => db.Set<T>().CountAsync();

    // the next borrower of a connection finds nothing of the last one's tenant on it
    async Task TryReusedConnectionAsync(IEntityType entity, TenantId mine, TenantId theirs)
    {
        await using var one = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(PostgresServer.AppConnectionTo(portal.Database)) { MaxPoolSize = 1, NoResetOnClose = true });
        (await RunAsync(one, mine, $"select count(*) from {SampleRows.Table(entity)}")).ShouldBe(1L);
        await using (var next = one.CreateCommand($"select count(*) from {SampleRows.Table(entity)}"))
            NoTenantStates.ShouldContain((await Should.ThrowAsync<PostgresException>(() => next.ExecuteScalarAsync())).SqlState);
        (await RunAsync(one, theirs, $"select count(*) from {SampleRows.Table(entity)} where tenant_id = '{mine}'")).ShouldBe(0L);
    }

    static async Task<object?> RunAsync(NpgsqlDataSource database, TenantId tenant, string sql)
    {
        var context = new TenantContext();
        context.Set(tenant);
        await using var batch = database.CreateTenantBatch(context);
        batch.BatchCommands.Add(new(sql));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        return await reader.ReadAsync() ? reader.GetValue(0) : null;
    }

    // history is not even granted; everything else finds no row
    static async Task RefusedOrNothingAsync(Func<Task<int>> attempt)
    {
        try
        {
            (await attempt()).ShouldBe(0);
        }
        catch (PostgresException e)
        {
            e.SqlState.ShouldBe(InsufficientPrivilege, e.MessageText);
        }
    }

    Task<string> FingerprintAsync(IEntityType entity, TenantId tenant) => portal.AsSuperuserAsync<string>(
        $"select md5(string_agg(t::text, '|' order by t::text)) from {SampleRows.Table(entity)} t where tenant_id = '{tenant}'");

    async Task AsSuperuserAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.ConnectionTo(portal.Database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    static IEnumerable<IEntityType> TenantOwnedOf(PortalDbContext db) => db.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(TenantOwned)));

    internal static PortalDbContext ModelOnly()
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        DataRegistration.Configure(options, DataRegistration.CreateDataSource("Host=localhost"));
        return new PortalDbContext(options.Options, new TenantContext());
    }
}
