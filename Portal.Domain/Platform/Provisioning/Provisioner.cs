using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Platform.Provisioning;

/// <param name="Admin">A login that may create roles and databases; its <c>Database</c> is created if it is not there.</param>
/// <param name="AppPassword">Password of <c>portal_app</c>, the login of web and jobs.</param>
/// <param name="RelayPassword">Password of <c>portal_relay</c>, the login of the outbox drain.</param>
public sealed record ProvisioningOptions(string Admin, string AppPassword, string RelayPassword);

/// <summary>
/// Makes a PostgreSQL server ready for the Portal and keeps it so: database, roles, extensions, tables, functions, policies, grants, the
/// job queue's schema. Run before each start; with nothing to do it takes a few round trips.
/// </summary>
public sealed partial class Provisioner(ILogger<Provisioner> log)
{
    /// <exception cref="ProvisioningException">The login may not do it and the schema is not current, with what to do about it.</exception>
    public async Task<ProvisioningOutcome> RunAsync(ProvisioningOptions options, CancellationToken cancellation)
    {
        if (!await ServerRoles.MayCreateRolesAsync(options.Admin, cancellation))
        {
            await RequireCurrentSchemaAsync(options.Admin, cancellation);
            return ProvisioningOutcome.AlreadyCurrent;
        }

        if (await ServerRoles.CreateDatabaseAsync(options.Admin, cancellation))
            Log.DatabaseCreated(log);
        await using var admin = NpgsqlDataSource.Create(options.Admin);
        await using var connection = await admin.OpenConnectionAsync(cancellation);
        // two starts at once: one provisions, the other waits and finds it done
        await connection.ExecuteAsync("select pg_advisory_lock(7102026)", cancellation);
        await ServerRoles.CreateAsync(connection, options, cancellation);

        await connection.ExecuteAsync("set role portal_owner", cancellation);
        await MigrateAsync(connection, cancellation);
        await JobSchemaAsync(connection, cancellation);
        if (await SchemaScripts.ApplyAsync(connection, cancellation))
            Log.ScriptsApplied(log);
        return ProvisioningOutcome.Provisioned;
    }

    async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var db = OwnerContext(connection);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        if (pending.Count == 0)
            return;
        await db.Database.MigrateAsync(cancellation);
        Log.Migrated(log, pending.Count);
    }

    static async Task JobSchemaAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (!await connection.ExistsAsync("select 1 from pg_namespace where nspname = 'hangfire'", cancellation))
            PostgreSqlObjectsInstaller.Install(connection, "hangfire");
        await connection.ExecuteAsync(
            """
            grant usage on schema hangfire to portal_app;
            grant select, insert, update, delete on all tables in schema hangfire to portal_app;
            grant usage, select, update on all sequences in schema hangfire to portal_app;
            """, cancellation);
    }

    static async Task RequireCurrentSchemaAsync(string login, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(login);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var db = OwnerContext(connection);
        if (!await connection.ExistsAsync("select 1 from pg_namespace where nspname = 'portal'", cancellation)
            || (await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
            throw new ProvisioningException(
                "This login may not create roles, and the Portal's schema is missing or older than this version. "
                + "Run `provision` once with a login that may create roles (see the README, Production).");
    }

    static PortalDbContext OwnerContext(NpgsqlConnection connection)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        options.UseNpgsql(connection, npgsql => npgsql.UseNodaTime().UseVector().MigrationsHistoryTable("migrations", PortalDbContext.Schema)).UseSnakeCaseNamingConvention();
        return new PortalDbContext(options.Options, new TenantContext());
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Created the database.")]
        public static partial void DatabaseCreated(ILogger log);

        [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Count} migration(s).")]
        public static partial void Migrated(ILogger log, int count);

        [LoggerMessage(Level = LogLevel.Information, Message = "Laid functions, policies and grants anew.")]
        public static partial void ScriptsApplied(ILogger log);
    }
}

public enum ProvisioningOutcome
{
    Provisioned,

    /// <summary>The login is the application's own and the schema needs nothing.</summary>
    AlreadyCurrent,
}

public sealed class ProvisioningException(string message) : Exception(message);
