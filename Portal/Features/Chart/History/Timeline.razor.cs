using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Chart.Reading;
using Portal.Domain.Chart.Search.Model;
using Portal.Hosting;
using Portal.Resources.Chart;
using Portal.Shared;

namespace Portal.Features.Chart.History;

public sealed partial class Timeline(ReadTimeline read, ClinicContext clinic, IStringLocalizer<ChartTexts> texts, ILogger<Timeline> log)
{
    // so far back an answer's source is looked for
    const int MostPages = 20;

    readonly HashSet<SourceKind> shown = [];
    List<ReadTimeline.Line>? lines;
    LiveReading? reading;
    Guid? uncovered;
    bool more;

    IStringLocalizer<ChartTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    [CascadingParameter] public ChartBoard Board { get; set; } = null!;

    protected override Task OnParametersSetAsync()
    {
        if (lines is not null && Board.Sought == uncovered)
            return Task.CompletedTask;
        if (lines is not null)
            shown.Clear(); // what is looked for may be of a kind that was filtered away
        return RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        uncovered = Board.Sought;
        var found = new List<ReadTimeline.Line>();
        for (var page = 0; page == 0 || page < MostPages && more && uncovered is { } sought && !found.Exists(line => line.Source == sought); page++)
            await AddPageAsync(found);
        lines = found;
    }

    async Task AddPageAsync(List<ReadTimeline.Line> to)
    {
        var result = await read.ExecuteAsync(new(Board.Patient, shown, to is [.., var last] ? last.Place : null), CancellationToken.None);
        more = result.Succeeded && result.Value.Count == ReadTimeline.Page;
        if (result.Succeeded)
            to.AddRange(result.Value);
    }

    async Task MoreAsync()
    {
        try
        {
            await AddPageAsync(lines!);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.ReadFailed(log, e); // the button is still there
        }
    }

    Task ToggleAsync(SourceKind kind)
    {
        if (!shown.Remove(kind))
            shown.Add(kind);
        return RefreshAsync();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A time line could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
