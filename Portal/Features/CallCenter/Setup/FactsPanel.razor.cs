using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Setup;
using Portal.Domain.Platform.Text;
using Portal.Hosting;
using Portal.Resources.Admin;
using Portal.Shared;

namespace Portal.Features.CallCenter.Setup;

/// <summary>The clinic's own facts beside the form that changes them, and what the agent would say with the form as it is.</summary>
public sealed partial class FactsPanel(
    ListFacts list, ListUnanswered unanswered, SaveFact save, DeleteFact delete, ClinicContext clinic, ISnackbar snackbar, IStringLocalizer<AgentSetupTexts> texts, ILogger<FactsPanel> log)
{
    static readonly FactTopic[] Topics = Enum.GetValues<FactTopic>();

    IReadOnlyList<Fact>? facts;
    FactForm form = new();
    AgentSetupError? error;
    string search = "", topic = "";
    bool refused, saved;
    int version, focus;
    string? taught;
    LiveReading? reading;

    IStringLocalizer<AgentSetupTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    /// <summary>Id of an unanswered question: the form opens with it and those like it.</summary>
    [Parameter] public string? Teach { get; set; }

    List<Fact> Shown => [.. facts!.Where(f => (topic.Length == 0 || f.Topic.ToString() == topic) && Matches(f))];

    // the form, where it says something else than what is saved
    SaveFact.Request? Draft => form.DiffersFrom(facts!.FirstOrDefault(f => f.Id == form.Id)) ? form.ToRequest() : null;

    protected override async Task OnParametersSetAsync()
    {
        if (facts is null)
            await RefreshAsync();
        if (taught != Teach && !refused && facts is not null)
            await TeachAsync();
    }

    async Task TeachAsync()
    {
        taught = Teach;
        if (!Guid.TryParse(Teach, out var question) || await unanswered.ExecuteAsync(CancellationToken.None) is not { Succeeded: true } open)
            return;
        if (open.Value.FirstOrDefault(group => group.Questions.Contains(question)) is { } asked)
            Show(FactForm.Teaching(asked));
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await list.ExecuteAsync(CancellationToken.None);
        refused = result.IsError(AgentSetupError.Forbidden);
        facts = result.Succeeded ? result.Value : facts;
    }

    bool Matches(Fact fact)
    {
        var words = NameFolding.Parts(search);
        var said = NameFolding.Parts($"{fact.Questions} {fact.AnswerAr} {fact.AnswerEn}");
        return words.All(word => said.Any(part => part.Contains(word, StringComparison.Ordinal)));
    }

    void Choose(Fact fact) => Show(FactForm.Of(fact));

    void New() => Show(new FactForm { Topic = Enum.TryParse<FactTopic>(topic, out var chosen) ? chosen : FactTopic.Other });

    void Show(FactForm other)
    {
        (form, error, saved) = (other, null, false);
        focus++;
    }

    void Typed() => saved = false;

    async Task SaveAsync()
    {
        saved = false;
        var result = await save.ExecuteAsync(form.ToRequest(), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        var teaches = form.Teaches.Count;
        await RefreshAsync();
        form = facts!.FirstOrDefault(f => f.Id.Value == result.Value) is { } there ? FactForm.Of(there) : new();
        saved = true;
        version++;
        if (teaches > 0)
            snackbar.Tell(texts["Fact.Taught", clinic.Format.Number(teaches)]);
    }

    async Task DeleteAsync()
    {
        if (form is not { Id: { } id, Version: { } read } || facts!.FirstOrDefault(f => f.Id == id) is not { } there)
            return;
        var result = await delete.ExecuteAsync(new(id, read), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        Show(new FactForm());
        version++;
        await RefreshAsync();
        snackbar.Tell(texts["Fact.Deleted", $"\u2068{there.Question(clinic.Language)}\u2069"], texts["Undo"], () => InvokeAsync(() => PutBackAsync(there)));
    }

    async Task PutBackAsync(Fact gone)
    {
        var result = await save.ExecuteAsync(new(gone.Id, null, gone.Topic, gone.Questions, gone.AnswerAr, gone.AnswerEn, gone.Shown), CancellationToken.None);
        if (!result.Succeeded)
            snackbar.Add(texts[$"Error.{result.Error}"], Severity.Warning);
        version++;
        await RefreshAsync();
        if (facts!.FirstOrDefault(f => f.Id == gone.Id) is { } back)
            Choose(back);
        StateHasChanged();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The clinic's facts could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
