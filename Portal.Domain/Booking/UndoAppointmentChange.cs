using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>
/// Takes the last change of an appointment back, within a minute of it and by who made it: it stands as it did, in its old place, or the
/// answer says that the place has gone. A first booking is not undone but cancelled.
/// </summary>
public sealed class UndoAppointmentChange(BookingStore store, Caller caller, CommandEnd end)
{
    public static readonly Duration For = Duration.FromMinutes(1);

    /// <param name="Version">That the change left.</param>
    public sealed record Request(Guid CommandKey, AppointmentId Appointment, int Version);

    public async Task<Result<AppointmentState, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await UndoAsync(request, cancellation), "appointment.undo", request.Appointment, cancellation);

    async Task<Result<AppointmentState, BookingError>> UndoAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return BookingError.Forbidden;
        var hash = new RequestHash(stackalloc byte[32]);
        hash.Add(request.Appointment.Value);
        hash.Add(request.Version);
        var answer = await store.UndoAsync(request.CommandKey, hash.ToArray(), store.Now - For, request.Appointment, request.Version, cancellation);
        return answer.Outcome == "closed" ? BookingError.TooLateToUndo : StoreOutcomes.Read(answer)!.Value; // no rule of the calendar is asked, so none can be stale
    }
}
