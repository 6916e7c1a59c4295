using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>Takes a medicine off the favourites of the doctor who is signed in. Another doctor's is not found.</summary>
public sealed class DropFavourite(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    public async Task<Result<Done, ChartError>> ExecuteAsync(Guid id, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Doctor) || caller.UserId is not { } doctor)
            return await audit.RefuseAsync("favourite.drop", ChartError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var favourite = await db.Set<PrescriptionFavourite>().AsTracking().SingleOrDefaultAsync(f => f.Id == id && f.UserId == doctor, cancellation);
        if (favourite is null)
            return ChartError.NotFound;
        db.Remove(favourite);
        audit.Add(db, "favourite.drop");
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChartError.NotFound;
        }

        return Done.Now;
    }
}
