using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.Booking.Calendar;

/// <summary>Does what a card is told, says that it was done, and offers the way back for a minute.</summary>
public sealed class DeskActions(
    ChangeAppointmentStatus changeStatus, MoveAppointment move, ResizeAppointment resize, UndoAppointmentChange undo, ISnackbar snackbar, IStringLocalizer<DeskTexts> texts,
    IStringLocalizer<CalendarTexts> calendarTexts, ClinicContext clinic)
{
    public async Task<Result<AppointmentState, BookingError>> SetStatusAsync(DeskAppointment a, AppointmentStatus status, string? reason = null, CancelledBy? by = null)
    {
        var result = await changeStatus.ExecuteAsync(new(Guid.CreateVersion7(), a.Id, a.Version, status, reason, by), CancellationToken.None);
        if (result.Succeeded)
            SayStep(a.PatientName, status, result.Value);
        return result;
    }

    public void SayStep(string patient, AppointmentStatus status, AppointmentState changed) => Say(texts[$"Done.{status}", patient], changed);

    /// <param name="place">The room or device it is to be; null for any that will do.</param>
    public async Task<Result<AppointmentState, BookingError>> MoveAsync(DeskAppointment a, PractitionerId practitioner, Instant start, Guid? place = null)
    {
        var result = await move.ExecuteAsync(
            new(Guid.CreateVersion7(), a.Id, a.Version, a.Service, a.End - a.Start, practitioner, start) { Place = place }, CancellationToken.None);
        if (result.Succeeded)
            Say(texts["Done.Moved", a.PatientName, clinic.Format.DayAndTime(start)], result.Value);
        return result;
    }

    public async Task<Result<AppointmentState, BookingError>> ResizeAsync(DeskAppointment a, Duration length)
    {
        var result = await resize.ExecuteAsync(new(Guid.CreateVersion7(), a.Id, a.Version, a.Service, a.Practitioner, a.Start, length), CancellationToken.None);
        if (result.Succeeded)
            Say(calendarTexts["Done.Resized", a.PatientName, clinic.Format.Number((int)length.TotalMinutes), clinic.Format.Time(result.Value.End)], result.Value);
        return result;
    }

    /// <param name="changed">What the change left, where it can be taken back.</param>
    public void Say(string sentence, AppointmentState? changed = null) =>
        snackbar.Tell(sentence, texts["Undo"], changed is null ? null : async () =>
        {
            var undone = await undo.ExecuteAsync(new(Guid.CreateVersion7(), changed.Id, changed.Version), CancellationToken.None);
            if (undone.Succeeded)
                Say(texts["Done.Undone"]);
            else
                Warn(undone.Error);
        });

    public void Warn(BookingError error) => Warn(Sentence(error));

    public void Warn(string sentence) => snackbar.Add(sentence, Severity.Warning);

    public string Sentence(BookingError error) => texts[$"Error.{error}"];
}
