using Npgsql;

namespace Portal.Domain.Platform.Provisioning;

/// <summary>
/// The database's roles. <c>portal_owner</c> owns every object and cannot log in; <c>portal_app</c> serves the web and the jobs and owns
/// nothing; <c>portal_relay</c> drains the outbox; <c>portal_backup</c> reads past row security, for backups, and cannot log in until the
/// operator gives it a password.
/// </summary>
static class ServerRoles
{
    public static async Task<bool> MayCreateRolesAsync(string login, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(Maintenance(login));
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await connection.ExistsAsync("select 1 from pg_roles where rolname = current_user and (rolsuper or (rolcreaterole and rolcreatedb))", cancellation);
    }

    /// <returns>Whether it was not there before.</returns>
    public static async Task<bool> CreateDatabaseAsync(string admin, CancellationToken cancellation)
    {
        var name = new NpgsqlConnectionStringBuilder(admin).Database ?? "portal";
        await using var source = NpgsqlDataSource.Create(Maintenance(admin));
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await exists.ExecuteScalarAsync(cancellation) is not null)
            return false;
        try
        {
            await connection.ExecuteAsync($"create database {Quoted(name)} encoding 'UTF8' template template0", cancellation);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            return false; // another start was quicker
        }

        return true;
    }

    public static async Task CreateAsync(NpgsqlConnection admin, ProvisioningOptions options, CancellationToken cancellation)
    {
        await admin.ExecuteAsync(
            """
            do $$ begin
              if not exists (select from pg_roles where rolname = 'portal_owner') then create role portal_owner nologin; end if;
              if not exists (select from pg_roles where rolname = 'portal_app') then create role portal_app login nobypassrls; end if;
              if not exists (select from pg_roles where rolname = 'portal_relay') then create role portal_relay login nobypassrls; end if;
              if not exists (select from pg_roles where rolname = 'portal_backup') then create role portal_backup nologin; end if;
              -- only a superuser may give this; without it the operator gives it once by hand (README, Backups)
              if (select rolsuper from pg_roles where rolname = current_user) then alter role portal_backup bypassrls; end if;
              if not pg_has_role(current_user, 'portal_owner', 'member') then execute format('grant portal_owner to %I', current_user); end if;
              execute format('alter role portal_app in database %I set search_path = portal, public', current_database());
              execute format('alter role portal_relay in database %I set search_path = portal, public', current_database());
              execute format('grant create on database %I to portal_owner', current_database());
            end $$;
            create extension if not exists btree_gist;
            create extension if not exists vector;
            create schema if not exists portal authorization portal_owner;
            """, cancellation);
        await SetPasswordAsync(admin, "portal_app", options.AppPassword, cancellation);
        await SetPasswordAsync(admin, "portal_relay", options.RelayPassword, cancellation);
    }

    // ALTER ROLE takes no parameters: the server itself quotes the literal
    static async Task SetPasswordAsync(NpgsqlConnection admin, string role, string password, CancellationToken cancellation)
    {
        await using var quote = new NpgsqlCommand("select format('alter role %I password %L', $1, $2)", admin)
        {
            Parameters = { new() { Value = role }, new() { Value = password } },
        };
        await admin.ExecuteAsync((string)(await quote.ExecuteScalarAsync(cancellation))!, cancellation);
    }

    static string Maintenance(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false }.ConnectionString;

    static string Quoted(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
