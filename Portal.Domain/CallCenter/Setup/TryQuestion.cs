using NodaTime.Extensions;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Minds;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>What the agent makes of a question.</summary>
public enum TriedKind
{
    /// <summary>It is answered from what the clinic says of itself.</summary>
    Answered,

    /// <summary>It is taken for a question about the clinic, and there is no answer.</summary>
    Unanswered,

    /// <summary>It is taken for something else than a question about the clinic: a booking, a wish for a person …</summary>
    OtherWish,

    /// <summary>It is a red flag: the emergency number is told, whatever else is asked.</summary>
    Emergency,

    /// <summary>A rule of the house answers it: no medical advice, no abuse …</summary>
    HouseRule,
}

/// <summary>What the agent would answer to a question that comes first in a conversation, with the fact on the form as if it were saved. Nothing is written.</summary>
public sealed class TryQuestion(AgentSetupWriter writer, KnowledgeSource knowledge, Reader reader, FrontDeskMind mind, TimeProvider clock)
{
    static readonly Cue[] HouseCues = [Cue.Abuse, Cue.Minor, Cue.Robot, Cue.WrongNumber, Cue.Advice];

    /// <param name="Draft">The fact on the form; null to ask what is saved.</param>
    /// <param name="Language">Of the page, for a question that is in none.</param>
    public sealed record Request(string Question, SaveFact.Request? Draft, string Language);

    /// <param name="Source">Where the answer comes from.</param>
    /// <param name="Fact">The fact that answers.</param>
    /// <param name="IsDraft">Whether that is the one on the form.</param>
    /// <param name="Reply">The agent's words.</param>
    /// <param name="Wish">What it was taken for, where it is no question about the clinic.</param>
    public sealed record Answer(TriedKind Kind, string Language, FactSource? Source = null, Fact? Fact = null, bool IsDraft = false, string? Reply = null, Intent? Wish = null);

    public async Task<Result<Answer, AgentSetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await writer.RefusalAsync("fact.try", cancellation) is { } refusal)
            return refusal;
        var (now, saved) = (clock.GetUtcNow().ToInstant(), await knowledge.GetAsync(cancellation));
        var draft = request.Draft is { } typed && SaveFact.Check(typed) is null or AgentSetupError.AnswerArWrong or AgentSetupError.AnswerEnWrong ? DraftOf(request.Draft!) : null;
        var clinic = draft is null ? saved : saved.With(saved.Texts with { Facts = [.. saved.Texts.Facts.Where(fact => fact.Id != draft.Id), draft] });
        var heard = reader.Read(request.Question, new(clinic.LocalAt(now), clinic.Tenant.Country, request.Language, [], null, clinic.Times, clinic.Doctors));
        if (clinic.Flags.Find(request.Question) is not null)
            return new Answer(TriedKind.Emergency, heard.Language);
        if (HouseCues.Any(heard.Has))
            return new Answer(TriedKind.HouseRule, heard.Language);
        // a conversation that nobody has and nobody saves
        var conversation = new Conversation(writer.Tenant.Id, ConversationId.New())
        {
            Channel = Channel.Site, KeyHash = [], Language = heard.Language, StartedAt = now, LastAt = now, Frame = "{}",
        };
        var exchange = new Exchange(conversation, new(), clinic, heard, 1, now, null);
        if (!mind.AsksFacts(exchange))
            return new Answer(TriedKind.OtherWish, heard.Language, Wish: heard.Intent);
        return FactsSkill.Answer(exchange) is var (source, fact)
            ? new Answer(TriedKind.Answered, heard.Language, source, fact, fact is not null && fact.Id == draft?.Id, exchange.Reply.Text)
            : new Answer(TriedKind.Unanswered, heard.Language);
    }

    Fact DraftOf(SaveFact.Request draft) => new(writer.Tenant.Id, draft.Id ?? FactId.New())
    {
        Topic = draft.Topic, Questions = string.Join('\n', TypedLines.Of(draft.Questions)), AnswerAr = draft.AnswerAr.Trim(), AnswerEn = draft.AnswerEn.Trim(), ChangedAt = default,
    };
}
