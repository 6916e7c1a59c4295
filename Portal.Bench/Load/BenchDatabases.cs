using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Domain.Platform.Provisioning;

namespace Portal.Bench.Load;

/// <summary>
/// Two databases on one server: the bare tables of Baseline/*.sql, and the product's own schema provisioned as in production, each with the
/// same million appointments over 200 tenants of ten practitioners; and the product's once more without them.
/// </summary>
static class BenchDatabases
{
    public const string Product = "portal_bench";

    /// <summary>The same clinics, and nobody has booked yet.</summary>
    public const string Empty = "portal_bench_empty";

    public const string Baseline = "portal_bench_base";
    public const string Password = "for-the-bench-alone";

    /// <summary>A login like <c>portal_app</c> that row security does not bind: to price it.</summary>
    public const string BypassRole = "portal_bench_bypass";

    public static string Admin(string database) => new NpgsqlConnectionStringBuilder(BenchOptions.Admin) { Database = database, CommandTimeout = 0 }.ConnectionString;

    public static string App(string role = "portal_app", string database = Product) => new NpgsqlConnectionStringBuilder(BenchOptions.Admin)
    {
        Database = database, Username = role, Password = Password, MaxPoolSize = 128, MinPoolSize = 8,
    }.ConnectionString;

    /// <summary>Both sides as they were filled, whatever earlier runs booked, and in memory as on a server that has run for a while.</summary>
    public static async Task PrepareAsync()
    {
        var (clinics, rows) = (await ReadAsync("product_data.sql"), await ReadAsync("product_rows.sql"));
        foreach (var (database, fill) in new[] { (Product, clinics + rows), (Empty, clinics) })
        {
            await RestoreAsync(database, fill + SchemaVersion(), async () =>
            {
                await ProvisionAsync(database);
                await ExecuteAsync(database, fill);
            });
            await ProvisionAsync(database); // the functions as they are now
        }

        await RestoreAsync(Baseline, "1", async () =>
        {
            await ExecuteAsync("postgres", $"create database {Baseline}");
            foreach (var script in new[] { "01_schema.sql", "02_data.sql", "03_constraints.sql" })
                await Pgbench.PsqlAsync(Baseline, Path.Combine(AppContext.BaseDirectory, "Baseline", script));
        });
        await ExecuteAsync(Product,
            $"""
            do $$ begin if not exists (select from pg_roles where rolname = '{BypassRole}') then create role {BypassRole} login bypassrls in role portal_app; end if; end $$;
            alter role {BypassRole} password '{Password}';
            alter role {BypassRole} set search_path = portal, public
            """);
        foreach (var database in new[] { Product, Baseline })
            await ExecuteAsync(database,
                """
                create extension if not exists pg_prewarm;
                select sum(pg_prewarm(c.oid)) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('portal', 'clinic') and c.relkind in ('r', 'i')
                """);
    }

    // filled once and kept beside as a template, made anew when what fills it changed
    static async Task RestoreAsync(string database, string filledBy, Func<Task> fill)
    {
        var full = $"{database}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(filledBy)))[..8]}";
        await ExecuteAsync("postgres", $"drop database if exists {database} with (force)");
        if (await ScalarAsync<long>("postgres", $"select count(*) from pg_database where datname = '{full}'") == 0)
        {
            Console.WriteLine($"filling {database} (once; a minute or two) ...");
            await fill();
            await ExecuteAsync(database, "vacuum analyze");
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync("postgres", $"alter database {database} rename to {full}");
        }

        await ExecuteAsync("postgres", $"create database {database} template {full} strategy file_copy");
    }

    static Task<ProvisioningOutcome> ProvisionAsync(string database) => new Provisioner(NullLogger<Provisioner>.Instance).RunAsync(new(Admin(database), Password, Password), default);

    static string SchemaVersion() => typeof(Provisioner).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<MigrationAttribute>()).Max(migration => migration.Id)!;

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
