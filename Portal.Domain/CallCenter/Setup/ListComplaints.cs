using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>The clinic's own words for where a complaint belongs, and the services that they may lead to.</summary>
public sealed class ListComplaints(IDbContextFactory<PortalDbContext> contexts, ClinicPage page, AgentSetupWriter writer)
{
    /// <param name="Services">Those that are offered, in the clinic's order.</param>
    public sealed record Page(IReadOnlyList<Complaint> Complaints, IReadOnlyList<ServiceFacts> Services);

    public async Task<Result<Page, AgentSetupError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (await writer.RefusalAsync("complaint.list", cancellation) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return new Page(await db.Set<Complaint>().OrderBy(c => c.Id).ToListAsync(cancellation), (await page.ExecuteAsync(cancellation)).Services);
    }
}
