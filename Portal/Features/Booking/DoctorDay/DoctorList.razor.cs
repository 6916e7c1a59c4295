using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Shared;
using Portal.Resources.Desk;
using Portal.Resources.Doctor;

namespace Portal.Features.Booking.DoctorDay;

/// <summary>The signed-in doctor's list of today, read again whenever an appointment changes anywhere, and when the day turns.</summary>
public sealed partial class DoctorList(
    ListMyDay list, LiveUpdates live, TenantContext tenant, ClinicContext clinic, DeskActions actions, IStringLocalizer<DoctorTexts> texts, IStringLocalizer<DeskTexts> deskTexts,
    TimeProvider clock, ILogger<DoctorList> log)
{
    ListMyDay.MyDay? day;
    LocalDate read;
    IDisposable? subscription;
    string? announcement;
    bool refused;
    LiveReading? reading;
    WakingTimer? midnight;

    IStringLocalizer<DoctorTexts> T => texts;

    IStringLocalizer<DeskTexts> D => deskTexts;

    int Waiting => Count(AppointmentStatus.Arrived) + Count(AppointmentStatus.Waiting);

    int ToCome => day?.Appointments.Count(a => a.Status.IsAhead()) ?? 0;

    int Done => Count(AppointmentStatus.Fulfilled);

    /// <summary>Who is inside; else who is here and waits longest by the calendar; nobody here, who comes next.</summary>
    DeskAppointment? Next => day?.Appointments.FirstOrDefault(a => a.Status == AppointmentStatus.InConsult)
        ?? day?.Appointments.FirstOrDefault(a => a.Status.IsHere())
        ?? day?.Appointments.FirstOrDefault(a => a.Status is AppointmentStatus.Booked or AppointmentStatus.Confirmed && a.End > clinic.Now);

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    protected override async Task OnInitializedAsync()
    {
        midnight = new(clock, () => _ = InvokeAsync(RefreshAsync));
        subscription = live.Subscribe(tenant.Id, Topics.Appointments, changed =>
        {
            _ = InvokeAsync(RefreshAsync);
            return Task.CompletedTask;
        });
        await RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (!await Reading.RunAsync())
            return;
        midnight?.SetFor(clinic.Midnight);
        StateHasChanged();
    }

    async Task ReadAsync()
    {
        var today = clinic.Today;
        var here = today != read ? null : day?.Appointments.Where(a => a.Status.IsHere()).Select(a => a.Id).ToHashSet();
        var result = await list.ExecuteAsync(today, CancellationToken.None);
        refused = !result.Succeeded;
        if (refused)
            return;
        (day, read) = (result.Value, today);
        if (here is not null && day.Appointments.FirstOrDefault(a => a.Status.IsHere() && !here.Contains(a.Id)) is { } arrived)
            announcement = texts["Announce.Arrived", arrived.PatientName];
    }

    async Task SetAsync((DeskAppointment Appointment, AppointmentStatus Status) wish)
    {
        var result = await actions.SetStatusAsync(wish.Appointment, wish.Status);
        if (!result.Succeeded)
            actions.Warn(result.Error);
        await RefreshAsync();
    }

    int Count(AppointmentStatus status) => day?.Appointments.Count(a => a.Status == status) ?? 0;

    public void Dispose()
    {
        subscription?.Dispose();
        midnight?.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The doctor's day could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
