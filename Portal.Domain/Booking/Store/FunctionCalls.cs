using Npgsql;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Store;

/// <summary>Calls a SQL function of this module (Booking/Sql) in one round trip: the tenant and the call are one batch, which is one transaction.</summary>
public sealed class FunctionCalls(NpgsqlDataSource database, TenantContext tenant)
{
    const int MostAttempts = 3;

    /// <param name="fill">Adds the parameters; told whether this is a further attempt.</param>
    /// <param name="read">Reads the one row that is answered.</param>
    internal async Task<T> CallAsync<T>(string sql, Action<NpgsqlParameterCollection, bool> fill, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var batch = database.CreateTenantBatch(tenant);
                Add(batch, sql, fill, again: attempt > 1);
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                return await NextAsync(reader, read, cancellation);
            }
            catch (PostgresException e) when (MayTryAgain(e, attempt))
            {
            }
        }
    }

    /// <summary>Calls one function several times over, all of them one transaction: the first that fails with <paramref name="endsAll"/> undoes those before it.</summary>
    /// <returns>The answers in their order; or, of a call that ended all, its place and the message.</returns>
    internal async Task<(IReadOnlyList<T> Answers, int? Failed, string? Message)> CallAllAsync<T>(
        string sql, IEnumerable<Action<NpgsqlParameterCollection>> fills, string endsAll, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var batch = database.CreateTenantBatch(tenant);
            foreach (var fill in fills)
                Add(batch, sql, (parameters, _) => fill(parameters), again: attempt > 1);
            var answers = new List<T>(batch.BatchCommands.Count);
            try
            {
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                while (answers.Count < batch.BatchCommands.Count - 1) // the first says the tenant
                    answers.Add(await NextAsync(reader, read, cancellation));
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

    static void Add(NpgsqlBatch batch, string sql, Action<NpgsqlParameterCollection, bool> fill, bool again)
    {
        var call = new NpgsqlBatchCommand(sql);
        fill(call.Parameters, again);
        batch.BatchCommands.Add(call);
    }

    static async Task<T> NextAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return read(reader);
    }
}
