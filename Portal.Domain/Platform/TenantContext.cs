using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform;

/// <summary>
/// Which tenant this scope works for. Filled once, by whoever opens the scope: the request's host, a circuit's cookie, a hub call
/// or a job's argument. It is scoped and never ambient: a component woken by another circuit would see that circuit's AsyncLocal.
/// </summary>
public sealed class TenantContext
{
    TenantId? id;

    public bool IsSet => id is not null;

    /// <exception cref="NoTenantException">Nobody has said which tenant this scope works for.</exception>
    public TenantId Id => id ?? throw new NoTenantException();

    /// <exception cref="InvalidOperationException">The scope already works for another tenant.</exception>
    public void Set(TenantId tenant)
    {
        if (id is { } set && set != tenant)
            throw new InvalidOperationException("A scope works for one tenant, from its beginning to its end.");
        id = tenant;
    }
}

/// <summary>Tenant-owned data was asked for where no tenant is known: a bug, never answered with everybody's rows.</summary>
public sealed class NoTenantException() : InvalidOperationException("No tenant is set for this scope.");
