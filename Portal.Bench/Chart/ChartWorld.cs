using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;
using Portal.Bench.Load;
using Portal.Domain;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Provisioning;

namespace Portal.Bench.Chart;

/// <summary>The product on a database of its own with one more table of notes, whose rows are sources like any other: the product's triggers, its sync, its search.</summary>
sealed class ChartWorld : IAsyncDisposable
{
    public const string Database = "portal_bench_chart";
    readonly ServiceProvider services;

    ChartWorld(ServiceProvider services) => this.services = services;

    public TenantId Tenant { get; } = TenantId.New();

    public NpgsqlDataSource App => services.GetRequiredService<NpgsqlDataSource>();

    public SyncPassages Sync => services.GetRequiredService<SyncPassages>();

    public static async Task<ChartWorld> OpenAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await BenchDatabases.ExecuteAsync("postgres", $"drop database if exists {Database} with (force)");
        await new Provisioner(NullLogger<Provisioner>.Instance).RunAsync(new(BenchDatabases.Admin(Database), BenchDatabases.Password, BenchDatabases.Password), default);
        await BenchDatabases.ExecuteAsync(Database,
            """
            create table portal.bench_notes (tenant_id uuid not null, id uuid not null, patient_id uuid not null, language text not null, text text not null, primary key (tenant_id, id));
            create trigger chart_stale_added after insert on portal.bench_notes referencing new table as changed for each statement execute function portal.chart_rows_changed('Document');
            create trigger chart_stale_changed after update on portal.bench_notes referencing new table as changed for each statement execute function portal.chart_rows_changed('Document');
            create trigger chart_stale_gone after delete on portal.bench_notes referencing old table as changed for each statement execute function portal.chart_rows_changed('Document');
            grant select, insert, update, delete on portal.bench_notes to portal_app;
            """);
        var world = new ChartWorld(Services(Database));
        await world.AddTenantAsync(world.Tenant);
        return world;
    }

    public static ServiceProvider Services(string database)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole());
        collection.AddPassages<NoteRenderer>(); // the first of a kind renders it
        collection.AddPortalDomain(BenchDatabases.App(database: database), BenchDatabases.App("portal_relay", database));
        return collection.BuildServiceProvider();
    }

    public AsyncServiceScope Scope(TenantId? tenant = null) => Scope(services, tenant ?? Tenant);

    public static AsyncServiceScope Scope(ServiceProvider services, TenantId tenant)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().Set(tenant);
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeSystem();
        return scope;
    }

    public Task AddTenantAsync(TenantId tenant) => BenchDatabases.ExecuteAsync(Database, TenantSql(tenant));

    public static string TenantSql(TenantId tenant) =>
        $"""
        insert into portal.tenants (id, slug, kind, status, name_ar, name_en, time_zone, default_language, country, currency, brand_colour, arabic_digits)
        values ('{tenant}', 't{tenant.Value:N}', 'Clinic', 'Active', 'عيادة', 'Clinic', 'Africa/Cairo', 'ar', 'EG', 'EGP', '#0f766e', false)
        """;

    public async Task<PatientId> AddPatientAsync(TenantId? tenant = null)
    {
        var patient = PatientId.New();
        await BenchDatabases.ExecuteAsync(Database,
            $"insert into portal.patients (tenant_id, id, name, phone, language, created_at) values ('{tenant ?? Tenant}', '{patient}', 'Bench', '+201000000000', 'en', now())");
        return patient;
    }

    /// <summary>Writes notes as anybody writes a source, in one transaction.</summary>
    public async Task WriteAsync(PatientId patient, IReadOnlyList<(Guid Id, string Language, string Text)> notes, TenantId? tenant = null)
    {
        await using var connection = await App.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new($"select set_config('app.tenant_id', '{tenant ?? Tenant}', true)"));
        batch.BatchCommands.Add(new(
            """
            insert into bench_notes (tenant_id, id, patient_id, language, text) select $1, id, $2, language, text from unnest($3, $4, $5) as n(id, language, text)
            on conflict (tenant_id, id) do update set text = excluded.text, language = excluded.language
            """)
        {
            Parameters =
            {
                new() { Value = (tenant ?? Tenant).Value }, new() { Value = patient.Value },
                new() { Value = notes.Select(n => n.Id).ToArray() }, new() { Value = notes.Select(n => n.Language).ToArray() }, new() { Value = notes.Select(n => n.Text).ToArray() },
            },
        });
        await batch.ExecuteNonQueryAsync();
    }

    public async Task SyncAllAsync()
    {
        while (await Sync.DrainOnceAsync(default))
        {
            // there is more
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    sealed class NoteRenderer(NpgsqlDataSource database) : PassageRenderer
    {
        public override SourceKind Kind => SourceKind.Document;

        public override async Task<IReadOnlyList<RenderedSource>> RenderAsync(IReadOnlyCollection<Guid> sources, CancellationToken cancellation)
        {
            await using var command = database.CreateCommand("select id, patient_id, text, language from bench_notes where id = any ($1)");
            command.Parameters.Add(new() { Value = sources.ToArray() });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rendered = new List<RenderedSource>();
            while (await reader.ReadAsync(cancellation))
                rendered.Add(new(reader.GetGuid(0), PatientId.From(reader.GetGuid(1)), [new(reader.GetString(2), reader.GetString(3), new LocalDate(2026, 1, 1))]));
            return rendered;
        }

        public override Task<IReadOnlyList<SourceKey>> ListAsync(PatientId? patient, Guid after, int most, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<SourceKey>>([]);
    }
}
