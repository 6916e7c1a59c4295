using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using NpgsqlTypes;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Store;

/// <summary>
/// Calls the SQL functions that write appointments (Booking/Sql), each in one round trip: the tenant and the function are one
/// batch, which is one transaction.
/// </summary>
public sealed class BookingStore(NpgsqlDataSource database, TenantContext tenant, Caller caller, TimeProvider clock)
{
    internal Instant Now => clock.GetUtcNow().ToInstant();

    internal Task<StoreAnswer> BookAsync(NewAppointment booking, Candidates at, CancellationToken cancellation) => AnswerAsync(
        $"select {AnswerColumns} from book({BookParameters})", (parameters, again) => AddBooking(parameters, again, booking, at), cancellation);

    /// <summary>Books all of them in one transaction and one round trip, or none.</summary>
    /// <returns>The answers in their order; or the place and the outcome of the first that could not be booked.</returns>
    internal async Task<(IReadOnlyList<StoreAnswer> Answers, int? Failed, string? Outcome)> BookAllAsync(
        IReadOnlyList<(NewAppointment Booking, Candidates At)> bookings, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var batch = database.CreateTenantBatch(tenant);
            foreach (var (booking, at) in bookings)
            {
                var call = new NpgsqlBatchCommand($"select {AnswerColumns} from or_none(book({BookParameters}))");
                AddBooking(call.Parameters, again: true, booking, at);
                batch.BatchCommands.Add(call);
            }

            var answers = new List<StoreAnswer>(bookings.Count);
            try
            {
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                foreach (var _ in bookings)
                {
                    await SkipToAnswerAsync(reader, cancellation);
                    answers.Add(Read(reader));
                }

                return (answers, null, null);
            }
            catch (PostgresException e) when (e.SqlState == "PT410")
            {
                return ([], answers.Count, e.MessageText); // those before it were answered, and are undone with it
            }
            catch (PostgresException e) when (MayTryAgain(e, attempt))
            {
            }
        }
    }

    const string AnswerColumns = "outcome, id, practitioner_id, service_id, patient_id, starts_at, ends_at, status, version";

    const string BookParameters =
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31";

    void AddBooking(NpgsqlParameterCollection parameters, bool again, NewAppointment booking, Candidates at)
    {
        Add(parameters, again);
        AddCommand(parameters, booking.Key, booking.Hash);
        parameters.Add(new NpgsqlParameter<long> { TypedValue = booking.RulesVersion });
        Add(parameters, Now);
        Add(parameters, Guid.CreateVersion7());
        Add(parameters, booking.Patient.Value);
        Add(parameters, booking.Service.Value);
        Add(parameters, booking.Status);
        Add(parameters, booking.Source);
        Add(parameters, booking.Note);
        parameters.Add(new NpgsqlParameter { Value = (object?)booking.Deposit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Numeric });
        Add(parameters, booking.OverbookReason);
        Add(parameters, booking.Series);
        AddActor(parameters);
        Add(parameters, booking.Visitor);
        Add(parameters, caller.Phone);
        Add(parameters, at.Practitioners);
        Add(parameters, at.Starts);
        Add(parameters, at.Ends);
        Add(parameters, at.From);
        Add(parameters, at.To);
        Add(parameters, at.Prices);
        Add(parameters, at.Kinds);
        AddNeeded(parameters, at);
        AddLimits(parameters, at);
    }

    internal Task<StoreAnswer> MoveAsync(MovedAppointment move, CancellationToken cancellation) => AnswerAsync(
        $"""
        select {AnswerColumns}
        from move_appointment($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
        """,
        (parameters, _) => AddMove(parameters, move), cancellation);

    /// <param name="visitor">Whose hold keeps the time; it is turned into the new place.</param>
    internal Task<StoreAnswer> MoveIntoHoldAsync(Guid visitor, MovedAppointment move, CancellationToken cancellation) => AnswerAsync(
        """
        select outcome, id, practitioner_id, service_id, patient_id, starts_at, ends_at, status, version
        from move_into_hold($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
        """,
        (parameters, _) =>
        {
            Add(parameters, visitor);
            AddMove(parameters, move);
        }, cancellation);

    void AddMove(NpgsqlParameterCollection parameters, MovedAppointment move)
    {
        AddCommand(parameters, move.Key, move.Hash);
        parameters.Add(new NpgsqlParameter<long> { TypedValue = move.RulesVersion });
        Add(parameters, Now);
        Add(parameters, move.Appointment.Value);
        parameters.Add(new NpgsqlParameter<int> { TypedValue = move.Version });
        Add(parameters, move.Service.Value);
        Add(parameters, move.To.Practitioners[0]);
        Add(parameters, move.To.Starts[0]);
        Add(parameters, move.To.Ends[0]);
        Add(parameters, move.To.From[0]);
        Add(parameters, move.To.To[0]);
        AddNeeded(parameters, move.To);
        AddLimits(parameters, move.To);
        Add(parameters, caller.Phone);
        AddActor(parameters);
    }

    internal Task<StoreAnswer> SetStatusAsync(
        Guid key, byte[] hash, AppointmentId appointment, int version, AppointmentStatus status, string? reason, CancelledBy? by, CancellationToken cancellation) => AnswerAsync(
        $"""
        select {AnswerColumns}
        from set_appointment_status($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """,
        (parameters, _) =>
        {
            AddCommand(parameters, key, hash);
            Add(parameters, Now);
            Add(parameters, appointment.Value);
            parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
            Add(parameters, status.ToString());
            Add(parameters, reason);
            Add(parameters, by?.ToString());
            Add(parameters, caller.Phone);
            AddActor(parameters);
        }, cancellation);

    /// <param name="since">Changes before it stay.</param>
    internal Task<StoreAnswer> UndoAsync(Guid key, byte[] hash, Instant since, AppointmentId appointment, int version, CancellationToken cancellation) => AnswerAsync(
        $"""
        select {AnswerColumns}
        from undo_change($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        (parameters, _) =>
        {
            AddCommand(parameters, key, hash);
            Add(parameters, Now);
            Add(parameters, since);
            Add(parameters, appointment.Value);
            parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
            AddActor(parameters);
        }, cancellation);

    /// <summary>
    /// What became of a command that the rules would refuse now: it may have been done while they still allowed it. The outcome is
    /// <see cref="StoreOutcomes.New"/> where it was not.
    /// </summary>
    internal Task<StoreAnswer> AnswerBeforeAsync(Guid key, byte[] hash, CancellationToken cancellation) => AnswerAsync(
        $"""
        select coalesce(outcome, '{StoreOutcomes.New}'), id, practitioner_id, service_id, patient_id, starts_at, ends_at, status, version
        from answer_before(current_setting('app.tenant_id')::uuid, $1, $2)
        """,
        (parameters, _) => AddCommand(parameters, key, hash), cancellation);

    internal async Task<HoldAnswer> HoldAsync(NewHold hold, Candidates at, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryHoldAsync(hold, at, cancellation);
            }
            catch (PostgresException e) when (MayTryAgain(e, attempt))
            {
            }
        }
    }

    async Task<HoldAnswer> TryHoldAsync(NewHold hold, Candidates at, CancellationToken cancellation)
    {
        await using var batch = Batch(
            """
            select outcome, id, practitioner_id, starts_at, expires_at
            from hold_slot($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """,
            (parameters, _) =>
            {
                AddCommand(parameters, hold.Key, hold.Hash);
                parameters.Add(new NpgsqlParameter<long> { TypedValue = hold.RulesVersion });
                Add(parameters, Now);
                Add(parameters, hold.ExpiresAt);
                Add(parameters, Guid.CreateVersion7());
                Add(parameters, hold.Visitor);
                Add(parameters, hold.Service.Value);
                Add(parameters, at.Practitioners);
                Add(parameters, at.Starts);
                Add(parameters, at.From);
                Add(parameters, at.To);
                AddNeeded(parameters, at);
            });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await SkipToAnswerAsync(reader, cancellation);
        var outcome = reader.GetString(0);
        return outcome is "held" or "replayed"
            ? new(outcome, new SlotHold(HoldId.From(reader.GetGuid(1)), PractitionerId.From(reader.GetGuid(2)), reader.GetFieldValue<Instant>(3), reader.GetFieldValue<Instant>(4)))
            : new(outcome, null);
    }

    internal async Task ReleaseHoldAsync(Guid visitor, CancellationToken cancellation)
    {
        await using var batch = Batch("select release_hold($1)", (parameters, _) => Add(parameters, visitor));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    async Task<StoreAnswer> AnswerAsync(string sql, Action<NpgsqlParameterCollection, bool> fill, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var batch = Batch(sql, fill, again: attempt > 1);
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                await SkipToAnswerAsync(reader, cancellation);
                return Read(reader);
            }
            catch (PostgresException e) when (MayTryAgain(e, attempt))
            {
            }
        }
    }

    // the same command twice at one moment, two visitors who leave their holds for each other's slot, or two multi-resource bookings
    // crossing: the second try sees what became of the first
    static bool MayTryAgain(PostgresException e, int attempt) => attempt < 3 && e.SqlState is ("PT409" or PostgresErrorCodes.DeadlockDetected);

    NpgsqlBatch Batch(string sql, Action<NpgsqlParameterCollection, bool> fill, bool again = false)
    {
        var batch = database.CreateTenantBatch(tenant);
        var call = new NpgsqlBatchCommand(sql);
        fill(call.Parameters, again);
        batch.BatchCommands.Add(call);
        return batch;
    }

    static async Task SkipToAnswerAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
    }

    static StoreAnswer Read(NpgsqlDataReader reader) => new(reader.GetString(0), reader.IsDBNull(1)
        ? null
        : new AppointmentState(
            AppointmentId.From(reader.GetGuid(1)), PractitionerId.From(reader.GetGuid(2)), ServiceId.From(reader.GetGuid(3)), PatientId.From(reader.GetGuid(4)),
            reader.GetFieldValue<Instant>(5), reader.GetFieldValue<Instant>(6), Enum.Parse<AppointmentStatus>(reader.GetString(7)), reader.GetInt32(8)));

    static void AddCommand(NpgsqlParameterCollection parameters, Guid key, byte[] hash)
    {
        Add(parameters, key);
        parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
    }

    // who acts, and the id of the audit row: made here so that ids follow the order of time
    void AddActor(NpgsqlParameterCollection parameters)
    {
        Add(parameters, caller.Kind.ToString());
        Add(parameters, caller.UserId?.Value);
        Add(parameters, Guid.CreateVersion7());
    }

    static void AddNeeded(NpgsqlParameterCollection parameters, Candidates at)
    {
        Add(parameters, at.RoomOf);
        Add(parameters, at.Rooms);
        Add(parameters, at.DeviceOf);
        Add(parameters, at.Devices);
    }

    static void AddLimits(NpgsqlParameterCollection parameters, Candidates at) =>
        parameters.Add(new NpgsqlParameter { Value = (object?)at.Limits ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb });

    static void Add<T>(NpgsqlParameterCollection parameters, T value) => parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

    static void Add(NpgsqlParameterCollection parameters, string? value) =>
        parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });

    static void Add(NpgsqlParameterCollection parameters, Guid? value) =>
        parameters.Add(value is { } v ? new NpgsqlParameter<Guid> { TypedValue = v } : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
}

/// <summary>What a function answered: its outcome's word, and the appointment where there is one.</summary>
readonly record struct StoreAnswer(string Outcome, AppointmentState? Appointment);

readonly record struct HoldAnswer(string Outcome, SlotHold? Hold);

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
