using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Auditing.Chain;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Auditing;

public enum AuditBreak
{
    /// <summary>A seal is gone: the numbers have a gap.</summary>
    SealMissing,

    /// <summary>A sealed entry is gone.</summary>
    EntryMissing,

    /// <summary>An entry or a seal is not what it was when it was sealed.</summary>
    Changed,

    /// <summary>An entry has no seal long after it was written: seals were cut off the end, or nothing seals.</summary>
    NotSealed,
}

/// <summary>
/// Computes the whole chain again and finds the first place where it does not hold. The last hash is handed out: noted elsewhere, it also
/// shows if somebody cuts entries and seals off the end together.
/// </summary>
public sealed class VerifyAuditChain(NpgsqlDataSource database, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    /// <summary>An entry older than this should have its seal.</summary>
    static readonly Duration Patience = Duration.FromMinutes(10);

    /// <param name="Seals">How many held.</param>
    /// <param name="LastHash">Of the last that held, in hexadecimal.</param>
    /// <param name="BrokenAt">The number of the first that did not hold; null where all did.</param>
    public sealed record Report(long Seals, string LastHash, AuditBreak? Break, long? BrokenAt, Guid? Entry)
    {
        public bool Holds => Break is null;
    }

    /// <summary>How far a verification is.</summary>
    public readonly record struct Step(long Seals, long Of);

    /// <summary>After so many seals a verification says how far it is.</summary>
    const int StepSize = 2_000;

    public async Task<Result<Report, AuditError>> ExecuteAsync(CancellationToken cancellation, IProgress<Step>? progress = null)
    {
        if (!caller.IsAny(StaffRole.Administrator | StaffRole.Operator))
            return await audit.RefuseAsync("audit.verify", AuditError.Forbidden, cancellation: cancellation);
        var report = await VerifyAsync(progress, cancellation);
        await audit.RecordAsync("audit.verify", report.Break?.ToString() ?? "done", detail: new { report.Seals, report.LastHash }, cancellation: cancellation);
        return report;
    }

    async Task<Report> VerifyAsync(IProgress<Step>? progress, CancellationToken cancellation)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new("select coalesce(max(number), 0) from audit_seals"));
        batch.BatchCommands.Add(new(
            $"""
            select s.number, s.hash, s.entry_id, {AuditLink.Columns}
            from audit_seals s left join audit_entries e on e.tenant_id = s.tenant_id and e.id = s.entry_id
            order by s.number
            """));
        batch.BatchCommands.Add(new(
            """
            select e.id from audit_entries e
            where e.at < $1 and not exists (select from audit_seals s where s.tenant_id = e.tenant_id and s.entry_id = e.id)
            order by e.id limit 1
            """)
        {
            Parameters = { new() { Value = clock.GetUtcNow().ToInstant() - Patience } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var all = (await reader.NextRowsAsync(r => r.GetInt64(0), cancellation))[0];
        await reader.NextResultAsync(cancellation);

        var (number, hash) = (0L, AuditChain.Beginning);
        while (await reader.ReadAsync(cancellation))
        {
            var entry = reader.GetGuid(2);
            AuditBreak? broken = null;
            var next = hash;
            if (reader.GetInt64(0) != number + 1)
                broken = AuditBreak.SealMissing;
            else if (reader.IsDBNull(4))
                broken = AuditBreak.EntryMissing;
            else if (!(next = AuditChain.Next(hash, AuditLink.Read(reader, 3))).AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(1)))
                broken = AuditBreak.Changed;
            if (broken is not null)
                return new(number, Convert.ToHexStringLower(hash), broken, number + 1, entry);
            (number, hash) = (number + 1, next);
            if (number % StepSize == 0)
                progress?.Report(new(number, all));
        }

        await reader.NextResultAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(number, Convert.ToHexStringLower(hash), AuditBreak.NotSealed, number + 1, reader.GetGuid(0))
            : new(number, Convert.ToHexStringLower(hash), null, null, null);
    }
}
