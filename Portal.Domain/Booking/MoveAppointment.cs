using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>Moves an appointment to another time, practitioner or both. It keeps its old place until the new one is certain. Staff move any; a patient those of their own phone.</summary>
public sealed class MoveAppointment(
    BookingRulesSource rules, BookingStore store, SlotWishes wishes, ChangePublisher changes, TenantContext tenant, Caller caller, AuditTrail audit)
{
    /// <param name="Service">The appointment's own service, which says how long it takes; another one finds no appointment.</param>
    /// <param name="Version">As it was read; a stale one is refused.</param>
    public sealed record Request(Guid CommandKey, AppointmentId Appointment, int Version, ServiceId Service, PractitionerId Practitioner, Instant Start);

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
        return await rules.WithCurrentAsync<Result<AppointmentState, BookingError>>(async current =>
        {
            var wish = wishes.Resolve(current, new(request.Service, request.Practitioner, null, request.Start));
            if (!wish.Succeeded)
                return StoreOutcomes.ReadOr(wish.Error, await store.AnswerBeforeAsync(request.CommandKey, Hash(request), cancellation));
            var service = current.Services[request.Service];
            var move = new MovedAppointment(
                request.CommandKey, Hash(request), current.Version, request.Appointment, request.Version, request.Service, request.Practitioner,
                request.Start, request.Start + service.Length, SlotFinder.Occupied(service, request.Start));
            return StoreOutcomes.Read(await store.MoveAsync(move, cancellation));
        }, cancellation);
    }

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[64]);
        hash.Add(request.Appointment.Value);
        hash.Add(request.Practitioner.Value);
        hash.Add(request.Start.ToUnixTimeTicks());
        return hash.ToArray();
    }
}
