using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Turns;

/// <summary>Moves an appointment to a turn, from a time of its own or from another session; it keeps what it has until the number is certain.</summary>
public sealed class MoveToTurn(
    BookingRulesSource rules, SessionStore store, SessionWishes wishes, BookingTerms terms, Caller caller, CommandEnd end)
{
    /// <param name="Service">The appointment's own.</param>
    /// <param name="Version">As it was read; a stale one is refused.</param>
    /// <param name="Session">When the session begins.</param>
    public sealed record Request(Guid CommandKey, AppointmentId Appointment, int Version, ServiceId Service, PractitionerId Practitioner, Instant Session);

    public async Task<Result<TurnState, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await MoveAsync(request, cancellation), "appointment.move", request.Appointment, cancellation);

    async Task<Result<TurnState, BookingError>> MoveAsync(Request request, CancellationToken cancellation)
    {
        if (caller.Kind != CallerKind.Patient && !caller.IsDesk)
            return BookingError.Forbidden;
        return await rules.WithCurrentAsync<Result<TurnState, BookingError>>(async current =>
        {
            var allowed = await terms.MoveAsync(current, request.Appointment, request.Service, request.Practitioner, request.Session, cancellation);
            if (!allowed.Succeeded)
                return StoreOutcomes.ReadTurnOr(allowed.Error, await store.AnswerBeforeAsync(request.CommandKey, Hash(request), cancellation));
            var wish = wishes.Resolve(current, request.Service, request.Practitioner, request.Session, null);
            if (!wish.Succeeded)
                return StoreOutcomes.ReadTurnOr(wish.Error, await store.AnswerBeforeAsync(request.CommandKey, Hash(request), cancellation));
            var move = new MovedSeat(request.CommandKey, Hash(request), current.Version, request.Appointment, request.Version, request.Service);
            return StoreOutcomes.ReadTurn(await store.MoveAsync(move, wish.Value.At, cancellation));
        }, cancellation);
    }

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[64]);
        hash.Add(request.Appointment.Value);
        hash.Add(request.Practitioner.Value);
        hash.Add(request.Session.ToUnixTimeTicks());
        return hash.ToArray();
    }
}
