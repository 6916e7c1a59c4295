using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.Calendar;

/// <summary>Tells whoever came second who was first, and with what: two receptionists at one time, or at one appointment.</summary>
sealed class WhoWasFirst(ListDay list, AppointmentDetails details, ClinicContext clinic, IStringLocalizer<DeskTexts> texts, IStringLocalizer<CalendarTexts> more)
{
    /// <returns>Whose appointment has the time and who made it so; null where nobody stands there.</returns>
    public async Task<string?> AtAsync(PractitionerId practitioner, Instant start)
    {
        var day = clinic.Format.DateOf(start);
        var calendar = await list.ExecuteAsync(new(new DateInterval(day, day), practitioner), CancellationToken.None);
        if (!calendar.Succeeded || calendar.Value.Appointments.FirstOrDefault(a => Stands(a) && a.Start <= start && a.End > start) is not { } there)
            return null;
        return await LastAsync(there.Id) is { } step ? more["Race.Time", there.PatientName, clinic.Format.Time(there.Start), Who(step), clinic.Format.Time(step.At)].Value : null;
    }

    /// <returns>What was done last, by whom and when; null where it cannot be read.</returns>
    public async Task<string?> OfAsync(AppointmentId appointment) => await LastAsync(appointment) is { } step
        ? more["Race.Change", Who(step), clinic.Format.Time(step.At), texts[$"Step.{step.Kind}", clinic.Format.DayAndTime(step.Start)]].Value
        : null;

    async Task<AppointmentDetails.Step?> LastAsync(AppointmentId id) =>
        await details.ExecuteAsync(id, CancellationToken.None) is { Succeeded: true, Value.History: [.., var last] } ? last : null;

    static bool Stands(DeskAppointment a) => a.Status is not (AppointmentStatus.Cancelled or AppointmentStatus.NoShow);

    string Who(AppointmentDetails.Step step) => step.ActorName ?? texts[$"Actor.{step.ActorKind}"];
}
