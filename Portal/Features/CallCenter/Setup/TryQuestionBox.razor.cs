using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.CallCenter.Setup;
using Portal.Hosting;
using Portal.Resources.Admin;

namespace Portal.Features.CallCenter.Setup;

/// <summary>Tries a question while it is typed; what was typed last is what is answered.</summary>
public sealed partial class TryQuestionBox(TryQuestion @try, ClinicContext clinic, IStringLocalizer<AgentSetupTexts> texts, TimeProvider clock)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    string question = "";
    TryQuestion.Answer? now, after;
    SaveFact.Request? tried;
    int triedVersion, asked;
    bool asking;

    IStringLocalizer<AgentSetupTexts> T => texts;

    /// <summary>The fact on the form; null where it says nothing new.</summary>
    [Parameter] public SaveFact.Request? Draft { get; set; }

    /// <summary>Counts up with each save.</summary>
    [Parameter] public int Version { get; set; }

    protected override Task OnParametersSetAsync() => (Draft, Version) == (tried, triedVersion) || question.Trim().Length == 0 ? Task.CompletedTask : AskAsync();

    async Task AskAsync()
    {
        (tried, triedVersion) = (Draft, Version);
        var mine = ++asked;
        if (question.Trim().Length == 0)
        {
            (now, after) = (null, null);
            return;
        }

        asking = true;
        await Task.Delay(Pause, clock);
        if (mine != asked)
            return;
        var (saved, draft) = (await AnswerAsync(null), Draft is { } typed ? await AnswerAsync(typed) : null);
        if (mine != asked)
            return;
        (now, after, asking) = (saved, draft, false);
    }

    async Task<TryQuestion.Answer?> AnswerAsync(SaveFact.Request? draft) =>
        await @try.ExecuteAsync(new(question, draft, clinic.Language), CancellationToken.None) is { Succeeded: true, Value: var answer } ? answer : null;
}
