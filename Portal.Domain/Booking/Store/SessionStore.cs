using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using NpgsqlTypes;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;

namespace Portal.Domain.Booking.Store;

/// <summary>Calls the SQL functions that write sessions, seats and lines (Booking/Sql/8*), each in one round trip that is one transaction.</summary>
public sealed class SessionStore(FunctionCalls functions, Caller caller, TimeProvider clock)
{
    static readonly FunctionCall
        BookSql = FunctionCall.Of(SeatAnswer.Columns, $"book_seat({StoreParameters.Places(29)})"),
        MoveSql = FunctionCall.Of(SeatAnswer.Columns, $"move_seat({StoreParameters.Places(21)})"),
        ActSql = FunctionCall.Of("done", $"queue_act({StoreParameters.Places(8)}) done"),
        AnswerBeforeSql = FunctionCall.Of(SeatAnswer.ColumnsOrNew,
            "seat_answer_of(current_setting('app.tenant_id')::uuid, answer_before(current_setting('app.tenant_id')::uuid, $1, $2))");

    Instant Now => clock.GetUtcNow().ToInstant();

    internal Task<SeatAnswer> BookAsync(NewSeat seat, SessionWish at, CancellationToken cancellation) => functions.CallAsync(
        BookSql,
        (parameters, again) => parameters
            .With(again).With(seat.Key).With(seat.Hash).With(seat.RulesVersion).With(Now)
            .With(Guid.CreateVersion7()).With(seat.Patient.Value).With(seat.Service.Value).WithText(seat.Status.ToString()).WithText(seat.Source.ToString()).WithText(seat.Note)
            .WithMaybe(seat.Price, NpgsqlDbType.Numeric).WithMaybe(seat.Deposit, NpgsqlDbType.Numeric).WithText(seat.Visit.ToString())
            .WithActor(caller).WithText(caller.Phone).WithText(seat.Urgent).WithSession(at),
        SeatAnswer.Read, cancellation);

    internal Task<SeatAnswer> MoveAsync(MovedSeat move, SessionWish to, CancellationToken cancellation) => functions.CallAsync(
        MoveSql,
        (parameters, _) => parameters
            .With(move.Key).With(move.Hash).With(move.RulesVersion).With(Now)
            .With(move.Appointment.Value).With(move.Version).With(move.Service.Value).WithText(caller.Phone).WithActor(caller).WithSession(to),
        SeatAnswer.Read, cancellation);

    /// <summary>What became of a command that the rules would refuse now. The outcome is <see cref="StoreOutcomes.New"/> where it was not done.</summary>
    internal Task<SeatAnswer> AnswerBeforeAsync(Guid key, byte[] hash, CancellationToken cancellation) => functions.CallAsync(
        AnswerBeforeSql,
        (parameters, _) => parameters.With(key).With(hash), SeatAnswer.Read, cancellation);

    /// <returns><c>done</c>, <c>not_found</c> or <c>closed</c>.</returns>
    internal Task<string> ActAsync(string act, SessionId session, AppointmentId? appointment, string? reason, CancellationToken cancellation) => functions.CallAsync(
        ActSql,
        (parameters, _) => parameters.With(Now).WithText(act).With(session.Value).WithMaybe(appointment?.Value).WithText(reason).WithActor(caller),
        reader => reader.GetString(0), cancellation);
}

readonly record struct SeatAnswer(string Outcome, TurnState? Turn)
{
    const string Seat = "session_id, number";

    /// <summary>The columns of <c>seat_answer</c>, in the order they are read.</summary>
    public const string Columns = $"{StoreAnswer.Columns}, {Seat}";

    /// <summary>The same of what became of a command before, which may be nothing.</summary>
    public const string ColumnsOrNew = $"{StoreAnswer.ColumnsOrNew}, {Seat}";

    public static SeatAnswer Read(NpgsqlDataReader reader) => new(reader.GetString(0), StoreAnswer.AppointmentOf(reader) is { } appointment
        ? new TurnState(appointment, reader.IsDBNull(9) ? null : SessionId.From(reader.GetGuid(9)), reader.IsDBNull(10) ? null : reader.GetInt32(10))
        : null);
}

/// <summary>The session that a place is wished in, as the rules have it.</summary>
/// <param name="OfService">Of a group; null for turns.</param>
/// <param name="Occupied">What the session claims, buffers included.</param>
/// <param name="Capacity">Null where the rules have the window no more: then only a session that is there already is joined.</param>
/// <param name="Rooms">One of these is claimed too; none where it is empty.</param>
sealed record SessionWish(
    PractitionerId Practitioner, SessionKind Kind, ServiceId? OfService, Instant Start, Instant End, Interval Occupied, int? Capacity, Guid[] Rooms);

sealed record NewSeat(
    Guid Key, byte[] Hash, long RulesVersion, PatientId Patient, ServiceId Service, AppointmentStatus Status, BookingSource Source, string? Note,
    decimal? Price, decimal? Deposit, VisitKind Visit, string? Urgent);

sealed record MovedSeat(Guid Key, byte[] Hash, long RulesVersion, AppointmentId Appointment, int Version, ServiceId Service);
