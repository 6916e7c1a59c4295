using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using NpgsqlTypes;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;

namespace Portal.Domain.Booking.Store;

/// <summary>Calls the SQL functions that write appointments and holds, each in one round trip that is one transaction.</summary>
public sealed class BookingStore(FunctionCalls functions, CalendarCache calendars, Caller caller, TimeProvider clock)
{
    /// <summary>What a session of a series raises that was not booked.</summary>
    const string NotBooked = "PT410";

    static readonly FunctionCall
        BookSql = FunctionCall.Of(StoreAnswer.Columns, $"book({StoreParameters.Places(31)})"),
        BookAllSql = FunctionCall.Of(StoreAnswer.Columns, $"or_none(book({StoreParameters.Places(31)}))"),
        MoveSql = FunctionCall.Of(StoreAnswer.Columns, $"move_appointment({StoreParameters.Places(21)})"),
        ResizeSql = FunctionCall.Of(StoreAnswer.Columns, $"resize_appointment({StoreParameters.Places(15)})"),
        MoveIntoHoldSql = FunctionCall.Of(StoreAnswer.Columns, $"move_into_hold({StoreParameters.Places(22)})"),
        SetStatusSql = FunctionCall.Of(StoreAnswer.Columns, $"set_appointment_status({StoreParameters.Places(12)})"),
        UndoSql = FunctionCall.Of(StoreAnswer.Columns, $"undo_change({StoreParameters.Places(9)})"),
        AnswerBeforeSql = FunctionCall.Of(StoreAnswer.ColumnsOrNew, "answer_before(current_setting('app.tenant_id')::uuid, $1, $2)"),
        ReleaseHoldSql = FunctionCall.Of("released", "release_hold($1) released"),
        HoldSql = FunctionCall.Of("outcome, id, practitioner_id, starts_at, expires_at", $"hold_slot({StoreParameters.Places(16)})");

    internal Instant Now => clock.GetUtcNow().ToInstant();

    internal async Task<StoreAnswer> BookAsync(NewAppointment booking, Candidates at, CancellationToken cancellation)
    {
        var answer = await functions.CallAsync(BookSql, (parameters, again) => AddBooking(parameters, again, booking, at), StoreAnswer.Read, cancellation);
        return Doubted(answer, answer.Outcome, at);
    }

    /// <summary>Books all of them in one transaction and one round trip, or none.</summary>
    /// <returns>The answers in their order; or the place and the outcome of the first that could not be booked.</returns>
    internal Task<(IReadOnlyList<StoreAnswer> Answers, int? Failed, string? Outcome)> BookAllAsync(
        IReadOnlyList<(NewAppointment Booking, Candidates At)> bookings, CancellationToken cancellation) => functions.CallAllAsync(
        BookAllSql, bookings.Select(each => (Action<CallParameters>)(parameters => AddBooking(parameters, again: true, each.Booking, each.At))), NotBooked, StoreAnswer.Read,
        cancellation);

    internal async Task<StoreAnswer> MoveAsync(MovedAppointment move, CancellationToken cancellation)
    {
        var answer = await functions.CallAsync(MoveSql, (parameters, _) => AddMove(parameters, move), StoreAnswer.Read, cancellation);
        return Doubted(answer, answer.Outcome, move.To);
    }

    internal Task<StoreAnswer> ResizeAsync(MovedAppointment resized, CancellationToken cancellation) =>
        functions.CallAsync(ResizeSql, (parameters, _) => AddPlace(parameters, resized).WithActor(caller), StoreAnswer.Read, cancellation);

    /// <param name="visitor">Whose hold keeps the time; it is turned into the new place.</param>
    internal Task<StoreAnswer> MoveIntoHoldAsync(Guid visitor, MovedAppointment move, CancellationToken cancellation) =>
        functions.CallAsync(MoveIntoHoldSql, (parameters, _) => AddMove(parameters.With(visitor), move), StoreAnswer.Read, cancellation);

    internal Task<StoreAnswer> SetStatusAsync(
        Guid key, byte[] hash, AppointmentId appointment, int version, AppointmentStatus status, string? reason, CancelledBy? by, CancellationToken cancellation) => functions.CallAsync(
        SetStatusSql,
        (parameters, _) => parameters.With(key).With(hash).With(Now).With(appointment.Value).With(version)
            .WithText(status.ToString()).WithText(reason).WithText(by?.ToString()).WithText(caller.Phone).WithActor(caller),
        StoreAnswer.Read, cancellation);

    /// <param name="since">Changes before it stay.</param>
    internal Task<StoreAnswer> UndoAsync(Guid key, byte[] hash, Instant since, AppointmentId appointment, int version, CancellationToken cancellation) => functions.CallAsync(
        UndoSql, (parameters, _) => parameters.With(key).With(hash).With(Now).With(since).With(appointment.Value).With(version).WithActor(caller), StoreAnswer.Read, cancellation);

    /// <summary>
    /// What became of a command that the rules would refuse now: it may have been done while they still allowed it. The outcome is
    /// <see cref="StoreOutcomes.New"/> where it was not.
    /// </summary>
    internal Task<StoreAnswer> AnswerBeforeAsync(Guid key, byte[] hash, CancellationToken cancellation) => functions.CallAsync(
        AnswerBeforeSql,
        (parameters, _) => parameters.With(key).With(hash), StoreAnswer.Read, cancellation);

    internal async Task<HoldAnswer> HoldAsync(NewHold hold, Candidates at, CancellationToken cancellation)
    {
        var answer = await functions.CallAsync(
            HoldSql,
            (parameters, _) => AddNeeded(
                parameters.With(hold.Key).With(hold.Hash).With(hold.RulesVersion).With(Now).With(hold.ExpiresAt).With(Guid.CreateVersion7()).With(hold.Visitor)
                    .With(hold.Service.Value).With(at.Practitioners).With(at.Starts).With(at.From).With(at.To),
                at),
            HoldAnswer.Read, cancellation);
        return Doubted(answer, answer.Outcome, at);
    }

    internal Task ReleaseHoldAsync(Guid visitor, CancellationToken cancellation) =>
        functions.CallAsync(ReleaseHoldSql, (parameters, _) => parameters.With(visitor), _ => true, cancellation);

    // what was offered and is taken is not offered again from memory
    T Doubted<T>(T answer, string outcome, Candidates at)
    {
        if (outcome == "taken")
            calendars.Forget(at.Days);
        return answer;
    }

    void AddBooking(CallParameters parameters, bool again, NewAppointment booking, Candidates at) => AddNeeded(
        parameters.With(again).With(booking.Key).With(booking.Hash).With(booking.RulesVersion).With(Now).With(Guid.CreateVersion7())
            .With(booking.Patient.Value).With(booking.Service.Value).WithText(booking.Status).WithText(booking.Source).WithText(booking.Note)
            .WithMaybe(booking.Deposit, NpgsqlDbType.Numeric).WithText(booking.OverbookReason).WithMaybe(booking.Series)
            .WithActor(caller).WithMaybe(booking.Visitor).WithText(caller.Phone)
            .With(at.Practitioners).With(at.Starts).With(at.Ends).With(at.From).With(at.To).With(at.Prices).With(at.Kinds),
        at).WithMaybe(at.Limits, NpgsqlDbType.Jsonb);

    CallParameters AddPlace(CallParameters parameters, MovedAppointment move) => parameters
        .With(move.Key).With(move.Hash).With(move.RulesVersion).With(Now).With(move.Appointment.Value).With(move.Version).With(move.Service.Value)
        .With(move.To.Practitioners[0]).With(move.To.Starts[0]).With(move.To.Ends[0]).With(move.To.From[0]).With(move.To.To[0]);

    void AddMove(CallParameters parameters, MovedAppointment move) => AddNeeded(AddPlace(parameters, move), move.To).WithMaybe(move.To.Limits, NpgsqlDbType.Jsonb).WithText(caller.Phone).WithActor(caller);

    static CallParameters AddNeeded(CallParameters parameters, Candidates at) =>
        parameters.With(at.RoomOf).With(at.Rooms).With(at.DeviceOf).With(at.Devices);
}

readonly record struct HoldAnswer(string Outcome, SlotHold? Hold)
{
    public static HoldAnswer Read(NpgsqlDataReader reader)
    {
        var outcome = reader.GetString(0);
        return outcome is "held" or "replayed"
            ? new(outcome, new SlotHold(HoldId.From(reader.GetGuid(1)), PractitionerId.From(reader.GetGuid(2)), reader.GetFieldValue<Instant>(3), reader.GetFieldValue<Instant>(4)))
            : new(outcome, null);
    }
}

sealed record NewAppointment(
    Guid Key, byte[] Hash, long RulesVersion, PatientId Patient, ServiceId Service, string Status, string Source, string? Note, Guid? Visitor)
{
    public decimal? Deposit { get; init; }

    public string? OverbookReason { get; init; }

    public Guid? Series { get; init; }
}

/// <param name="To">One candidate.</param>
sealed record MovedAppointment(Guid Key, byte[] Hash, long RulesVersion, AppointmentId Appointment, int Version, ServiceId Service, Candidates To);

sealed record NewHold(Guid Key, byte[] Hash, long RulesVersion, Guid Visitor, ServiceId Service, Instant ExpiresAt);
