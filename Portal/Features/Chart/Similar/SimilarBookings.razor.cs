using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Similar;
using Portal.Resources.Chart;
using Portal.Shared;

namespace Portal.Features.Chart.Similar;

public sealed partial class SimilarBookings(FindSimilarBookings find, IStringLocalizer<SimilarTexts> texts, ILogger<SimilarBookings> log)
{
    IReadOnlyList<FindSimilarBookings.Found>? found;
    ChartError? refused;
    LiveReading? reading;
    ElementReference title;
    bool asked;

    IStringLocalizer<SimilarTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    [Parameter, EditorRequired] public AppointmentId Appointment { get; set; }

    /// <inheritdoc cref="BookingRows.InChart"/>
    [Parameter] public bool InChart { get; set; }

    Task AskAsync()
    {
        asked = true;
        return RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await find.ExecuteAsync(new(Appointment), CancellationToken.None);
        refused = result.Succeeded ? null : result.Error;
        found = result.Succeeded ? result.Value : null;
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Similar bookings could not be looked for.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
