using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>
/// Makes an appointment longer or shorter where it stands: its beginning, practitioner and room stay, and its patient is not told, for they come at the
/// same time. By the desk.
/// </summary>
public sealed class ResizeAppointment(BookingRulesSource rules, BookingStore store, SlotWishes wishes, Caller caller, CommandEnd end)
{
    /// <param name="Version">As it was read; a stale one is refused.</param>
    /// <param name="Practitioner">As it was read, like <paramref name="Service"/> and <paramref name="Start"/>.</param>
    /// <param name="Length">Without buffers, which stay around it.</param>
    public sealed record Request(
        Guid CommandKey, AppointmentId Appointment, int Version, ServiceId Service, PractitionerId Practitioner, Instant Start, Duration Length);

    public async Task<Result<AppointmentState, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await ResizeAsync(request, cancellation), "appointment.resize", request.Appointment, cancellation);

    async Task<Result<AppointmentState, BookingError>> ResizeAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return BookingError.Forbidden;
        if (request.Length <= Duration.Zero || request.Length > Duration.FromDays(1))
            return BookingError.OutsideHours;
        return await rules.WithCurrentAsync<Result<AppointmentState, BookingError>>(async current =>
        {
            var wish = wishes.Resolve(current, new(request.Service, request.Practitioner, null, request.Start) { Length = request.Length });
            return wish.Succeeded
                ? StoreOutcomes.Read(await store.ResizeAsync(
                    new(request.CommandKey, Hash(request), current.Version, request.Appointment, request.Version, request.Service, wish.Value), cancellation))
                : StoreOutcomes.ReadOr(wish.Error, await store.AnswerBeforeAsync(request.CommandKey, Hash(request), cancellation));
        }, cancellation);
    }

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[64]);
        hash.Add(request.Appointment.Value);
        hash.Add(request.Start.ToUnixTimeTicks());
        hash.Add(request.Length.BclCompatibleTicks);
        return hash.ToArray();
    }
}
