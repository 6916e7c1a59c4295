using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Turns;

/// <summary>
/// Books a turn: the next number of a practitioner's session, which is made with its claim if this is its first. One round trip, after which the
/// seat, the appointment, its event, its outbox row and its audit row stand, or nothing does. Who may book what is as in <see cref="BookAppointment"/>.
/// </summary>
public sealed class BookTurn(
    BookingRulesSource rules, SessionStore store, SessionWishes wishes, BookingTerms terms, CommandEnd end)
{
    /// <param name="CommandKey">New for each form; sent twice, it books once.</param>
    /// <param name="Session">When the session begins.</param>
    /// <param name="Urgent">Why the patient comes in front of all who wait, over and above the places; the desk's alone.</param>
    public sealed record Request(
        Guid CommandKey, PatientId Patient, ServiceId Service, PractitionerId Practitioner, Instant Session, BookingSource Source, string? Note = null, string? Urgent = null);

    public async Task<Result<TurnState, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        await end.TellAsync(await BookAsync(request, cancellation), "appointment.book", "patient", request.Patient.Value, booked => booked.Appointment.Id.Value, cancellation);

    async Task<Result<TurnState, BookingError>> BookAsync(Request request, CancellationToken cancellation)
    {
        if (terms.StatusOfNew is not { } status || request.Urgent is not null && !terms.IsDesk)
            return BookingError.Forbidden;
        return await rules.WithCurrentAsync<Result<TurnState, BookingError>>(async current =>
        {
            var who = await terms.StandingAsync(current, request.Service, request.Patient, cancellation);
            var term = terms.Of(current, request.Service, who, status);
            var wish = term.Refused is { } refused ? refused : wishes.Resolve(current, request.Service, request.Practitioner, request.Session, who);
            if (!wish.Succeeded)
                return StoreOutcomes.ReadTurnOr(wish.Error, await store.AnswerBeforeAsync(request.CommandKey, Hash(request), cancellation));
            var (at, service, kind) = wish.Value;
            var seat = new NewSeat(
                request.CommandKey, Hash(request), current.Version, request.Patient, request.Service, term.Status, request.Source, request.Note,
                service.Price, term.Deposit, kind, request.Urgent);
            return StoreOutcomes.ReadTurn(await store.BookAsync(seat, at, cancellation));
        }, cancellation);
    }

    static byte[] Hash(Request request)
    {
        var hash = new RequestHash(stackalloc byte[160]);
        hash.Add(request.Patient.Value);
        hash.Add(request.Service.Value);
        hash.Add(request.Practitioner.Value);
        hash.Add(request.Session.ToUnixTimeTicks());
        hash.Add(request.Note);
        hash.Add(request.Urgent);
        return hash.ToArray();
    }
}
