using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>
/// The front desk in figures, over the last days of the clinic's calendar, today included. One round trip, counted by the database, from what stays
/// when words are forgotten (<c>Desk.ForgetOld</c>). A conversation is one in which the patient said something, and belongs to the day it began.
/// <list type="bullet">
/// <item>Contained: ended, nobody asked for a person and none took it over, and the patient did not just leave (its outcome is not Abandoned).
/// Containment is their share of all that ended.</item>
/// <item>Booked, moved, cancelled: appointments written by the agent's tools in them. Proposed: bookings for a phone that was not proved, which the
/// desk makes firm.</item>
/// <item>Handed over: a person was asked for, by whoever or whatever; each counts once, by its last reason, and an emergency stays one.</item>
/// <item>Answered by a person: of those, where somebody took over; the time is from the first asking to the first taking over. Median and ninth
/// decile, interpolated.</item>
/// <item>Emergencies: handed over as one, or marked as one at its end.</item>
/// <item>Unanswered: questions asked in the period that no fact answered; taught and dismissed are what became of these by now.</item>
/// </list>
/// </summary>
public sealed class AgentFigures(NpgsqlDataSource database, KnowledgeSource knowledge, AgentSetupWriter writer, TimeProvider clock)
{
    public const int LongestPeriod = 366;

    public sealed record Figures(
        DateInterval Days, int Conversations, int Ended, int Contained, int Booked, int Proposed, int Moved, int Cancelled, int Messages, int HandedOver, int Answered,
        Duration? MedianAnswer, Duration? SlowAnswer, int Emergencies, int Unanswered, int Taught, int Dismissed, IReadOnlyList<OnDay> Volume,
        IReadOnlyList<(HandoverReason Reason, int Count)> Reasons, IReadOnlyList<(string Language, int Count)> Languages)
    {
        /// <summary>Null while none has ended.</summary>
        public double? Containment => Ended == 0 ? null : (double)Contained / Ended;
    }

    /// <summary>How many began on a day by one channel.</summary>
    public readonly record struct OnDay(LocalDate Day, Channel Channel, int Count);

    // last_at is never before started_at, and has an index
    const string Totals =
        """
        with c as (
          select * from conversations where last_at >= $1 and started_at >= $1 and wanted is not null),
        t as (
          select k.tool, k.level from tool_calls k join c on c.id = k.conversation_id and c.tenant_id = k.tenant_id
          where k.outcome = 'done' and k.receipt_kind is not null)
        select
          count(*)::int,
          count(*) filter (where state = 'Ended')::int,
          count(*) filter (where state = 'Ended' and handover_reason is null and picked_up_at is null and outcome <> 'Abandoned')::int,
          (select count(*) from t where tool = 'book_appointment' and level = 'Verified')::int,
          (select count(*) from t where tool = 'book_appointment' and level <> 'Verified')::int,
          (select count(*) from t where tool = 'move_appointment')::int,
          (select count(*) from t where tool = 'cancel_appointment')::int,
          (select count(*) from t where tool = 'leave_request')::int,
          count(*) filter (where handover_reason is not null)::int,
          count(waited_ms)::int,
          percentile_cont(0.5) within group (order by waited_ms),
          percentile_cont(0.9) within group (order by waited_ms),
          count(*) filter (where handover_reason = 'Emergency' or urgency = 'Emergency')::int,
          (select count(*) from unanswered_questions where asked_at >= $1)::int,
          (select count(*) from unanswered_questions where asked_at >= $1 and fact_id is not null)::int,
          (select count(*) from unanswered_questions where asked_at >= $1 and fact_id is null and settled_at is not null)::int
        from c
        """;

    const string ByDay =
        """
        select (started_at at time zone $2)::date, channel, count(*)::int from conversations
        where last_at >= $1 and started_at >= $1 and wanted is not null group by 1, 2 order by 1, 2
        """;

    const string ByReason =
        """
        select handover_reason, count(*)::int from conversations
        where last_at >= $1 and started_at >= $1 and wanted is not null and handover_reason is not null group by 1 order by 2 desc, 1
        """;

    const string ByLanguage =
        """
        select language, count(*)::int from conversations
        where last_at >= $1 and started_at >= $1 and wanted is not null group by 1 order by 2 desc, 1
        """;

    /// <param name="days">How many, today included; 1 to <see cref="LongestPeriod"/>.</param>
    public async Task<Result<Figures, AgentSetupError>> ExecuteAsync(int days, CancellationToken cancellation)
    {
        if (await writer.RefusalAsync("agent.figures", cancellation) is { } refusal)
            return refusal;
        var zone = (await knowledge.GetAsync(cancellation)).Rules.Zone;
        var today = clock.GetUtcNow().ToInstant().InZone(zone).Date;
        var period = new DateInterval(today.PlusDays(1 - Math.Clamp(days, 1, LongestPeriod)), today);
        await using var batch = database.CreateTenantBatch(writer.Tenant);
        foreach (var sql in (string[])[Totals, ByDay, ByReason, ByLanguage])
            batch.BatchCommands.Add(Command(sql, zone.AtStartOfDay(period.Start).ToInstant(), zone));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation); // past the tenant
        await reader.ReadAsync(cancellation);
        var totals = ReadTotals(reader, period);
        return totals with
        {
            Volume = await ReadAsync(reader, r => new OnDay(r.GetFieldValue<LocalDate>(0), Enum.Parse<Channel>(r.GetString(1)), r.GetInt32(2)), cancellation),
            Reasons = await ReadAsync(reader, r => (Enum.Parse<HandoverReason>(r.GetString(0)), r.GetInt32(1)), cancellation),
            Languages = await ReadAsync(reader, r => (r.GetString(0), r.GetInt32(1)), cancellation),
        };
    }

    static NpgsqlBatchCommand Command(string sql, Instant from, DateTimeZone zone)
    {
        var command = new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<Instant> { TypedValue = from } } };
        if (sql == ByDay)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = zone.Id });
        return command;
    }

    static Figures ReadTotals(NpgsqlDataReader r, DateInterval period) => new(
        period, r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7), r.GetInt32(8), r.GetInt32(9),
        Milliseconds(r, 10), Milliseconds(r, 11), r.GetInt32(12), r.GetInt32(13), r.GetInt32(14), r.GetInt32(15), [], [], []);

    static Duration? Milliseconds(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : Duration.FromMilliseconds(reader.GetDouble(at));

    static async Task<IReadOnlyList<T>> ReadAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await reader.NextResultAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        return rows;
    }
}
