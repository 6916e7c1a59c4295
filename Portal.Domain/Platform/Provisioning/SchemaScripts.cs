using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Portal.Domain.Platform.Provisioning;

/// <summary>
/// What migrations do not carry: functions, triggers, policies, grants. Each script can be run again at will; all of them are run, in one
/// transaction, whenever one of them or the list of tables has changed.
/// </summary>
static class SchemaScripts
{
    /// <returns>Whether there was anything to do.</returns>
    public static async Task<bool> ApplyAsync(NpgsqlConnection owner, CancellationToken cancellation)
    {
        await owner.ExecuteAsync("create table if not exists portal.schema_scripts (hash text not null)", cancellation);
        var scripts = Scripts();
        var hash = await HashAsync(owner, scripts, cancellation);
        if (await owner.ExistsAsync($"select 1 from portal.schema_scripts where hash = '{hash}'", cancellation))
            return false;

        await using var transaction = await owner.BeginTransactionAsync(cancellation);
        await owner.ExecuteAsync("set local search_path = portal, public", cancellation);
        foreach (var (_, sql) in scripts)
            await owner.ExecuteAsync(sql, cancellation);
        await owner.ExecuteAsync($"delete from portal.schema_scripts; insert into portal.schema_scripts values ('{hash}')", cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    // row security comes last: it covers what the modules' scripts made
    static List<(string Name, string Sql)> Scripts()
    {
        var assembly = typeof(SchemaScripts).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .OrderBy(name => name.Contains(".RowSecurity.", StringComparison.Ordinal)).ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => (name, new StreamReader(assembly.GetManifestResourceStream(name)!).ReadToEnd())).ToList();
    }

    static async Task<string> HashAsync(NpgsqlConnection owner, List<(string Name, string Sql)> scripts, CancellationToken cancellation)
    {
        await using var tables = new NpgsqlCommand(
            "select coalesce(string_agg(relname, ',' order by relname), '') from pg_class where relnamespace = 'portal'::regnamespace and relkind in ('r', 'p')", owner);
        var all = new StringBuilder((string)(await tables.ExecuteScalarAsync(cancellation))!);
        foreach (var (name, sql) in scripts)
            all.Append(name).Append(sql);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }
}
