using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Auditing;

public enum AuditError
{
    Forbidden,
}

/// <summary>How far the sealer is behind, for this scope's tenant.</summary>
public sealed class AuditHealth(NpgsqlDataSource database, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    /// <param name="OldestAge">Zero where all is sealed.</param>
    /// <param name="LastSealedAt">Null where nothing was sealed yet.</param>
    /// <param name="Sealed">How many entries have their seal.</param>
    public sealed record Lag(long Unsealed, Duration OldestAge, Instant? LastSealedAt, long Sealed);

    public async Task<Result<Lag, AuditError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator | StaffRole.Operator))
            return await audit.RefuseAsync("audit.health", AuditError.Forbidden, cancellation: cancellation);
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new(
            """
            select count(*), min(e.at) from audit_entries e
            where not exists (select from audit_seals s where s.tenant_id = e.tenant_id and s.entry_id = e.id)
            """));
        batch.BatchCommands.Add(new("select number, sealed_at from audit_seals order by tenant_id desc, number desc limit 1"));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var unsealed = reader.GetInt64(0);
        var age = unsealed == 0 ? Duration.Zero : clock.GetUtcNow().ToInstant() - reader.GetFieldValue<Instant>(1);
        var last = (await reader.NextRowsAsync(r => (Number: r.GetInt64(0), At: r.GetFieldValue<Instant>(1)), cancellation)).FirstOrDefault();
        return new Lag(unsealed, age, last.Number == 0 ? null : last.At, last.Number);
    }
}
