using Microsoft.Extensions.Localization;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Similar;
using Portal.Hosting;
using Portal.Resources.Chart;

namespace Portal.Features.Chart.Similar;

public sealed partial class BookingRecall(FindSimilarBookings find, ClinicContext clinic, IStringLocalizer<SimilarTexts> texts, ILogger<BookingRecall> log) : IDisposable
{
    readonly CancellationTokenSource gone = new();
    IReadOnlyList<FindSimilarBookings.Found>? found;
    ChartError? refused;
    string typed = "";
    bool busy, failed;

    IStringLocalizer<SimilarTexts> T => texts;

    async Task FindAsync()
    {
        if (busy)
            return;
        (busy, failed, refused, found) = (true, false, null, null);
        try
        {
            var result = await find.ExecuteAsync(new(typed), gone.Token);
            (found, refused) = result.Succeeded ? (result.Value, default(ChartError?)) : (null, result.Error);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failed = true;
            Log.FindFailed(log, e);
        }
        finally
        {
            busy = false;
        }
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Earlier bookings could not be looked for.")]
        public static partial void FindFailed(ILogger log, Exception e);
    }
}
