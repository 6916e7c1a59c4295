using Npgsql;

namespace Portal.Domain.Platform.Data;

/// <summary>
/// Hand-written SQL for one tenant in one round trip. A batch is one implicit transaction, so the tenant set by its first command holds
/// for the rest of it and is gone afterwards. Used where a measurement asks for it: booking and availability.
/// </summary>
static class TenantBatch
{
    /// <exception cref="NoTenantException">The scope has no tenant.</exception>
    public static NpgsqlBatch CreateTenantBatch(this NpgsqlDataSource database, TenantContext tenant)
    {
        var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT set_config('app.tenant_id', $1, true)")
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = tenant.Id.ToString() } },
        });
        return batch;
    }

    /// <summary>The rows of the next statement of a batch. The first call goes past the one that sets the tenant.</summary>
    public static async Task<List<T>> NextRowsAsync<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await reader.NextResultAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        return rows;
    }
}
