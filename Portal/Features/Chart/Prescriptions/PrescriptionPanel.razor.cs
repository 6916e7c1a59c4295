using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Chart.Prescriptions;
using Portal.Resources.Chart;
using Portal.Shared;

namespace Portal.Features.Chart.Prescriptions;

public sealed partial class PrescriptionPanel(ListPrescriptions list, IStringLocalizer<ChartTexts> texts, ILogger<PrescriptionPanel> log)
{
    IReadOnlyList<WrittenPrescription>? sheets;
    LiveReading? reading;

    IStringLocalizer<ChartTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    [CascadingParameter] public ChartBoard Board { get; set; } = null!;

    protected override Task OnInitializedAsync() => RefreshAsync();

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await list.ExecuteAsync(Board.Patient, CancellationToken.None);
        sheets = result.Succeeded ? result.Value : [];
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A patient's prescriptions could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
