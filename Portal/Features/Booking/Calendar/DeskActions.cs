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

/// <summary>Does what a card is told, says that it was done, and offers the way back where there is one.</summary>
public sealed class DeskActions(ChangeAppointmentStatus changeStatus, MoveAppointment move, ISnackbar snackbar, IStringLocalizer<DeskTexts> texts, ClinicContext clinic)
{
    public async Task<Result<AppointmentState, BookingError>> SetStatusAsync(DeskAppointment a, AppointmentStatus status, string? reason = null)
    {
        var result = await changeStatus.ExecuteAsync(new(Guid.CreateVersion7(), a.Id, a.Version, status, reason), CancellationToken.None);
        if (result.Succeeded)
        {
            var changed = a with { Status = status, Version = result.Value.Version };
            Say(texts[$"Done.{status}", a.PatientName], BackFrom(a.Status, status) is { } back ? () => SetStatusAsync(changed, back) : null);
        }

        return result;
    }

    public async Task<Result<AppointmentState, BookingError>> MoveAsync(DeskAppointment a, PractitionerId practitioner, Instant start)
    {
        var result = await move.ExecuteAsync(new(Guid.CreateVersion7(), a.Id, a.Version, a.Service, practitioner, start), CancellationToken.None);
        if (result.Succeeded)
        {
            var moved = a with { Practitioner = practitioner, Start = result.Value.Start, End = result.Value.End, Version = result.Value.Version };
            Say(texts["Done.Moved", a.PatientName, clinic.Format.DayAndTime(start)], () => MoveAsync(moved, a.Practitioner, a.Start));
        }

        return result;
    }

    public void Say(string sentence, Func<Task<Result<AppointmentState, BookingError>>>? undo = null) =>
        snackbar.Tell(sentence, texts["Undo"], undo is null ? null : async () =>
        {
            var undone = await undo();
            if (!undone.Succeeded)
                Warn(undone.Error);
        });

    public void Warn(BookingError error) => snackbar.Add(Sentence(error), Severity.Warning);

    public string Sentence(BookingError error) => texts[$"Error.{error}"];

    static AppointmentStatus? BackFrom(AppointmentStatus was, AppointmentStatus now) => (was, now) switch
    {
        (AppointmentStatus.Booked, AppointmentStatus.Arrived) => AppointmentStatus.Booked,
        (AppointmentStatus.Arrived, AppointmentStatus.Fulfilled) => AppointmentStatus.Arrived,
        (AppointmentStatus.Arrived, AppointmentStatus.Booked) => AppointmentStatus.Arrived,
        (AppointmentStatus.Fulfilled, AppointmentStatus.Arrived) => AppointmentStatus.Fulfilled,
        _ => null,
    };
}
