using Microsoft.Extensions.Localization;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.Booking.Money;

/// <summary>The reader's own shift and who has not paid today: read again whenever a receipt or an appointment changes anywhere.</summary>
public sealed partial class MoneyDesk(
    ReadShift read, ListUnpaid list, LiveUpdates live, TenantContext tenant, ClinicContext clinic, IStringLocalizer<MoneyTexts> texts, ILogger<MoneyDesk> log)
{
    ReadShift.View? shift;
    IReadOnlyList<DeskAppointment>? unpaid;
    ShiftId? closed;
    AppointmentId? paying;
    IDisposable? appointments, money;
    LiveReading? reading;
    bool refused;

    IStringLocalizer<MoneyTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    protected override Task OnInitializedAsync()
    {
        appointments = live.Subscribe(tenant.Id, Topics.Appointments, Again);
        money = live.Subscribe(tenant.Id, Topics.Money, Again);
        return RefreshAsync();
    }

    Task Again(IReadOnlyCollection<Guid> changed)
    {
        _ = InvokeAsync(RefreshAsync); // not awaited: the listener has other pages to tell
        return Task.CompletedTask;
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var open = await read.ExecuteAsync(null, CancellationToken.None);
        refused = !open.Succeeded;
        if (refused)
            return;
        var due = await list.ExecuteAsync(clinic.Today, CancellationToken.None);
        (shift, unpaid) = (open.Value, due.Succeeded ? due.Value : []);
    }

    Task PaidAsync()
    {
        (paying, closed) = (null, null);
        return RefreshAsync();
    }

    Task ClosedAsync(ShiftId over)
    {
        closed = over;
        return RefreshAsync();
    }

    public void Dispose()
    {
        appointments?.Dispose();
        money?.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The shift could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
