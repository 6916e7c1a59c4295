using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>
/// Books a time for a patient: one round trip, after which the appointment, its event, its outbox row and its audit row stand, or nothing does.
/// Staff book for anybody and a patient for the people of their own proved phone. A visitor who has proved nothing may only propose:
/// the time is kept and the desk makes it firm.
/// </summary>
public sealed class BookAppointment(
    BookingRulesSource rules, BookingStore store, SlotWishes wishes, PatientStandings standings, ChangePublisher changes, TenantContext tenant, Caller caller, AuditTrail audit)
{
    /// <param name="CommandKey">New for each form; a form whose time or patient changed gets a new one. Sent twice, it books once.</param>
    /// <param name="Practitioner">Null for any.</param>
    /// <param name="Preferred">For any: whom to try first, as the search or the hold offered it.</param>
    /// <param name="Visitor">Whose hold, if any, is turned into the booking.</param>
    public sealed record Request(
        Guid CommandKey, PatientId Patient, ServiceId Service, PractitionerId? Practitioner, Instant Start, BookingSource Source,
        PractitionerId? Preferred = null, string? Note = null, Guid? Visitor = null)
    {
        /// <summary>The branch; null for any.</summary>
        public Guid? Location { get; init; }

        /// <summary>Why it is to stand over another one, or over the practitioner's limit, where there is no room. The desk's alone, and never by accident.</summary>
        public string? OverbookReason { get; init; }

        /// <summary>The sessions it is booked together with.</summary>
        internal Guid? Series { get; init; }
    }

    public async Task<Result<AppointmentState, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var result = await BookAsync(request, cancellation);
        if (result.Succeeded)
            changes.Publish(new(tenant.Id, Topics.Appointments, result.Value.Id.Value));
        else
            await audit.RefuseAsync("appointment.book", result.Error, "patient", request.Patient.Value, cancellation);
        return result;
    }

    async Task<Result<AppointmentState, BookingError>> BookAsync(Request request, CancellationToken cancellation)
    {
        var status = caller.Kind switch
        {
            CallerKind.Staff or CallerKind.System => caller.IsAny(StaffRole.Receptionist | StaffRole.Administrator | StaffRole.Doctor)
                ? AppointmentStatus.Booked : default(AppointmentStatus?),
            CallerKind.Patient => AppointmentStatus.Booked,
            CallerKind.Visitor => AppointmentStatus.Proposed,
            _ => null,
        };
        if (status is null || request.OverbookReason is not null && !wishes.IsDesk)
            return BookingError.Forbidden;

        return await rules.WithCurrentAsync<Result<AppointmentState, BookingError>>(async current =>
        {
            var who = await StandingAsync(current, request, cancellation);
            var terms = Terms.Of(current, request.Service, who, status.Value, wishes.IsDesk);
            var wish = terms.Refused is { } refused ? refused : wishes.Resolve(
                request.Visitor is null ? current : Filled(current),
                new(request.Service, request.Practitioner, request.Preferred, request.Start) { Location = request.Location, Who = who });
            if (!wish.Succeeded)
                return StoreOutcomes.ReadOr(wish.Error, await store.AnswerBeforeAsync(request.CommandKey, Hash(request), cancellation));
            var booking = new NewAppointment(
                request.CommandKey, Hash(request), current.Version, request.Patient, request.Service, terms.Status.ToString(), request.Source.ToString(),
                request.Note, request.Visitor) { Deposit = terms.Deposit, OverbookReason = request.OverbookReason, Series = request.Series };
            var answer = await store.BookAsync(booking, wish.Value, cancellation);
            return StoreOutcomes.Read(answer);
        }, cancellation);
    }

    // most services and clinics do not ask who comes, and most bookings are one round trip
    async Task<PatientStanding?> StandingAsync(BookingRules current, Request request, CancellationToken cancellation) =>
        current.Services.TryGetValue(request.Service, out var service) && (service.AsksWho || !wishes.IsDesk && current.Policy.NoShow.Policy != NoShowPolicy.None)
            ? await standings.ReadAsync(request.Patient, cancellation) : null;

    /// <summary>What this patient's record makes of the booking: the desk has to call, a deposit is asked for, or it is not taken here.</summary>
    readonly record struct Terms(AppointmentStatus Status, decimal? Deposit, BookingError? Refused)
    {
        public static Terms Of(BookingRules rules, ServiceId service, PatientStanding? who, AppointmentStatus status, bool isDesk)
        {
            var deposit = rules.Services.GetValueOrDefault(service)?.Deposit;
            if (isDesk || who is null || !rules.Policy.NoShow.Applies(who.Missed))
                return new(status, deposit, null);
            return rules.Policy.NoShow.Policy switch
            {
                NoShowPolicy.AskToConfirm => new(AppointmentStatus.Proposed, deposit, null),
                NoShowPolicy.AskDeposit => new(status, deposit ?? rules.Policy.NoShow.Deposit, null),
                _ => new(status, deposit, BookingError.DeskOnly),
            };
        }
    }

    // what was offered can still be booked when the notice passes while its visitor fills the form
    static BookingRules Filled(BookingRules rules) =>
        rules with { Policy = rules.Policy with { Notice = Duration.Max(Duration.Zero, rules.Policy.Notice - rules.Policy.HoldFor) } };

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[160]);
        hash.Add(request.Patient.Value);
        hash.Add(request.Service.Value);
        hash.Add(request.Practitioner?.Value ?? Guid.Empty);
        hash.Add(request.Start.ToUnixTimeTicks());
        hash.Add(request.Note);
        hash.Add(request.OverbookReason);
        return hash.ToArray();
    }
}
