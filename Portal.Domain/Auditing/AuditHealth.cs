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
    public sealed record Lag(long Unsealed, Duration OldestAge);

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
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var unsealed = reader.GetInt64(0);
        return new Lag(unsealed, unsealed == 0 ? Duration.Zero : clock.GetUtcNow().ToInstant() - reader.GetFieldValue<Instant>(1));
    }
}
