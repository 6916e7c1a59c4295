using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Outbox;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Operations;

/// <summary>Has a tenant's failing events tried again now instead of when their back-off ends. What failed and why stays with them.</summary>
public sealed class RetryFailedEvents(TenantScopes scopes, TenantCatalogue catalogue, Caller caller, AuditTrail audit)
{
    /// <returns>How many were waiting for their next attempt.</returns>
    public async Task<Result<int, OperationsError>> ExecuteAsync(TenantId tenant, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Operator))
            return await audit.RefuseAsync("outbox.retry", OperationsError.Forbidden, "tenant", tenant.Value, cancellation);
        if (await catalogue.FindAsync(tenant, cancellation) is null)
            return OperationsError.NotFound;
        await using var scope = scopes.Open(tenant);
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var retried = await db.Set<OutboxEvent>().Where(e => e.ProcessedAt == null && e.NextAttemptAt != null)
            .ExecuteUpdateAsync(change => change.SetProperty(e => e.NextAttemptAt, (Instant?)null), cancellation);
        // in the tenant's own trail, by whom: its administrator may ask
        scope.ServiceProvider.GetRequiredService<AuditTrail>().Add(db, "outbox.retry", "tenant", tenant.Value, new { by = caller.UserId?.Value, retried });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return retried;
    }
}
