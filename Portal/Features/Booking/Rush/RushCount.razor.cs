using Portal.Domain.Booking.Rush;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Shared;

namespace Portal.Features.Booking.Rush;

/// <summary>Follows the tickets of the clinic, and looks by itself too: a rush ends without anybody saying so.</summary>
public sealed partial class RushCount(CountTickets count, LiveUpdates live, TenantContext tenant, TimeProvider clock, ILogger<RushCount> log)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    CountTickets.Rush rush;
    IDisposable? subscription;
    ITimer? again;
    LiveReading? reading;

    LiveReading Reading => reading ??= new(async () => rush = await count.ExecuteAsync(CancellationToken.None), e => Log.ReadFailed(log, e));

    protected override Task OnInitializedAsync()
    {
        subscription = live.Subscribe(tenant.Id, Topics.BookingTickets, tickets =>
        {
            _ = InvokeAsync(RefreshAsync); // not awaited: the listener has other pages to tell
            return Task.CompletedTask;
        });
        again = clock.CreateTimer(_ => _ = InvokeAsync(RefreshAsync), null, Pause, Pause);
        return RefreshAsync();
    }

    async Task RefreshAsync()
    {
        var before = rush;
        if (await Reading.RunAsync() && rush != before)
            StateHasChanged();
    }

    public void Dispose()
    {
        subscription?.Dispose();
        again?.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The tickets in line could not be counted.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
