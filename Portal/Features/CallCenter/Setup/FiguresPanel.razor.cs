using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.CallCenter.Setup;
using Portal.Hosting;
using Portal.Resources.Admin;
using Portal.Shared;

namespace Portal.Features.CallCenter.Setup;

/// <summary>What the front desk did over a period; how each figure is counted stands at <see cref="AgentFigures"/>.</summary>
public sealed partial class FiguresPanel(AgentFigures read, ClinicContext clinic, IStringLocalizer<AgentSetupTexts> texts, ILogger<FiguresPanel> log)
{
    static readonly int[] Periods = [7, 30, 90];

    AgentFigures.Figures? figures;
    bool refused;
    int days;
    LiveReading? reading;

    IStringLocalizer<AgentSetupTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    /// <summary>7, 30 or 90; anything else is 30.</summary>
    [Parameter] public int? Days { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = Days is { } asked && Periods.Contains(asked) ? asked : 30;
        if (wanted == days)
            return;
        days = wanted;
        await RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await read.ExecuteAsync(days, CancellationToken.None);
        refused = result.IsError(AgentSetupError.Forbidden);
        figures = result.Succeeded ? result.Value : figures;
    }

    static (string Key, int Count)[] Made(AgentFigures.Figures f) =>
        [("Figures.Booked", f.Booked), ("Figures.Proposed", f.Proposed), ("Figures.Moved", f.Moved), ("Figures.Cancelled", f.Cancelled), ("Figures.Messages", f.Messages)];

    string Number(int number) => clinic.Format.Number(number);

    string Percent(double share) => texts["Percent", Number((int)Math.Round(share * 100))];

    string Took(Duration time) => time.TotalSeconds switch
    {
        < 90 => texts["Took.Seconds", Number((int)Math.Round(time.TotalSeconds))],
        < 5400 => texts["Took.Minutes", Number((int)Math.Round(time.TotalMinutes))],
        _ => texts["Took.Hours", clinic.Format.Digits(time.TotalHours.ToString("0.#", CultureInfo.InvariantCulture))],
    };

    static string Css(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}%");

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The front desk's figures could not be counted.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
