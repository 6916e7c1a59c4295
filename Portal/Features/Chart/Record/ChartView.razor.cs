using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Asking;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Reading;
using Portal.Features.Chart.Ask;
using Portal.Features.Chart.Labs;
using Portal.Resources.Chart;
using Portal.Shared;

namespace Portal.Features.Chart.Record;

/// <summary>A record as its address says: read whole, and read again after each thing that is written.</summary>
public sealed partial class ChartView(
    ReadChart read, AskChart ask, NavigationManager navigation, IStringLocalizer<ChartTexts> texts, IJSRuntime js, ILogger<ChartView> log)
{
    static readonly ChartPart[] Parts = Enum.GetValues<ChartPart>();

    readonly ChartBrowser browser = new(js);
    ChartBoard board = null!;
    ReadChart.Chart? chart;
    IReadOnlyList<ResultLine> vitals = [], labs = [];
    ChartError? refused;
    ElementReference root;
    DotNetObjectReference<ChartView>? self;
    LiveReading? reading;
    bool keys, listens;

    IStringLocalizer<ChartTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    [Parameter, EditorRequired] public ChartAddress Address { get; set; } = null!;

    protected override Task OnInitializedAsync()
    {
        board = new(Address.Patient) { RefreshAsync = RefreshAsync };
        board.Changed += Draw;
        return RefreshAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        self = DotNetObjectReference.Create(this);
        await browser.AttachAsync(root, self);
        board.Restore(await browser.ReadDraftsAsync());
        listens = true;
        await GoOnAsync();
        StateHasChanged();
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await read.ExecuteAsync(Address.Patient, CancellationToken.None);
        refused = result.Succeeded ? null : result.Error;
        chart = result.Succeeded ? result.Value : null;
        vitals = ResultLine.Of(chart?.Observations.Where(o => o.Category == ObservationCategory.Vital) ?? []);
        labs = ResultLine.Of(chart?.Observations.Where(o => o.Category != ObservationCategory.Vital) ?? []);
    }

    // who was in the middle of something when the line went down is there again
    Task GoOnAsync()
    {
        if (board.Unfinished is { } form)
            return OpenFormAsync(form);
        if (Address.Part == ChartPart.Note && board.HasDraft("prescription") && !board.HasDraft("note"))
            Go(ChartPart.Prescriptions);
        return Task.CompletedTask;
    }

    [JSInvokable]
    public async Task KeyAsync(string key)
    {
        if (chart is null)
            return;
        switch (key)
        {
            case "note":
                Go(ChartPart.Note);
                board.Wish("note");
                break;
            case "prescription":
                Go(ChartPart.Prescriptions);
                await browser.FocusAsync("[data-medicine]");
                break;
            case "vitals":
                await OpenFormAsync(ChartForm.Vitals);
                break;
            case "lab":
                await OpenFormAsync(ChartForm.Lab);
                break;
            case "diagnosis":
                await OpenFormAsync(ChartForm.Diagnosis);
                break;
            case "history":
                Go(ChartPart.History);
                break;
            case "documents":
                Go(ChartPart.Documents);
                break;
            case "similar":
                Go(ChartPart.Similar);
                break;
            case "patients":
                navigation.NavigateTo("/doctor/patients");
                break;
            case "keys":
                keys = !keys;
                break;
            case "escape" when keys:
                keys = false;
                break;
            case "escape":
                board.Show(null);
                break;
        }

        StateHasChanged();
    }

    Task OpenFormAsync(ChartForm form)
    {
        if (form is ChartForm.Vitals or ChartForm.Lab)
            Go(ChartPart.Results);
        board.Show(form);
        return Task.CompletedTask;
    }

    void Go(ChartPart part)
    {
        if (Address.Part != part)
            navigation.NavigateTo((Address with { Part = part }).Path);
    }

    async Task<AskAnswer?> AskAsync(string question, CancellationToken cancellation)
    {
        try
        {
            return await ask.ExecuteAsync(new(Address.Patient, question), cancellation) is { Succeeded: true, Value: var said } ? AskAnswer.Of(said) : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.AskFailed(log, e);
            return null;
        }
    }

    // the place of a source: its part is shown first, and what is folded there is unfolded
    async Task OpenAsync(AskPassage passage)
    {
        board.Sought = passage.Source;
        if (ChartAddress.PartOf(passage.Kind) is { } part)
            Go(part == ChartPart.Results && !IsAmongResults(passage.Source) ? ChartPart.History : part);
        StateHasChanged();
        await browser.ShowSourceAsync(passage.Source.ToString());
    }

    // of vital signs the newest stand there as numbers; of the rest all that were read
    bool IsAmongResults(Guid source) => vitals.Any(line => line.Newest.Id.Value == source) || labs.Any(line => line.Points.Any(point => point.Id.Value == source));

    void Draw() => _ = InvokeAsync(StateHasChanged);

    public async ValueTask DisposeAsync()
    {
        board.Changed -= Draw;
        await browser.DisposeAsync();
        self?.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A chart could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);

        [LoggerMessage(Level = LogLevel.Error, Message = "A chart could not be asked.")]
        public static partial void AskFailed(ILogger log, Exception e);
    }
}
