using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>Moves an appointment to another time or practitioner, or changes how long it takes. It keeps its old place until the new one is certain. Staff move any; a patient those of their own phone.</summary>
public sealed class MoveAppointment(
    BookingRulesSource rules, BookingStore store, SlotWishes wishes, GroupBooking groups, ChangePublisher changes, TenantContext tenant, Caller caller, AuditTrail audit)
{
    /// <param name="Service">The appointment's own service; another one finds no appointment.</param>
    /// <param name="Version">As it was read; a stale one is refused.</param>
    /// <param name="Length">As it takes now; staff may change it.</param>
    /// <param name="Practitioner">Null for any.</param>
    /// <param name="Preferred">For any: whom to try first, as it was offered.</param>
    public sealed record Request(
        Guid CommandKey, AppointmentId Appointment, int Version, ServiceId Service, Duration Length, PractitionerId? Practitioner, Instant Start,
        PractitionerId? Preferred = null);

    public async Task<Result<AppointmentState, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var result = await MoveAsync(request, cancellation);
        if (result.Succeeded)
            changes.Publish(new(tenant.Id, Topics.Appointments, request.Appointment.Value));
        else
            await audit.RefuseAsync("appointment.move", result.Error, "appointment", request.Appointment.Value, cancellation);
        return result;
    }

    async Task<Result<AppointmentState, BookingError>> MoveAsync(Request request, CancellationToken cancellation)
    {
        if (caller.Kind != CallerKind.Patient && !caller.IsAny(StaffRole.Receptionist | StaffRole.Administrator | StaffRole.Doctor))
            return BookingError.Forbidden;
        if (request.Length <= Duration.Zero || request.Length > Duration.FromDays(1))
            return BookingError.OutsideHours;
        return await rules.WithCurrentAsync<Result<AppointmentState, BookingError>>(async current =>
        {
            var wish = wishes.Resolve(current, new(request.Service, request.Practitioner, request.Preferred, request.Start) { Length = request.Length });
            if (!wish.Succeeded)
                return StoreOutcomes.ReadOr(wish.Error, await store.AnswerBeforeAsync(request.CommandKey, Hash(request), cancellation));
            return current.Services[request.Service] is { IsGroup: true } group
                ? await groups.MoveAsync(new(request.CommandKey, Hash(request), current.Version, request.Appointment, request.Version, request.Service), group, wish.Value, cancellation)
                : await TryInTurnAsync(request, current, wish.Value, cancellation);
        }, cancellation);
    }

    // one after the other, each all or nothing: the locks that moves queue under are of two practitioners, and who moves is in no hurry
    async Task<Result<AppointmentState, BookingError>?> TryInTurnAsync(Request request, BookingRules current, Candidates at, CancellationToken cancellation)
    {
        var hash = Hash(request);
        Result<AppointmentState, BookingError>? result = null;
        for (var i = 0; i < at.Practitioners.Length; i++)
        {
            var move = new MovedAppointment(request.CommandKey, hash, current.Version, request.Appointment, request.Version, request.Service, at.Only(i));
            result = StoreOutcomes.Read(await store.MoveAsync(move, cancellation));
            if (result is not { } answer || !answer.IsError(BookingError.Taken))
                break;
        }

        return result;
    }

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[64]);
        hash.Add(request.Appointment.Value);
        hash.Add(request.Practitioner?.Value ?? Guid.Empty);
        hash.Add(request.Start.ToUnixTimeTicks());
        hash.Add(request.Length.BclCompatibleTicks);
        return hash.ToArray();
    }
}
