using Microsoft.EntityFrameworkCore;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>The clinic's own facts, by topic, for the page that changes them.</summary>
public sealed class ListFacts(IDbContextFactory<PortalDbContext> contexts, AgentSetupWriter writer)
{
    public async Task<Result<IReadOnlyList<Fact>, AgentSetupError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (await writer.RefusalAsync("fact.list", cancellation) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (Fact[])[.. (await db.Set<Fact>().ToListAsync(cancellation)).OrderBy(f => f.Topic).ThenBy(f => f.Id.Value)];
    }
}
