using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Portal.Domain.Platform.Data;

/// <summary>
/// Tells PostgreSQL which tenant speaks, for the length of one transaction and no longer: at the start of an explicit transaction
/// (<see cref="TenantTransactionInterceptor"/>), and otherwise before the command itself, whose statements are one implicit transaction.
/// Nothing is left on the connection when it goes back to the pool. With no tenant set, row security makes the query fail.
/// </summary>
sealed class TenantCommandInterceptor : DbCommandInterceptor
{
    internal const string SetTenant = "SELECT set_config('app.tenant_id', @app_tenant, true)";
    const string Preamble = SetTenant + ";\n";

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result)
    {
        Prepend(command, data.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result, CancellationToken cancellation = default)
    {
        Prepend(command, data.Context);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData data, InterceptionResult<int> result)
    {
        Prepend(command, data.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData data, InterceptionResult<int> result, CancellationToken cancellation = default)
    {
        Prepend(command, data.Context);
        return ValueTask.FromResult(result);
    }

    // the preamble's own result comes first, and is not the caller's
    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData data, DbDataReader result)
    {
        if (IsPrepended(command))
            result.NextResult();
        return result;
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData data, DbDataReader result, CancellationToken cancellation = default)
    {
        if (IsPrepended(command))
            await result.NextResultAsync(cancellation);
        return result;
    }

    // a scalar is the first column of the first result, which would be the preamble's: nothing here may ask for one outside a transaction
    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData data, InterceptionResult<object> result) =>
        RefuseScalar(command, data, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData data, InterceptionResult<object> result, CancellationToken cancellation = default) =>
        ValueTask.FromResult(RefuseScalar(command, data, result));

    static InterceptionResult<object> RefuseScalar(DbCommand command, CommandEventData data, InterceptionResult<object> result) =>
        command.Transaction is null && data.Context is PortalDbContext { Tenant.IsSet: true }
            ? throw new NotSupportedException("A scalar command outside a transaction would not be the tenant's.")
            : result;

    static void Prepend(DbCommand command, DbContext? context)
    {
        if (command.Transaction is not null || context is not PortalDbContext { Tenant: { IsSet: true } tenant })
            return;
        command.CommandText = Preamble + command.CommandText;
        command.Parameters.Add(TenantParameter(tenant));
    }

    static bool IsPrepended(DbCommand command) => command.CommandText.StartsWith(Preamble, StringComparison.Ordinal);

    internal static NpgsqlParameter TenantParameter(TenantContext tenant) =>
        new("app_tenant", NpgsqlDbType.Text) { Value = tenant.Id.ToString() };
}

/// <summary>
/// Sets the tenant as the first act of every explicit transaction. Saving always runs in one
/// (<see cref="AutoTransactionBehavior.Always"/>): the provider counts affected rows by statement number, so a statement put in front of
/// a save would silently break the check for concurrent changes.
/// </summary>
sealed class TenantTransactionInterceptor : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData data, DbTransaction result)
    {
        if (Command(connection, result, data.Context) is { } command)
            using (command)
                command.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData data, DbTransaction result, CancellationToken cancellation = default)
    {
        if (Command(connection, result, data.Context) is { } command)
            await using (command)
                await command.ExecuteNonQueryAsync(cancellation);
        return result;
    }

    static DbCommand? Command(DbConnection connection, DbTransaction transaction, DbContext? context)
    {
        if (context is not PortalDbContext { Tenant: { IsSet: true } tenant })
            return null;
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = TenantCommandInterceptor.SetTenant;
        command.Parameters.Add(TenantCommandInterceptor.TenantParameter(tenant));
        return command;
    }
}
