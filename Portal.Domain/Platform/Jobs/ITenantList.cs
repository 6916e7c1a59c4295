using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Jobs;

/// <summary>Whom work for every tenant goes through; the catalogue, which stands to the right of this floor, answers it.</summary>
public interface ITenantList
{
    /// <returns>Every tenant, also suspended and closed ones: their data is still there.</returns>
    Task<IReadOnlyList<TenantId>> ListAsync(CancellationToken cancellation);
}
