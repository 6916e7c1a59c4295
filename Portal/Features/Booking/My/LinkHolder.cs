using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;

namespace Portal.Features.Booking.My;

/// <summary>The one appointment of a link: seen, moved or cancelled by whoever holds the link.</summary>
sealed class LinkHolder(ActAsLinkHolder holder, PublicAppointment read, Caller caller)
{
    string? proved;
    bool wasRead;

    public static bool IsOpen(PublicAppointment.View appointment, NodaTime.Instant now) =>
        appointment.Status.IsAhead() && appointment.Start > now;

    /// <summary>
    /// Whether what the patient's record made of the appointment may be shown. Who proposes it with a phone that is not theirs has the link too: until
    /// the desk has accepted it, only who is signed in with that phone is told.
    /// </summary>
    public bool MayTell(PublicAppointment.View appointment) =>
        appointment.Status is not (AppointmentStatus.Proposed or AppointmentStatus.Cancelled) || proved is not null && proved == caller.Phone;

    /// <returns>Null for a link that is not of this clinic.</returns>
    public async Task<PublicAppointment.View?> ReadAsync(string? token, CancellationToken cancellation)
    {
        // the link makes its holder the patient of its phone: what was proved before it, is read before it
        if (!wasRead)
            (wasRead, proved) = (true, caller.Kind == CallerKind.Patient ? caller.Phone : null);
        return await holder.ExecuteAsync(token, cancellation) is { } id ? await read.ExecuteAsync(id, cancellation) : null;
    }
}
