using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Domain.Platform.Provisioning;
using Portal.Tests.Support;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Portal.Tests.Support;

/// <summary>
/// The real PostgreSQL of a test run (<c>scripts/test</c> brings it and names it in <c>PORTAL_TEST_ADMIN</c>). One template is provisioned
/// as in production; each test class works on a clone of its own.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    const string Password = "for-tests-alone";
    readonly string template = $"portal_template_{Guid.NewGuid():N}";
    readonly SemaphoreSlim cloning = new(1);
    readonly List<string> databases = [];

    public static string Admin { get; } = Environment.GetEnvironmentVariable("PORTAL_TEST_ADMIN")
        ?? throw new InvalidOperationException("PORTAL_TEST_ADMIN names no PostgreSQL server. Run the tests by scripts/test.");

    public async ValueTask InitializeAsync()
    {
        var options = new ProvisioningOptions(ConnectionTo(template), Password, Password);
        await new Provisioner(NullLogger<Provisioner>.Instance).RunAsync(options, default);
        NpgsqlConnection.ClearAllPools();
    }

    public async Task<string> CloneAsync()
    {
        var name = $"portal_test_{Guid.NewGuid():N}";
        await cloning.WaitAsync(); // a template can be copied by one at a time
        try
        {
            await ExecuteAsync($"create database {name} template {template}");
            await ExecuteAsync($"alter role portal_app in database {name} set search_path = portal, public; alter role portal_relay in database {name} set search_path = portal, public");
            databases.Add(name);
        }
        finally
        {
            cloning.Release();
        }

        return name;
    }

    public static string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(Admin) { Database = database, Pooling = false }.ConnectionString;

    /// <summary>As the application logs in: no superuser, bound by row security.</summary>
    public static string AppConnectionTo(string database) => LoginTo(database, "portal_app");

    public static string RelayConnectionTo(string database) => LoginTo(database, "portal_relay");

    static string LoginTo(string database, string role) =>
        new NpgsqlConnectionStringBuilder(Admin) { Database = database, Username = role, Password = Password, MaxPoolSize = 40 }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        foreach (var database in databases.Append(template))
            await ExecuteAsync($"drop database if exists {database} with (force)");
    }

    static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        foreach (var statement in sql.Split(';'))
            await using (var command = new NpgsqlCommand(statement, connection))
                await command.ExecuteNonQueryAsync();
    }
}
