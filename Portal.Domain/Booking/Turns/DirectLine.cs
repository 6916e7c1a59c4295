using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Turns;

public enum LineAct
{
    /// <summary>The number is called in. Sent twice, it calls once: who is called is said, and not "the next".</summary>
    Call,

    /// <summary>Called and not come: behind the next ones who wait.</summary>
    Skip,

    /// <summary>To the place of the number.</summary>
    Back,

    /// <summary>In front of all who wait, for a reason.</summary>
    Front,

    /// <summary>No more numbers are given.</summary>
    Close,
    Open,
}

/// <summary>What the desk and the doctor do with the line of a session. That somebody goes in or is done is a step of the appointment.</summary>
public sealed class DirectLine(SessionStore store, ChangePublisher changes, TenantContext tenant, Caller caller, AuditTrail audit)
{
    /// <param name="Appointment">Whose place; null for what concerns the session.</param>
    /// <param name="Reason">Why, for <see cref="LineAct.Front"/>.</param>
    public sealed record Request(SessionId Session, LineAct Act, AppointmentId? Appointment = null, string? Reason = null);

    /// <returns>The session's id.</returns>
    public async Task<Result<SessionId, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var result = await ActAsync(request, cancellation);
        if (result.Succeeded)
            changes.Publish(new(tenant.Id, Topics.Appointments, request.Appointment?.Value ?? request.Session.Value));
        else
            await audit.RefuseAsync($"queue.{request.Act}", result.Error, "session", request.Session.Value, cancellation);
        return result;
    }

    async Task<Result<SessionId, BookingError>> ActAsync(Request request, CancellationToken cancellation)
    {
        if (!TurnBounds.IsDesk(caller))
            return BookingError.Forbidden;
        if (request.Act == LineAct.Front && string.IsNullOrWhiteSpace(request.Reason))
            return BookingError.ReasonMissing;
        return await store.ActAsync(request.Act.ToString().ToLowerInvariant(), request.Session, request.Appointment, request.Reason?.Trim(), cancellation) switch
        {
            "done" => request.Session,
            "not_found" => BookingError.NotFound,
            _ => BookingError.Closed,
        };
    }
}
