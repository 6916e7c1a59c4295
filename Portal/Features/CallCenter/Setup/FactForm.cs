using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Setup;

namespace Portal.Features.CallCenter.Setup;

/// <summary>A fact as it stands on the form, half-typed as it may be.</summary>
public sealed class FactForm
{
    public FactId? Id { get; init; }

    public uint? Version { get; init; }

    public FactTopic Topic { get; set; } = FactTopic.Other;

    public string Questions { get; set; } = "";

    public string AnswerAr { get; set; } = "";

    public string AnswerEn { get; set; } = "";

    public bool Shown { get; set; }

    /// <summary>The unanswered questions that it will answer.</summary>
    public IReadOnlyList<Guid> Teaches { get; init; } = [];

    public bool IsEmpty => Questions.Length + AnswerAr.Length + AnswerEn.Length == 0;

    public static FactForm Of(Fact fact) => new()
    {
        Id = fact.Id, Version = fact.Version, Topic = fact.Topic, Questions = fact.Questions, AnswerAr = fact.AnswerAr, AnswerEn = fact.AnswerEn, Shown = fact.Shown,
    };

    public static FactForm Teaching(ListUnanswered.Group asked) => new() { Questions = string.Join('\n', asked.Wordings), Teaches = asked.Questions };

    public SaveFact.Request ToRequest() => new(Id, Version, Topic, Questions, AnswerAr, AnswerEn, Shown, Teaches);

    /// <summary>Whether it says something else than what is saved.</summary>
    public bool DiffersFrom(Fact? saved) =>
        saved is null ? !IsEmpty : (Topic, Questions, AnswerAr, AnswerEn, Shown) != (saved.Topic, saved.Questions, saved.AnswerAr, saved.AnswerEn, saved.Shown);
}
