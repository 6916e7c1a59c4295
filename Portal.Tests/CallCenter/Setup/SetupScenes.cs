using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Setup;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.CallCenter.Desk;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Setup;

/// <summary>What an administrator does with the front desk in these tests, each act in a scope of its own as a request has it.</summary>
static class SetupScenes
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static readonly SaveFact.Request Parking = new(
        null, null, FactTopic.Parking, "Is there parking?\nفيه ركنة؟", "فيه جراج تحت العمارة.", "There is a garage under the building.", Shown: true);

    public static async Task<Result<TValue, AgentSetupError>> AdminAsync<TUseCase, TValue>(
        this TestClinic clinic, Func<TUseCase, Task<Result<TValue, AgentSetupError>>> act, StaffRole role = StaffRole.Administrator) where TUseCase : notnull
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Staff(role));
        return await act(scope.Get<TUseCase>());
    }

    public static Task<Result<Guid, AgentSetupError>> SaveFactAsync(this TestClinic clinic, SaveFact.Request request) =>
        clinic.AdminAsync<SaveFact, Guid>(u => u.ExecuteAsync(request, Cancellation));

    public static async Task<IReadOnlyList<Fact>> FactsAsync(this TestClinic clinic) =>
        (await clinic.AdminAsync<ListFacts, IReadOnlyList<Fact>>(u => u.ExecuteAsync(Cancellation))).Value;

    public static async Task<IReadOnlyList<ListUnanswered.Group>> UnansweredAsync(this TestClinic clinic) =>
        (await clinic.AdminAsync<ListUnanswered, IReadOnlyList<ListUnanswered.Group>>(u => u.ExecuteAsync(Cancellation))).Value;

    public static async Task<TryQuestion.Answer> TryAsync(this TestClinic clinic, string question, SaveFact.Request? draft = null) =>
        (await clinic.AdminAsync<TryQuestion, TryQuestion.Answer>(u => u.ExecuteAsync(new(question, draft, "en"), Cancellation))).Value;

    /// <summary>The agent's reply to a question that begins a conversation.</summary>
    public static async Task<string> AskAsync(this TestClinic clinic, string question)
    {
        StartConversation.Started started = await clinic.StartAsync();
        return (await clinic.SayAsync(started, question)).Text ?? "";
    }

    /// <summary>A question that had no answer, in a conversation of its own.</summary>
    public static async Task<Guid> AskedInVainAsync(this TestClinic clinic, string text)
    {
        var started = await clinic.StartAsync();
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        var question = new UnansweredQuestion(clinic.Id, Guid.CreateVersion7()) { ConversationId = started.Id, Turn = 1, Text = text, Language = "en", AskedAt = clinic.Portal.Now };
        db.Add(question);
        await db.SaveChangesAsync(Cancellation);
        return question.Id;
    }
}
