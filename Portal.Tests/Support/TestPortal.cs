using Hangfire.Logging;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;

namespace Portal.Tests.Support;

/// <summary>The domain as production wires it, on a database of its own, with a clock that the test moves. A class fixture.</summary>
public sealed class TestPortal(PostgresServer server) : IAsyncLifetime
{
    ServiceProvider services = null!;

    /// <summary>A Sunday morning in Cairo.</summary>
    public FakeTimeProvider Clock { get; private init; } = new(new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.Zero));

    /// <summary>What a test class adds to the services or replaces in them.</summary>
    public Action<IServiceCollection>? Configure { get; init; }

    public string Database { get; private set; } = "";

    public NpgsqlDataSource App => services.GetRequiredService<NpgsqlDataSource>();

    public IServiceProvider Services => services;

    public Instant Now => Clock.GetUtcNow().ToInstant();

    public async ValueTask InitializeAsync()
    {
        if (Database.Length == 0)
            Database = await server.CloneAsync();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddPortalDomain(PostgresServer.AppConnectionTo(Database), PostgresServer.RelayConnectionTo(Database));
        collection.AddJobs(PostgresServer.AppConnectionTo(Database), ServerRole.Web); // jobs are called and written down; a test runs them itself
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddDataProtection().UseEphemeralDataProtectionProvider();
        Configure?.Invoke(collection);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    /// <summary>A second process on the same database. Dispose it.</summary>
    public async Task<TestPortal> AnotherProcessAsync()
    {
        var other = new TestPortal(server) { Database = Database, Clock = Clock };
        await other.InitializeAsync();
        return other;
    }

    /// <summary>A scope as a request has it: for one tenant, on behalf of the system unless said otherwise.</summary>
    public TestScope Scope(TenantId tenant, Action<Caller>? caller = null) => new(services, tenant, caller);

    public static Action<Caller> Staff(StaffRole roles) => caller => caller.BecomeStaff(UserId.New(), "Test", roles);

    public static Action<Caller> Patient(string phone) => caller => caller.BecomePatient(phone);

    public static Action<Caller> Visitor => caller => caller.BecomeVisitor();

    /// <summary>Past row security and roles: what is really in the tables.</summary>
    public async Task<T> AsSuperuserAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.ConnectionTo(Database) + ";Search Path=portal,public");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Starts the background services (publisher, listener) for tests that need them.</summary>
    public async Task StartHostedServicesAsync()
    {
        foreach (var hosted in services.GetServices<IHostedService>())
            await hosted.StartAsync(default);
    }

    /// <summary>What was cached of a clinic's rules, after a test changed them past the use cases.</summary>
    public void Forget(TenantId tenant) => services.GetRequiredService<Domain.Platform.Live.TenantCache>().Forget(tenant, Domain.Platform.Live.Topics.Rules);

    public static Instant At(string iso) => InstantPattern.ExtendedIso.Parse(iso).Value;

    /// <summary>Hangfire keeps the log of whoever was built last for the whole process, and would write to it when it is gone.</summary>
    internal static void LeaveHangfire() => LogProvider.SetCurrentLogProvider(null);

    public async ValueTask DisposeAsync()
    {
        LeaveHangfire();
        foreach (var hosted in services.GetServices<IHostedService>())
            await hosted.StopAsync(default);
        await services.DisposeAsync();
    }
}

/// <summary>One scope of <see cref="TestPortal"/>.</summary>
public sealed class TestScope : IAsyncDisposable
{
    readonly AsyncServiceScope scope;

    internal TestScope(IServiceProvider services, TenantId tenant, Action<Caller>? caller)
    {
        scope = services.CreateAsyncScope();
        Get<TenantContext>().Set(tenant);
        (caller ?? (c => c.BecomeSystem()))(Get<Caller>());
    }

    public IServiceProvider Services => scope.ServiceProvider;

    public T Get<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public PortalDbContext Db() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
