using Microsoft.EntityFrameworkCore;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>Takes a complaint's way to a service away. <see cref="SaveComplaint"/> puts it back.</summary>
public sealed class DeleteComplaint(AgentSetupWriter writer)
{
    public const string Action = "complaint.delete";

    /// <param name="Version">As it was read.</param>
    public sealed record Request(ComplaintId Id, uint Version);

    public Task<Result<Guid, AgentSetupError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync(Action, "complaint", request.Id.Value, async db =>
        {
            if (await db.Set<Complaint>().SingleOrDefaultAsync(c => c.Id == request.Id, cancellation) is not { } complaint)
                return AgentSetupError.NotFound;
            db.Entry(complaint).Property(c => c.Version).OriginalValue = request.Version;
            db.Remove(complaint);
            return null;
        }, cancellation);
}
