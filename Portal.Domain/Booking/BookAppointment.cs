using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>
/// Books a time for a patient: one round trip, after which the appointment, its event, its outbox row and its audit row stand, or nothing does.
/// Staff book for anybody and a patient for the people of their own proved phone. A visitor who has proved nothing may only propose:
/// the time is kept and the desk makes it firm.
/// </summary>
public sealed class BookAppointment(
    BookingRulesSource rules, BookingStore store, SlotWishes wishes, BookingTerms terms, GroupBooking groups, CommandEnd end)
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

        /// <summary>The room or device that it is to be in; null for any that will do. Staff choose one.</summary>
        public Guid? Place { get; init; }

        /// <summary>Why it is to stand over another one, or over the practitioner's limit, where there is no room. The desk's alone, and never by accident.</summary>
        public string? OverbookReason { get; init; }
    }

    public async Task<Result<AppointmentState, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await BookAsync(request, cancellation), "appointment.book", "patient", request.Patient.Value, booked => booked.Id.Value, cancellation);

    async Task<Result<AppointmentState, BookingError>> BookAsync(Request request, CancellationToken cancellation)
    {
        if (terms.StatusOfNew is not { } status || (request.OverbookReason is not null || request.Place is not null) && !terms.IsDesk)
            return BookingError.Forbidden;

        return await rules.WithCurrentAsync<Result<AppointmentState, BookingError>>(async current =>
        {
            var who = await terms.StandingAsync(current, request.Service, request.Patient, cancellation);
            var term = terms.Of(current, request.Service, who, status);
            var wish = term.Refused is { } refused ? refused : wishes.Resolve(
                request.Visitor is null ? current : Filled(current),
                new(request.Service, request.Practitioner, request.Preferred, request.Start) { Location = request.Location, Place = request.Place, Who = who });
            if (!wish.Succeeded)
                return StoreOutcomes.ReadOr(wish.Error, await store.AnswerBeforeAsync(request.CommandKey, Hash(request), cancellation));
            var booking = new NewAppointment(
                request.CommandKey, Hash(request), current.Version, request.Patient, request.Service, term.Status.ToString(), request.Source.ToString(),
                request.Note, request.Visitor) { Deposit = term.Deposit, OverbookReason = request.OverbookReason };
            return current.Services[request.Service] is { IsGroup: true } group
                ? await groups.BookAsync(booking, group, wish.Value, cancellation)
                : StoreOutcomes.Read(await store.BookAsync(booking, wish.Value, cancellation));
        }, cancellation);
    }

    // what was offered can still be booked when the notice passes while its visitor fills the form
    static BookingRules Filled(BookingRules rules) =>
        rules with { Policy = rules.Policy with { Notice = Duration.Max(Duration.Zero, rules.Policy.Notice - rules.Policy.HoldFor) } };

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[176]);
        hash.Add(request.Patient.Value);
        hash.Add(request.Service.Value);
        hash.Add(request.Practitioner?.Value ?? Guid.Empty);
        hash.Add(request.Start.ToUnixTimeTicks());
        hash.Add(request.Note);
        hash.Add(request.OverbookReason);
        hash.Add(request.Place ?? Guid.Empty);
        return hash.ToArray();
    }
}
