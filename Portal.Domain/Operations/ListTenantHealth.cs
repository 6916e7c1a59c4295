using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Outbox;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy.Model;

namespace Portal.Domain.Operations;

/// <summary>
/// Every tenant with what the company that runs the Portal must know: is it in use, does anything lag or fail. Figures alone, nothing of a
/// patient. Row security is left as it is: each tenant's figures are read in a scope of its own.
/// </summary>
public sealed class ListTenantHealth(IDbContextFactory<PortalDbContext> contexts, TenantScopes scopes, Caller caller, AuditTrail audit, TimeProvider clock)
{
    const int AtOnce = 4;

    /// <param name="Waiting">Events not yet handed on; <paramref name="OldestWaiting"/> says since when, zero where none wait.</param>
    /// <param name="Failing">Of those, the ones that have failed at least once, by the kind of event and of failure.</param>
    /// <param name="Unsealed">Audit rows that no seal holds yet.</param>
    public sealed record Health(
        Tenant Tenant, int Staff, Instant? LastBookedAt, int Waiting, Duration OldestWaiting, IReadOnlyList<Failure> Failing, long Unsealed, Duration OldestUnsealed);

    /// <param name="Kind">Of the event, such as <c>appointment.booked</c>.</param>
    /// <param name="Error">The kind of the last failure, never its words.</param>
    public sealed record Failure(string Kind, string Error, int Events, int MostAttempts);

    /// <returns>By name in English; those with something failing first.</returns>
    public async Task<Result<IReadOnlyList<Health>, OperationsError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Operator))
            return await audit.RefuseAsync("tenants.list", OperationsError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var tenants = await db.Set<Tenant>().Where(t => t.Kind != TenantKind.Operator).ToListAsync(cancellation);
        var found = new ConcurrentBag<Health>();
        await Parallel.ForEachAsync(tenants, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (tenant, token) =>
            found.Add(await ReadAsync(tenant, token)));
        return found.OrderByDescending(health => health.Failing.Count > 0).ThenBy(health => health.Tenant.NameEn, StringComparer.OrdinalIgnoreCase).ToList();
    }

    async Task<Health> ReadAsync(Tenant tenant, CancellationToken cancellation)
    {
        await using var scope = scopes.Open(tenant.Id);
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
        var staff = await db.Set<Membership>().CountAsync(m => m.Active, cancellation);
        var booked = await db.Set<Appointment>().MaxAsync(a => (Instant?)a.CreatedAt, cancellation);
        var waiting = db.Set<OutboxEvent>().Where(e => e.ProcessedAt == null);
        var pending = await waiting.CountAsync(cancellation);
        var oldest = await waiting.MinAsync(e => (Instant?)e.CreatedAt, cancellation);
        var failing = await waiting.Where(e => e.Attempts > 0).GroupBy(e => new { e.Kind, e.LastError })
            .Select(g => new Failure(g.Key.Kind, g.Key.LastError ?? "", g.Count(), g.Max(e => e.Attempts))).ToListAsync(cancellation);
        var lag = (await scope.ServiceProvider.GetRequiredService<AuditHealth>().ExecuteAsync(cancellation)).Value;
        return new(tenant, staff, booked, pending, oldest is { } since ? clock.GetUtcNow().ToInstant() - since : Duration.Zero, failing, lag.Unsealed, lag.OldestAge);
    }
}
