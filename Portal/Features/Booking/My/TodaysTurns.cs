using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;
using Portal.Hosting;

namespace Portal.Features.Booking.My;

/// <summary>The turns of today of everybody on the caller's phone, by appointment.</summary>
sealed class TodaysTurns(MyAppointments mine, MyTurn turn, ClinicContext clinic)
{
    public async Task<IReadOnlyDictionary<AppointmentId, MyTurn.View>> ReadAsync(CancellationToken cancellation) =>
        await ReadAsync((await mine.ExecuteAsync(cancellation)).Upcoming, cancellation);

    public async Task<IReadOnlyDictionary<AppointmentId, MyTurn.View>> ReadAsync(IReadOnlyList<PublicAppointment.View> upcoming, CancellationToken cancellation)
    {
        var found = new Dictionary<AppointmentId, MyTurn.View>();
        foreach (var appointment in upcoming.Where(a => clinic.Format.DateOf(a.Start) == clinic.Today))
            if (await turn.ExecuteAsync(appointment.Id, cancellation) is { } view)
                found[appointment.Id] = view;
        return found;
    }
}
