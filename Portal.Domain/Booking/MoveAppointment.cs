using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>Moves an appointment to another time or practitioner, or changes how long it takes. It keeps its old place until the new one is certain. Staff move any; a patient those of their own phone.</summary>
public sealed class MoveAppointment(
    BookingRulesSource rules, BookingStore store, SlotWishes wishes, BookingTerms terms, GroupBooking groups, Caller caller, CommandEnd end)
{
    /// <param name="Service">The appointment's own service; another one finds no appointment.</param>
    /// <param name="Version">As it was read; a stale one is refused.</param>
    /// <param name="Length">As it takes now; staff may change it.</param>
    /// <param name="Practitioner">Null for any.</param>
    /// <param name="Preferred">For any: whom to try first, as it was offered.</param>
    public sealed record Request(
        Guid CommandKey, AppointmentId Appointment, int Version, ServiceId Service, Duration Length, PractitionerId? Practitioner, Instant Start,
        PractitionerId? Preferred = null)
    {
        /// <summary>The room or device that it is to be moved into; null for any that will do. Staff choose one.</summary>
        public Guid? Place { get; init; }

        /// <summary>Whose hold keeps the new time, and becomes its claim; null where it is free for all.</summary>
        public Guid? Visitor { get; init; }
    }

    public async Task<Result<AppointmentState, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await MoveAsync(request, cancellation), "appointment.move", request.Appointment, cancellation);

    async Task<Result<AppointmentState, BookingError>> MoveAsync(Request request, CancellationToken cancellation)
    {
        if (caller.Kind != CallerKind.Patient && !caller.IsDesk)
            return BookingError.Forbidden;
        if (request.Length <= Duration.Zero || request.Length > Duration.FromDays(1))
            return BookingError.OutsideHours;
        if (request.Place is not null && !caller.IsDesk)
            return BookingError.Forbidden;
        return await rules.WithCurrentAsync<Result<AppointmentState, BookingError>>(async current =>
        {
            // what is kept can be taken, though the notice passed while its patient thought about it
            var kept = request.Visitor is null ? current : current with { Policy = current.Policy with { Notice = Duration.Zero } };
            // what the clinic itself keeps for them is theirs to take
            var allowed = request.Visitor is null
                ? await terms.MoveAsync(current, request.Appointment, request.Service, request.Practitioner, request.Start, cancellation)
                : request.Practitioner;
            if (!allowed.Succeeded)
                return StoreOutcomes.ReadOr(allowed.Error, await store.AnswerBeforeAsync(request.CommandKey, Hash(request), cancellation));
            var wish = wishes.Resolve(kept, new(request.Service, allowed.Value, request.Preferred, request.Start) { Length = request.Length, Place = request.Place });
            if (!wish.Succeeded)
                return StoreOutcomes.ReadOr(wish.Error, await store.AnswerBeforeAsync(request.CommandKey, Hash(request), cancellation));
            return current.Services[request.Service] is { IsGroup: true } group
                ? await groups.MoveAsync(new(request.CommandKey, Hash(request), current.Version, request.Appointment, request.Version, request.Service), group, wish.Value, cancellation)
                : await TryInTurnAsync(request, current, wish.Value, cancellation);
        }, cancellation);
    }

    // the locks that moves queue under are of two practitioners, and who moves is in no hurry
    Task<Result<AppointmentState, BookingError>?> TryInTurnAsync(Request request, BookingRules current, Candidates at, CancellationToken cancellation)
    {
        var hash = Hash(request);
        return at.InTurnAsync(async i =>
        {
            var move = new MovedAppointment(request.CommandKey, hash, current.Version, request.Appointment, request.Version, request.Service, at.Only(i));
            return StoreOutcomes.Read(request.Visitor is { } visitor ? await store.MoveIntoHoldAsync(visitor, move, cancellation) : await store.MoveAsync(move, cancellation));
        });
    }

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[96]);
        hash.Add(request.Appointment.Value);
        hash.Add(request.Practitioner?.Value ?? Guid.Empty);
        hash.Add(request.Start.ToUnixTimeTicks());
        hash.Add(request.Length.BclCompatibleTicks);
        hash.Add(request.Place ?? Guid.Empty);
        return hash.ToArray();
    }
}
