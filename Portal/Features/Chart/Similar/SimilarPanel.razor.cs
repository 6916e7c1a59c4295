using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Similar;
using Portal.Hosting;
using Portal.Resources.Chart;
using Portal.Shared;

namespace Portal.Features.Chart.Similar;

public sealed partial class SimilarPanel(
    FindSimilarPatients find, ClinicContext clinic, IStringLocalizer<SimilarTexts> texts, IStringLocalizer<ChartTexts> chart, ILogger<SimilarPanel> log)
{
    IReadOnlyList<FindSimilarPatients.SimilarPatient>? people;
    ChartError? refused;
    LiveReading? reading;

    IStringLocalizer<SimilarTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    [CascadingParameter] public ChartBoard Board { get; set; } = null!;

    /// <summary>The appointment from which the record was opened.</summary>
    [Parameter] public AppointmentId? Visit { get; set; }

    protected override Task OnInitializedAsync() => RefreshAsync();

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await find.ExecuteAsync(new(Board.Patient), CancellationToken.None);
        refused = result.Succeeded ? null : result.Error;
        people = result.Succeeded ? result.Value : null;
    }

    string Who(FindSimilarPatients.SimilarPatient person)
    {
        var age = person.BirthDate is { } born ? chart.Age(clinic.Format, born, clinic.Today) : chart["Age.Unknown"].Value;
        return person.Gender is { } gender ? $"{age} · {chart[$"Gender.{gender}"].Value}" : age;
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Similar patients could not be looked for.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
