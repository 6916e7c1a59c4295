using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Callers;
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
public sealed class DirectLine(SessionStore store, Caller caller, CommandEnd end)
{
    /// <param name="Appointment">Whose place; null for what concerns the session.</param>
    /// <param name="Reason">Why, for <see cref="LineAct.Front"/>.</param>
    public sealed record Request(SessionId Session, LineAct Act, AppointmentId? Appointment = null, string? Reason = null);

    /// <returns>The session's id.</returns>
    public async Task<Result<SessionId, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await ActAsync(request, cancellation), $"queue.{request.Act}", "session", request.Session.Value, _ => request.Appointment?.Value ?? request.Session.Value, cancellation);

    async Task<Result<SessionId, BookingError>> ActAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
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
