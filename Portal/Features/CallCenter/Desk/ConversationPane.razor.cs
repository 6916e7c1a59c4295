using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.CallCenter.Desk;

/// <summary>The open conversation: reads along, and lets its reader take over, answer, hint, give back and end.</summary>
public sealed partial class ConversationPane(
    ReadConversation read, TakeOver takeOver, GiveBack giveBack, SayToPatient say, Whisper whisper, EndConversation end, SuggestReplies suggest, Caller caller, ClinicContext clinic,
    IStringLocalizer<ConversationTexts> texts, ILogger<ConversationPane> log)
{
    ReadConversation.Details? details;
    IReadOnlyList<string> suggestions = [];
    ConversationError? error;
    LiveReading? reading;
    ElementReference noteBox;
    string? failure, told;
    string note = "";
    (int Patient, bool Mine) suggestedFor = (-1, false);
    int readAt = -1;
    bool busy, givesBack;

    IStringLocalizer<ConversationTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    [Parameter, EditorRequired] public ConversationId Id { get; set; }

    /// <summary>The list's address.</summary>
    [Parameter, EditorRequired] public string Back { get; set; } = "";

    /// <summary>Another number where something may have changed.</summary>
    [Parameter] public int Changes { get; set; }

    [Parameter, EditorRequired] public ReplyDraft Draft { get; set; } = null!;

    [Parameter, EditorRequired] public ConversationBrowser Browser { get; set; } = null!;

    bool IsMine => details?.IsHeldBy(caller.UserId) == true;

    protected override async Task OnParametersSetAsync()
    {
        if (readAt == Changes)
            return;
        readAt = Changes;
        await RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await read.ExecuteAsync(new(Id, IsFollowing: details is not null), CancellationToken.None);
        if (!result.Succeeded)
        {
            (error, details) = (result.Error, null);
            return;
        }

        details = result.Value;
        givesBack &= IsMine;
        var wanted = (details.Turns.LastOrDefault(t => t.Speaker == Speaker.Patient)?.Number ?? 0, IsMine);
        if (wanted == suggestedFor || details.State == ConversationState.Ended)
            return;
        suggestedFor = wanted;
        if (await suggest.ExecuteAsync(Id, CancellationToken.None) is { Succeeded: true, Value: var found })
            suggestions = found;
    }

    async Task TakeOverAsync()
    {
        if (await DoAsync(() => takeOver.ExecuteAsync(new(Id), CancellationToken.None), "Told.TakeOver"))
            await Browser.FocusReplyAsync();
    }

    async Task GiveBackAsync()
    {
        if (!await DoAsync(() => giveBack.ExecuteAsync(new(Id, note), CancellationToken.None), "Told.GiveBack"))
            return;
        (givesBack, note) = (false, "");
        Draft.IsHint = null;
    }

    Task<bool> EndAsync() => DoAsync(() => end.ExecuteAsync(new(Id), CancellationToken.None), "Told.End");

    // writing to the patient of a conversation that nobody has is taking it over
    async Task SayAsync()
    {
        if (!IsMine && !await DoAsync(() => takeOver.ExecuteAsync(new(Id), CancellationToken.None), "Told.TakeOver"))
            return;
        var text = Draft.Text;
        Draft.Text = "";
        if (!await DoAsync(() => say.ExecuteAsync(new(Id, text), CancellationToken.None), null))
            Draft.Text = text;
    }

    async Task HintAsync()
    {
        var text = Draft.Text;
        Draft.Text = "";
        if (!await DoAsync(() => whisper.ExecuteAsync(new(Id, text), CancellationToken.None), "Told.Hint"))
            Draft.Text = text;
    }

    async Task<bool> DoAsync(Func<Task<Result<Done, ConversationError>>> act, string? done)
    {
        if (busy)
            return false;
        (busy, failure) = (true, null);
        try
        {
            var result = await act();
            if (!result.Succeeded)
                failure = texts[$"Error.{result.Error}"];
            else if (done is not null)
                told = texts[done];
            await Reading.RunAsync();
            return result.Succeeded;
        }
        finally
        {
            busy = false;
        }
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A conversation could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
