using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Encounters;
using Portal.Domain.Chart.Reading;
using Portal.Domain.Chart.Model;
using Portal.Hosting;
using Portal.Resources.Chart;

namespace Portal.Features.Chart.Note;

public sealed partial class NoteEditor(
    SaveEncounterDraft save, SignEncounter sign, ReadChart read, ClinicContext clinic, IStringLocalizer<ChartTexts> texts, TimeProvider clock, ILogger<NoteEditor> log)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Retry = TimeSpan.FromSeconds(5);
    static readonly IReadOnlyList<string> Named = ["Reason", .. NoteText.Parts];

    enum State
    {
        Idle,
        Typing,
        Saving,
        Saved,
        Failed,

        /// <summary>It cannot be kept as it is: trying again would not help.</summary>
        Refused,

        /// <summary>Somebody else wrote in the same note meanwhile.</summary>
        Conflict,
    }

    NoteText text = null!, stands = null!;
    NoteText? theirs;
    State state;
    Instant? savedAt;
    ITimer? timer;
    ElementReference sure;
    string? failure;
    uint version;
    bool saving, signing, busy, gone;

    IStringLocalizer<ChartTexts> T => texts;

    [CascadingParameter] public ChartBoard Board { get; set; } = null!;

    [CascadingParameter] public ChartBrowser Browser { get; set; } = null!;

    [Parameter, EditorRequired] public Encounter Note { get; set; } = null!;

    /// <summary>It was signed, here or on another screen.</summary>
    [Parameter] public EventCallback<Encounter> OnSigned { get; set; }

    protected override void OnInitialized()
    {
        text = stands = NoteText.Of(Note);
        version = Note.Version;
        timer = clock.CreateTimer(_ => _ = InvokeAsync(SaveAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        TakeUp(Board.TakeDraft("note"));
    }

    // what was typed when the line went down is there again; where the note was changed meanwhile, both are shown
    void TakeUp(IReadOnlyDictionary<string, string> kept)
    {
        if (kept.GetValueOrDefault("encounter") != Note.Id.ToString() || NoteText.Of(kept) is not { IsEmpty: false } written || written == stands)
            return;
        text = written;
        if (kept.GetValueOrDefault("version") == version.ToString(CultureInfo.InvariantCulture))
            SaveIn(TimeSpan.Zero);
        else
            (theirs, state) = (stands, State.Conflict);
    }

    void Typed(string part, string? typed)
    {
        text = text.With(part, (typed ?? "").ReplaceLineEndings("\n"));
        failure = null;
        if (theirs is not null)
            return; // which of the two stands is settled first
        state = State.Typing;
        SaveIn(Pause);
    }

    void SaveIn(TimeSpan due) => timer?.Change(due, Timeout.InfiniteTimeSpan);

    /// <returns>Whether what is written is saved.</returns>
    async Task<bool> SaveAsync()
    {
        if (saving || theirs is not null)
            return false;
        if (text == stands)
            return true;
        saving = true;
        (var sent, state) = (text, State.Saving);
        StateHasChanged();
        try
        {
            var result = await save.ExecuteAsync(Request(sent), CancellationToken.None);
            if (result.Succeeded)
            {
                (version, stands, savedAt) = (result.Value.Version, sent, clinic.Now);
                state = text == sent ? State.Saved : State.Typing;
                if (text == sent)
                    await Browser.DropDraftAsync("note");
            }
            else
            {
                await RefusedAsync(result.Error);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.SaveFailed(log, e);
            state = State.Failed;
        }
        finally
        {
            saving = false;
        }

        // more was typed, or the database did not answer
        if (!gone && state is State.Typing or State.Failed)
            SaveIn(state == State.Failed ? Retry : Pause);
        StateHasChanged();
        return state == State.Saved;
    }

    SaveEncounterDraft.Request Request(NoteText note) => new(Note.Id, version, note.Reason, note.Complaint, note.Findings, note.Assessment, note.Plan);

    async Task RefusedAsync(ChartError error)
    {
        if (error is not (ChartError.ChangedMeanwhile or ChartError.Signed))
        {
            (state, failure) = (State.Refused, texts[$"Error.{error}"]);
            return;
        }

        var now = await read.EncounterAsync(Note.Id, CancellationToken.None);
        if (!now.Succeeded || now.Value.Status == EncounterStatus.Signed)
        {
            (state, failure) = (State.Refused, texts[$"Error.{ChartError.Signed}"]); // what was typed stays on the screen, to be added to it
            return;
        }

        (version, stands) = (now.Value.Version, NoteText.Of(now.Value));
        // both wrote the same: nobody has to choose
        (theirs, state) = stands == text ? (null, State.Saved) : (stands, State.Conflict);
    }

    async Task KeepMineAsync()
    {
        theirs = null;
        await SaveAsync();
    }

    async Task TakeTheirsAsync()
    {
        (text, theirs, state) = (stands, null, State.Idle);
        await Browser.DropDraftAsync("note");
    }

    async Task AskToSignAsync()
    {
        if (theirs is not null || text.IsEmpty)
            return;
        await SaveAsync();
        signing = text == stands;
    }

    async Task GoOnAsync()
    {
        signing = false;
        await Browser.FocusAsync("#note-Plan");
    }

    async Task SignAsync()
    {
        if (busy)
            return;
        busy = true;
        try
        {
            if (text != stands && !await SaveAsync())
                return;
            var result = await sign.ExecuteAsync(new(Note.Id, version), CancellationToken.None);
            if (result.Succeeded)
            {
                await Browser.DropDraftAsync("note");
                await OnSigned.InvokeAsync(result.Value);
            }
            else
            {
                await RefusedAsync(result.Error);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.SaveFailed(log, e);
            failure = texts["Failed.Save"];
        }
        finally
        {
            (busy, signing) = (false, false);
        }
    }

    // who goes to another part of the record leaves nothing unsaved
    public async ValueTask DisposeAsync()
    {
        gone = true;
        if (timer is not null)
            await timer.DisposeAsync();
        timer = null;
        if (text == stands || theirs is not null || saving)
            return;
        try
        {
            if ((await save.ExecuteAsync(Request(text), CancellationToken.None)).Succeeded)
                await Browser.DropDraftAsync("note");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.SaveFailed(log, e); // the browser still has it
        }
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The draft of a note could not be saved.")]
        public static partial void SaveFailed(ILogger log, Exception e);
    }
}
