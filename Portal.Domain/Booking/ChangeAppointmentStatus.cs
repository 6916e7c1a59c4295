using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>
/// Takes an appointment along its way: confirmed, arrived, waiting, in consult, fulfilled, not shown, cancelled. Staff take every step; a patient
/// may only say that they come, or cancel, and only for the people of their own proved phone.
/// </summary>
public sealed class ChangeAppointmentStatus(BookingStore store, Caller caller, CommandEnd end)
{
    /// <param name="Version">As it was read; a stale one is refused.</param>
    /// <param name="Reason">Why, for a cancellation.</param>
    /// <param name="By">Whose wish a cancellation is; a patient's own is the patient's. Null: the clinic's.</param>
    public sealed record Request(
        Guid CommandKey, AppointmentId Appointment, int Version, AppointmentStatus Status, string? Reason = null, CancelledBy? By = null);

    public async Task<Result<AppointmentState, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await ChangeAsync(request, cancellation), $"appointment.{request.Status}", request.Appointment, cancellation);

    async Task<Result<AppointmentState, BookingError>> ChangeAsync(Request request, CancellationToken cancellation)
    {
        var mayAll = caller.IsDesk;
        if (!mayAll && !(caller.Kind == CallerKind.Patient && request.Status is AppointmentStatus.Cancelled or AppointmentStatus.Confirmed))
            return BookingError.Forbidden;
        var by = caller.Kind == CallerKind.Patient ? CancelledBy.Patient : request.By ?? CancelledBy.Clinic;
        var answer = await store.SetStatusAsync(
            request.CommandKey, Hash(request), request.Appointment, request.Version, request.Status, request.Reason, by, cancellation);
        return StoreOutcomes.Read(answer)!.Value; // no rule of the calendar is asked, so none can be stale
    }

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[64]);
        hash.Add(request.Appointment.Value);
        hash.Add((int)request.Status);
        hash.Add(request.Reason);
        return hash.ToArray();
    }
}
