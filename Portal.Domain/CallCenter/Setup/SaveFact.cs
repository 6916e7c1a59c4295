using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>
/// Adds a fact of the clinic or changes one. The agent answers with it from the next question on; the unanswered questions that it was written for
/// are settled with it.
/// </summary>
public sealed class SaveFact(AgentSetupWriter writer, TimeProvider clock)
{
    public const string Action = "fact.save";
    public const int MostQuestions = 40, LongestQuestion = 200, LongestAnswer = 1000;

    /// <param name="Id">Null for a new one.</param>
    /// <param name="Version">As it was read; null for one that is not there: a new one, or one that was deleted and is put back.</param>
    /// <param name="Questions">The ways it is asked, one a line.</param>
    /// <param name="Shown">Whether the clinic's page shows it too.</param>
    /// <param name="Teaches">The unanswered questions that it answers.</param>
    public sealed record Request(
        FactId? Id, uint? Version, FactTopic Topic, string Questions, string AnswerAr, string AnswerEn, bool Shown, IReadOnlyCollection<Guid>? Teaches = null);

    public Task<Result<Guid, AgentSetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = request.Id ?? FactId.New();
        return writer.SaveAsync(Action, "fact", id.Value, async db =>
        {
            if (Check(request) is { } wrong)
                return wrong;
            var fact = await db.Set<Fact>().SingleOrDefaultAsync(f => f.Id == id, cancellation);
            if (fact is null && request.Version is not null)
                return AgentSetupError.NotFound;
            if (fact is not null && request.Version is null)
                return AgentSetupError.ChangedMeanwhile; // put back already
            if (fact is null)
                db.Add(Write(new(writer.Tenant.Id, id) { Topic = default, Questions = "", AnswerAr = "", AnswerEn = "", ChangedAt = default }, request));
            else
                db.Entry(Write(fact, request)).Property(f => f.Version).OriginalValue = request.Version!.Value;
            if (request.Teaches is { Count: > 0 } taught)
                await SettleAsync(db, id, taught, cancellation);
            return null;
        }, cancellation);
    }

    internal static AgentSetupError? Check(Request request)
    {
        var questions = TypedLines.Of(request.Questions);
        return !questions.Any(TypedLines.SaysSomething) ? AgentSetupError.QuestionsMissing
            : questions.Length > MostQuestions || questions.Any(question => question.Length > LongestQuestion) ? AgentSetupError.QuestionsTooLong
            : IsWrong(request.AnswerAr) ? AgentSetupError.AnswerArWrong
            : IsWrong(request.AnswerEn) ? AgentSetupError.AnswerEnWrong
            : null;
    }

    static bool IsWrong(string answer) => string.IsNullOrWhiteSpace(answer) || answer.Trim().Length > LongestAnswer;

    Fact Write(Fact fact, Request request)
    {
        (fact.Topic, fact.Questions, fact.Shown) = (request.Topic, string.Join('\n', TypedLines.Of(request.Questions)), request.Shown);
        (fact.AnswerAr, fact.AnswerEn, fact.ChangedAt) = (request.AnswerAr.Trim(), request.AnswerEn.Trim(), clock.GetUtcNow().ToInstant());
        return fact;
    }

    // what was dismissed or taught meanwhile stays as it is
    Task<int> SettleAsync(PortalDbContext db, FactId fact, IReadOnlyCollection<Guid> taught, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        return db.Set<UnansweredQuestion>().Where(q => taught.Contains(q.Id) && q.SettledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(q => q.SettledAt, now).SetProperty(q => q.FactId, fact), cancellation);
    }
}
