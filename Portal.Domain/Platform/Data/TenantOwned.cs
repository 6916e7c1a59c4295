using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Data;

/// <summary>A row that belongs to one tenant. Its table has <c>tenant_id</c> first in every key, and a forced row-security policy.</summary>
public abstract class TenantOwned
{
    protected TenantOwned(TenantId tenantId) => TenantId = tenantId;

    public TenantId TenantId { get; private init; }
}
