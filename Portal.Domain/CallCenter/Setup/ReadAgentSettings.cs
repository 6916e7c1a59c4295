using Microsoft.EntityFrameworkCore;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>How the front desk is set, for the page that changes it.</summary>
public sealed class ReadAgentSettings(IDbContextFactory<PortalDbContext> contexts, TenantCatalogue catalogue, AgentSetupWriter writer)
{
    /// <param name="Version">Null while the clinic has never saved any: these are the defaults.</param>
    /// <param name="CountryNumber">The emergency number of the clinic's country.</param>
    public sealed record Page(FrontDeskSettings Settings, uint? Version, string CountryNumber);

    public async Task<Result<Page, AgentSetupError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (await writer.RefusalAsync("agent.read", cancellation) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var saved = await db.Set<FrontDeskSettings>().SingleOrDefaultAsync(cancellation);
        var clinic = await catalogue.FindAsync(writer.Tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        return new Page(saved ?? new(writer.Tenant.Id), saved?.Version, Countries.EmergencyNumber(clinic.Country));
    }
}
