using Microsoft.Extensions.ObjectPool;
using Npgsql;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Store;

/// <summary>
/// Calls a SQL function of this module (Booking/Sql) in one round trip: the tenant and the call are one batch, which is one transaction. The days that
/// it claimed or gave back come with its answer, and are forgotten where calendars are kept.
/// </summary>
public sealed class FunctionCalls(NpgsqlDataSource database, TenantContext tenant, CalendarCache calendars)
{
    const int MostAttempts = 3;

    /// <param name="fill">Adds the parameters; told whether this is a further attempt.</param>
    /// <param name="read">Reads the one row that is answered.</param>
    internal async Task<T> CallAsync<T>(FunctionCall function, Action<CallParameters, bool> fill, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                CallParameters call;
                var (answer, touched) = (default(T)!, "");
                await using (var batch = database.CreateTenantBatch(tenant))
                {
                    fill(call = function.Rent(batch), attempt > 1);
                    await using var reader = await batch.ExecuteReaderAsync(cancellation);
                    (answer, touched) = await NextAsync(reader, read, cancellation);
                }

                function.Return(call);
                calendars.Changed(touched);
                return answer;
            }
            catch (PostgresException e) when (MayTryAgain(e, attempt))
            {
            }
        }
    }

    /// <summary>Calls one function several times over, all of them one transaction: the first that fails with <paramref name="endsAll"/> undoes those before it.</summary>
    /// <returns>The answers in their order; or, of a call that ended all, its place and the message.</returns>
    internal async Task<(IReadOnlyList<T> Answers, int? Failed, string? Message)> CallAllAsync<T>(
        FunctionCall function, IEnumerable<Action<CallParameters>> fills, string endsAll, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var batch = database.CreateTenantBatch(tenant);
            foreach (var fill in fills)
                fill(function.Rent(batch));
            var answers = new List<T>(batch.BatchCommands.Count);
            try
            {
                var touched = "";
                await using (var reader = await batch.ExecuteReaderAsync(cancellation))
                    while (answers.Count < batch.BatchCommands.Count - 1) // the first says the tenant
                    {
                        (var answer, touched) = await NextAsync(reader, read, cancellation);
                        answers.Add(answer);
                    }

                calendars.Changed(touched); // the last one's words hold those before it
                return (answers, null, null);
            }
            catch (PostgresException e) when (e.SqlState == endsAll)
            {
                return ([], answers.Count, e.MessageText);
            }
            catch (PostgresException e) when (MayTryAgain(e, attempt))
            {
            }
        }
    }

    // the same command twice at one moment, two visitors who leave their holds for each other's slot, or two multi-resource bookings or
    // moves crossing: the next attempt sees what became of the first
    static bool MayTryAgain(PostgresException e, int attempt) => attempt < MostAttempts && e.SqlState is ("PT409" or PostgresErrorCodes.DeadlockDetected);

    static async Task<(T Answer, string Touched)> NextAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var last = reader.FieldCount - 1;
        return (read(reader), reader.IsDBNull(last) ? "" : reader.GetString(last));
    }
}

/// <summary>A function and the columns of the row that it answers. Behind them come the days that it touched (Booking/Sql/35_touched_days.sql).</summary>
sealed class FunctionCall : IPooledObjectPolicy<CallParameters>
{
    readonly string sql;
    readonly ObjectPool<CallParameters> pool;

    FunctionCall(string sql)
    {
        this.sql = sql;
        pool = new DefaultObjectPool<CallParameters>(this, 64);
    }

    public static FunctionCall Of(string columns, string call) => new($"select {columns}, current_setting('app.touched', true) from {call}");

    /// <summary>Adds the call to a batch; its parameters are still to be said.</summary>
    public CallParameters Rent(NpgsqlBatch batch)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return pool.Get().For(command);
    }

    /// <summary>Once its batch is over, and well: what failed is left to the collector.</summary>
    public void Return(CallParameters call)
    {
        call.Leave();
        pool.Return(call);
    }

    CallParameters IPooledObjectPolicy<CallParameters>.Create() => new();

    bool IPooledObjectPolicy<CallParameters>.Return(CallParameters obj) => true;
}
