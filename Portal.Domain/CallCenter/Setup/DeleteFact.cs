using Microsoft.EntityFrameworkCore;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>Takes a fact away: the agent does not know it any more. <see cref="SaveFact"/> puts it back.</summary>
public sealed class DeleteFact(AgentSetupWriter writer)
{
    public const string Action = "fact.delete";

    /// <param name="Version">As it was read: what somebody else has just changed is not thrown away unread.</param>
    public sealed record Request(FactId Id, uint Version);

    public Task<Result<Guid, AgentSetupError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync(Action, "fact", request.Id.Value, async db =>
        {
            if (await db.Set<Fact>().SingleOrDefaultAsync(f => f.Id == request.Id, cancellation) is not { } fact)
                return AgentSetupError.NotFound;
            db.Entry(fact).Property(f => f.Version).OriginalValue = request.Version;
            db.Remove(fact);
            return null;
        }, cancellation);
}
