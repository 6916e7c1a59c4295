using Microsoft.Extensions.Localization;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.Queue;

/// <summary>What is done with a line from the desk's page and the doctor's: the act, what is said of it, and why it did not happen.</summary>
public sealed class LineActions(DirectLine direct, ChangeAppointmentStatus change, DeskActions desk, ClinicContext clinic, IStringLocalizer<QueueTexts> texts)
{
    public async Task<bool> ActAsync(SessionId session, LineAct act, TurnRow? row = null, string? reason = null)
    {
        var result = await direct.ExecuteAsync(new(session, act, row?.Appointment, reason), CancellationToken.None);
        if (!result.Succeeded)
            desk.Warn(result.Error);
        else if (row is not null)
            desk.Say(texts[$"Said.{act}", clinic.Format.Number(row.Number)]);
        return result.Succeeded;
    }

    public async Task<bool> StepAsync(TurnRow row, AppointmentStatus status)
    {
        var result = await change.ExecuteAsync(new(Guid.CreateVersion7(), row.Appointment, row.Version, status), CancellationToken.None);
        if (result.Succeeded)
            desk.SayStep(row.PatientName, status, result.Value);
        else
            desk.Warn(result.Error);
        return result.Succeeded;
    }
}
