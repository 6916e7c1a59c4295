using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Auditing.Chain;

/// <summary>
/// Chains what the audit trail wrote into insert-only seals, a few seconds after the fact. It works for the tenants that have something new,
/// which one question tells, and every few minutes for all of them. One sealer at a time works for a tenant (an advisory lock); if ever two
/// did, the seals' own key would refuse the fork.
/// </summary>
sealed class AuditSealer(NpgsqlDataSource database, ITenantList tenants, LiveUpdates live, TimeProvider clock, ILogger<AuditSealer> log)
    : Drain(live, wakingTopic: null, log)
{
    const int BatchSize = 500;

    /// <summary>How far behind the last sealed entry a transaction may commit an older one and be found by a usual look.</summary>
    static readonly TimeSpan LookBack = TimeSpan.FromHours(1);

    /// <summary>How often every tenant is looked at: what was committed late, and is older than the last seal, gives no hint of itself.</summary>
    static readonly Duration LookAtAllEvery = Duration.FromMinutes(3);

    Instant? lookedAtAll;

    // a process looks at everything once, and afterwards only near the end
    readonly ConcurrentDictionary<TenantId, bool> lookedThrough = new();

    protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    protected override async Task<bool> DrainAsync(CancellationToken cancellation)
    {
        await PassAsync(cancellation);
        return false;
    }

    /// <returns>How many tenants it worked for.</returns>
    internal async Task<int> PassAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        var all = await tenants.ListAsync(cancellation);
        var isTimeForAll = lookedAtAll is not { } last || now - last >= LookAtAllEvery;
        var wanting = isTimeForAll ? all : await WithSomethingNewAsync(all, cancellation);
        foreach (var tenant in wanting)
            while (await SealAsync(tenant, cancellation) == BatchSize)
            {
                // there is more
            }

        if (isTimeForAll)
            lookedAtAll = now;
        return wanting.Count;
    }

    async Task<IReadOnlyList<TenantId>> WithSomethingNewAsync(IReadOnlyList<TenantId> all, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select tenants_with_unsealed_entries($1)");
        command.Parameters.Add(new() { Value = all.Select(tenant => tenant.Value).ToArray() });
        var found = new List<TenantId>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            found.Add(TenantId.From(reader.GetGuid(0)));
        return found;
    }

    /// <returns>How many entries were sealed.</returns>
    internal async Task<int> SealAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await LockAsync(connection, tenant, cancellation))
            return 0;
        var (number, hash, lastEntry) = await EndAsync(connection, cancellation);
        var links = await UnsealedAsync(connection, lookedThrough.ContainsKey(tenant) ? From(lastEntry) : Guid.Empty, cancellation);
        if (links.Count > 0)
            await InsertAsync(connection, tenant, number, hash, links, cancellation);
        await transaction.CommitAsync(cancellation);
        if (links.Count < BatchSize)
            lookedThrough[tenant] = true;
        return links.Count;
    }

    static async Task<bool> LockAsync(NpgsqlConnection connection, TenantId tenant, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select set_config('app.tenant_id', $1, true) is not null and pg_try_advisory_xact_lock(hashtextextended('audit-seal:' || $1, 0))", connection)
        {
            Parameters = { new() { Value = tenant.ToString() } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    static async Task<(long Number, byte[] Hash, Guid LastEntry)> EndAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select number, hash, entry_id from audit_seals order by tenant_id desc, number desc limit 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetGuid(2)) : (0, AuditChain.Beginning, Guid.Empty);
    }

    static async Task<List<AuditLink>> UnsealedAsync(NpgsqlConnection connection, Guid from, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select {AuditLink.Columns} from audit_entries e
            where e.id >= $1 and not exists (select from audit_seals s where s.tenant_id = e.tenant_id and s.entry_id = e.id)
            order by e.id limit {BatchSize}
            """, connection)
        {
            Parameters = { new() { Value = from } },
        };
        var links = new List<AuditLink>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            links.Add(AuditLink.Read(reader, 0));
        return links;
    }

    async Task InsertAsync(
        NpgsqlConnection connection, TenantId tenant, long number, byte[] hash, List<AuditLink> links, CancellationToken cancellation)
    {
        var hashes = new List<byte[]>(links.Count);
        foreach (var link in links)
            hashes.Add(hash = AuditChain.Next(hash, link));
        await using var command = new NpgsqlCommand(
            """
            insert into audit_seals (tenant_id, number, entry_id, hash, sealed_at)
            select $1, $2 + n, entry, hash, $5 from unnest($3::uuid[], $4::bytea[]) with ordinality as link(entry, hash, n)
            """, connection)
        {
            Parameters =
            {
                new() { Value = tenant.Value }, new() { Value = number }, new() { Value = links.Select(l => l.Id).ToArray() },
                new() { Value = hashes.ToArray() }, new() { Value = clock.GetUtcNow().ToInstant() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The lowest id that an entry written an hour before the last sealed one could have: its first 48 bits are milliseconds.</summary>
    internal static Guid From(Guid last)
    {
        Span<byte> bytes = stackalloc byte[16];
        last.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = 0;
        foreach (var part in bytes[..6])
            milliseconds = (milliseconds << 8) | part;
        milliseconds = Math.Max(0, milliseconds - (long)LookBack.TotalMilliseconds);
        bytes.Clear();
        for (var i = 5; i >= 0; i--, milliseconds >>= 8)
            bytes[i] = (byte)milliseconds;
        return new Guid(bytes, bigEndian: true);
    }
}
