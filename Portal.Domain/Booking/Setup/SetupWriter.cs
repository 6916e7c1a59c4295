using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>
/// What every change of the set-up shares: only an administrator makes it, it is audited with the save, everybody's cached rules are dropped
/// afterwards, and what the database refuses becomes a code. The rules' version is counted up by triggers.
/// </summary>
public sealed class SetupWriter(AuditedSave save)
{
    static readonly AuditedSave.Terms<SetupError> Terms = new(StaffRole.Administrator, Topics.Rules, SetupError.Forbidden, SetupError.ChangedMeanwhile, Refusal);

    internal TenantContext Tenant => save.Tenant;

    /// <param name="change">Adds the change to the context, or says why not; nothing is saved then.</param>
    internal Task<Result<Guid, SetupError>> SaveAsync(
        string action, string subject, Guid id, Func<PortalDbContext, Task<SetupError?>> change, CancellationToken cancellation) =>
        save.ExecuteAsync(Terms, action, subject, id, change, cancellation);

    /// <summary>The row to change, which is saved only if it is still as it was read; or the new one, added. Null where there is no such row any more.</summary>
    /// <param name="isNew">Whether no row was named.</param>
    /// <param name="version">Of a row with an <c>xmin</c> of its own, as it was read.</param>
    internal static async Task<T?> RowAsync<T>(
        PortalDbContext db, Expression<Func<T, bool>> which, bool isNew, uint version, Func<T> make, CancellationToken cancellation) where T : class
    {
        if (isNew)
            return db.Add(make()).Entity;
        if (await db.Set<T>().SingleOrDefaultAsync(which, cancellation) is not { } row)
            return null;
        db.Entry(row).Property("Version").OriginalValue = version;
        return row;
    }

    static SetupError? Refusal(PostgresException refused) => refused.ConstraintName switch
    {
        "weekly_schedules_no_overlap" or "weekly_schedules_usual" => SetupError.SchedulesOverlap,
        "ix_practitioners_tenant_id_user_id" => SetupError.AccountTaken,
        "pk_holidays" => SetupError.DateTaken,
        _ => null,
    };
}
