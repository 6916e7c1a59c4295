using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Turns;

/// <summary>
/// Places in a class or a group: who books a start that has a session of the service already joins it. Few groups have a choice of
/// practitioners, who are tried in turn.
/// </summary>
public sealed class GroupBooking(SessionStore store)
{
    internal Task<Result<AppointmentState, BookingError>?> BookAsync(NewAppointment booking, ServiceRule service, Candidates at, CancellationToken cancellation) =>
        EachAsync(service, at, (i, wish) => store.BookAsync(
            new(booking.Key, booking.Hash, booking.RulesVersion, booking.Patient, booking.Service, Enum.Parse<AppointmentStatus>(booking.Status),
                Enum.Parse<BookingSource>(booking.Source), booking.Note, at.Prices[i], booking.Deposit, Enum.Parse<VisitKind>(at.Kinds[i]), booking.OverbookReason),
            wish, cancellation));

    internal Task<Result<AppointmentState, BookingError>?> MoveAsync(MovedSeat move, ServiceRule service, Candidates at, CancellationToken cancellation) =>
        EachAsync(service, at, (_, wish) => store.MoveAsync(move, wish, cancellation));

    static Task<Result<AppointmentState, BookingError>?> EachAsync(ServiceRule service, Candidates at, Func<int, SessionWish, Task<SeatAnswer>> attempt) =>
        at.InTurnAsync(async i => Plain(StoreOutcomes.ReadTurn(await attempt(i, Wish(service, at, i)))));

    static SessionWish Wish(ServiceRule service, Candidates at, int i) => new(
        PractitionerId.From(at.Practitioners[i]), SessionKind.Group, service.Id, at.Starts[i], at.Ends[i], new Interval(at.From[i], at.To[i]), service.Capacity, at.Only(i).Rooms);

    // a full group is a taken time to who wants it
    static Result<AppointmentState, BookingError>? Plain(Result<TurnState, BookingError>? answer) => answer switch
    {
        null => null,
        { Succeeded: true, Value: var turn } => turn.Appointment,
        { Error: BookingError.Full } => BookingError.Taken,
        { Error: var error } => error,
    };
}
