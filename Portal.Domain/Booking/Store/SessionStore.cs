using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using NpgsqlTypes;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Store;

/// <summary>Calls the SQL functions that write sessions, seats and lines (Booking/Sql/8*), each in one round trip that is one transaction.</summary>
public sealed class SessionStore(NpgsqlDataSource database, TenantContext tenant, Caller caller, TimeProvider clock)
{
    const string Columns = "outcome, id, practitioner_id, service_id, patient_id, starts_at, ends_at, status, version, session_id, number";

    internal Task<SeatAnswer> BookAsync(NewSeat seat, SessionWish at, CancellationToken cancellation) => AnswerAsync(
        $"select {Columns} from book_seat($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)",
        (parameters, again) => parameters
            .With(again).With(seat.Key).With(seat.Hash).With(seat.RulesVersion).With(clock.GetUtcNow().ToInstant())
            .With(Guid.CreateVersion7()).With(seat.Patient.Value).With(seat.Service.Value).WithText(seat.Status.ToString()).WithText(seat.Source.ToString()).WithText(seat.Note)
            .WithMaybe(seat.Price, NpgsqlDbType.Numeric).WithMaybe(seat.Deposit, NpgsqlDbType.Numeric).WithText(seat.Visit.ToString())
            .WithActor(caller).WithText(caller.Phone).WithText(seat.Urgent).WithSession(at), cancellation);

    internal Task<SeatAnswer> MoveAsync(MovedSeat move, SessionWish to, CancellationToken cancellation) => AnswerAsync(
        $"select {Columns} from move_seat($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        (parameters, _) => parameters
            .With(move.Key).With(move.Hash).With(move.RulesVersion).With(clock.GetUtcNow().ToInstant())
            .With(move.Appointment.Value).With(move.Version).With(move.Service.Value).WithText(caller.Phone).WithActor(caller).WithSession(to), cancellation);

    /// <summary>What became of a command that the rules would refuse now. The outcome is <see cref="StoreOutcomes.New"/> where it was not done.</summary>
    internal Task<SeatAnswer> AnswerBeforeAsync(Guid key, byte[] hash, CancellationToken cancellation) => AnswerAsync(
        $"""
        select coalesce(outcome, '{StoreOutcomes.New}'), id, practitioner_id, service_id, patient_id, starts_at, ends_at, status, version, session_id, number
        from seat_answer_of(current_setting('app.tenant_id')::uuid, answer_before(current_setting('app.tenant_id')::uuid, $1, $2))
        """,
        (parameters, _) => parameters.With(key).With(hash), cancellation);

    /// <returns><c>done</c>, <c>not_found</c> or <c>closed</c>.</returns>
    internal async Task<string> ActAsync(string act, SessionId session, AppointmentId? appointment, string? reason, CancellationToken cancellation)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        var call = new NpgsqlBatchCommand("select queue_act($1, $2, $3, $4, $5, $6, $7, $8)");
        call.Parameters.With(clock.GetUtcNow().ToInstant()).WithText(act).With(session.Value).WithMaybe(appointment?.Value, NpgsqlDbType.Uuid).WithText(reason).WithActor(caller);
        batch.BatchCommands.Add(call);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetString(0);
    }

    async Task<SeatAnswer> AnswerAsync(string sql, Action<NpgsqlParameterCollection, bool> fill, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var batch = database.CreateTenantBatch(tenant);
                var call = new NpgsqlBatchCommand(sql);
                fill(call.Parameters, attempt > 1);
                batch.BatchCommands.Add(call);
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                await reader.NextResultAsync(cancellation);
                await reader.ReadAsync(cancellation);
                return Read(reader);
            }
            catch (PostgresException e) when (attempt < 3 && e.SqlState is "PT409" or PostgresErrorCodes.DeadlockDetected)
            {
                // the same command twice at one moment, or two moves crossing: the second try sees what became of the first
            }
        }
    }

    static SeatAnswer Read(NpgsqlDataReader reader) => new(reader.GetString(0), reader.IsDBNull(1)
        ? null
        : new TurnState(
            new AppointmentState(
                AppointmentId.From(reader.GetGuid(1)), PractitionerId.From(reader.GetGuid(2)), ServiceId.From(reader.GetGuid(3)), PatientId.From(reader.GetGuid(4)),
                reader.GetFieldValue<Instant>(5), reader.GetFieldValue<Instant>(6), Enum.Parse<AppointmentStatus>(reader.GetString(7)), reader.GetInt32(8)),
            reader.IsDBNull(9) ? null : SessionId.From(reader.GetGuid(9)), reader.IsDBNull(10) ? null : reader.GetInt32(10)));
}

readonly record struct SeatAnswer(string Outcome, TurnState? Turn);

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
