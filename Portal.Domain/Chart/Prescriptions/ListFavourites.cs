using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>What the doctor who is signed in prescribes most, to be written by one key. It is learnt from what they write; nobody else sees it.</summary>
public sealed class ListFavourites(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    public const int Most = 9;

    /// <returns>The most used first.</returns>
    public async Task<Result<IReadOnlyList<PrescriptionFavourite>, ChartError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Doctor) || caller.UserId is not { } doctor)
            return await audit.RefuseAsync("favourite.list", ChartError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<PrescriptionFavourite>().Where(f => f.UserId == doctor).OrderByDescending(f => f.UsedCount).ThenBy(f => f.Medicine).Take(Most).ToListAsync(cancellation);
    }
}
