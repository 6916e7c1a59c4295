using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Bench.Load;
using Portal.Demo;
using Portal.Domain;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Provisioning;
using Portal.Domain.Tenancy.Model;

namespace Portal.Bench.FrontDesk.Scenarios;

/// <summary>The demonstration clinic on a database of its own, on a Sunday morning: the real rules, the real roles, a clock that stands still.</summary>
sealed class ScenarioWorld : IAsyncDisposable
{
    const string Database = "portal_bench_desk";
    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 7, 30, 0, TimeSpan.Zero);

    readonly ServiceProvider services;

    ScenarioWorld(ServiceProvider services) => this.services = services;

    public TenantId Clinic { get; private set; }

    public static async Task<ScenarioWorld> OpenAsync(Action<IServiceCollection>? configure = null)
    {
        NpgsqlConnection.ClearAllPools();
        await BenchDatabases.ExecuteAsync("postgres", $"drop database if exists {Database} with (force)");
        await new Provisioner(NullLogger<Provisioner>.Instance).RunAsync(new(BenchDatabases.Admin(Database), BenchDatabases.Password, BenchDatabases.Password), default);
        var collection = new ServiceCollection();
        collection.AddLogging();
        var app = new NpgsqlConnectionStringBuilder(BenchOptions.Admin) { Database = Database, Username = "portal_app", Password = BenchDatabases.Password, MaxPoolSize = 60 };
        collection.AddPortalDomain(app.ConnectionString, null);
        collection.AddSingleton<TimeProvider>(new StandingClock(Morning));
        configure?.Invoke(collection);
        var world = new ScenarioWorld(collection.BuildServiceProvider());
        await world.SeedAsync();
        return world;
    }

    /// <summary>A scope as a visitor's request has it.</summary>
    public AsyncServiceScope Visitor() => Scope(caller => caller.BecomeVisitor());

    public AsyncServiceScope System() => Scope(caller => caller.BecomeSystem());

    public static PortalDbContext Db(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    AsyncServiceScope Scope(Action<Caller> caller)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().Set(Clinic);
        caller(scope.ServiceProvider.GetRequiredService<Caller>());
        return scope;
    }

    async Task SeedAsync()
    {
        // as it looks some days after it was filled: the coming days are half full
        await new DemoSeeder(services.GetRequiredService<TenantScopes>(), new StandingClock(Morning.AddDays(-6))).RunAsync(default);
        await using var scope = services.CreateAsyncScope();
        await using var db = Db(scope);
        Clinic = await db.Set<Tenant>().Where(t => t.Slug == "nour").Select(t => t.Id).SingleAsync();
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    // time passes for timers, not on the calendar: "tomorrow" means the same in every run
    sealed class StandingClock(DateTimeOffset at) : TimeProvider
    {
        readonly long began = TimeProvider.System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => at + TimeProvider.System.GetElapsedTime(began);
    }
}
