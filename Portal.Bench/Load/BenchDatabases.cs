using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Domain.Platform.Provisioning;

namespace Portal.Bench.Load;

/// <summary>
/// Two databases on one server: the bare tables of Baseline/*.sql, and the product's own schema provisioned as in production, each with the
/// same million appointments over 200 tenants of ten practitioners. Made once and kept.
/// </summary>
static class BenchDatabases
{
    public const string Product = "portal_bench";
    public const string Baseline = "portal_bench_base";
    public const string Password = "for-the-bench-alone";

    /// <summary>A login like <c>portal_app</c> that row security does not bind: to price it.</summary>
    public const string BypassRole = "portal_bench_bypass";

    public static string Admin(string database) => new NpgsqlConnectionStringBuilder(BenchOptions.Admin) { Database = database, CommandTimeout = 0 }.ConnectionString;

    public static string App(string role = "portal_app") => new NpgsqlConnectionStringBuilder(BenchOptions.Admin)
    {
        Database = Product, Username = role, Password = Password, MaxPoolSize = 128, MinPoolSize = 8,
    }.ConnectionString;

    public static async Task PrepareAsync()
    {
        await new Provisioner(NullLogger<Provisioner>.Instance).RunAsync(new(Admin(Product), Password, Password), default);
        await MakeAsync(Product, "portal.appointments", async () => await ExecuteAsync(Product, await ReadAsync("product_data.sql")));
        await MakeAsync(Baseline, "clinic.appointments", async () =>
        {
            await ExecuteAsync("postgres", $"drop database if exists {Baseline}; create database {Baseline}");
            foreach (var script in new[] { "01_schema.sql", "02_data.sql", "03_constraints.sql" })
                await Pgbench.PsqlAsync(Baseline, Path.Combine(AppContext.BaseDirectory, "Baseline", script));
        });
        await ExecuteAsync(Product,
            $"""
            do $$ begin if not exists (select from pg_roles where rolname = '{BypassRole}') then create role {BypassRole} login bypassrls in role portal_app; end if; end $$;
            alter role {BypassRole} password '{Password}';
            alter role {BypassRole} set search_path = portal, public
            """);
    }

    static async Task MakeAsync(string database, string table, Func<Task> make)
    {
        if (await CountAsync(database, table) >= 900_000)
            return;
        Console.WriteLine($"filling {database} (once; a minute or two) ...");
        await make();
        await ExecuteAsync(database, "vacuum analyze");
    }

    static async Task<long> CountAsync(string database, string table)
    {
        try
        {
            return await ScalarAsync<long>(database, $"select count(*) from {table}");
        }
        catch (PostgresException)
        {
            return 0;
        }
    }

    public static async Task<T> ScalarAsync<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Admin(database));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(Admin(database));
        await connection.OpenAsync();
        foreach (var statement in database == "postgres" ? sql.Split(';') : [sql])
            await using (var command = new NpgsqlCommand(statement, connection))
                await command.ExecuteNonQueryAsync();
    }

    static Task<string> ReadAsync(string script) => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Load", script));
}
