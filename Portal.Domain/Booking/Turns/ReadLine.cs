using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Turns;

/// <summary>The line of a session as it is now, with names, for staff.</summary>
public sealed class ReadLine(TurnLines lines, Caller caller, AuditTrail audit)
{
    public async Task<Result<TurnLine, BookingError>> ExecuteAsync(SessionId session, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("queue.read", BookingError.Forbidden, "session", session.Value, cancellation);
        return await lines.ReadAsync(session, cancellation) is { } line ? line : BookingError.NotFound;
    }
}
