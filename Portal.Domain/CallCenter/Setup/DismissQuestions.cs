using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>Says that no answer is wanted to some unanswered questions, or takes that back. What was taught an answer stays so.</summary>
public sealed class DismissQuestions(AgentSetupWriter writer, TimeProvider clock)
{
    public const string Action = "question.dismiss";
    public const string BackAction = "question.put_back";

    /// <param name="Dismissed">False puts them back among those that wait.</param>
    public sealed record Request(IReadOnlyCollection<Guid> Questions, bool Dismissed = true);

    public Task<Result<Guid, AgentSetupError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync(request.Dismissed ? Action : BackAction, "question", request.Questions.FirstOrDefault(), async db =>
        {
            Instant? at = request.Dismissed ? clock.GetUtcNow().ToInstant() : null;
            var changed = await db.Set<UnansweredQuestion>().Where(q => request.Questions.Contains(q.Id) && q.FactId == null && q.SettledAt == null == request.Dismissed)
                .ExecuteUpdateAsync(set => set.SetProperty(q => q.SettledAt, at), cancellation);
            return changed == 0 ? AgentSetupError.NotFound : null;
        }, cancellation);
}
