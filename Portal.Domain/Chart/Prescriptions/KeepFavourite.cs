using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>Keeps a medicine as the doctor who is signed in writes it, before it was ever prescribed. One that is kept already stays as it is.</summary>
public sealed class KeepFavourite(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit)
{
    /// <returns>The favourite's id.</returns>
    public async Task<Result<Guid, ChartError>> ExecuteAsync(PrescribedMedicine medicine, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Doctor) || caller.UserId is not { } doctor)
            return await audit.RefuseAsync("favourite.keep", ChartError.Forbidden, cancellation: cancellation);
        if (!medicine.IsSound)
            return ChartError.Invalid;
        var kept = medicine.Tidy();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var same = (await db.Set<PrescriptionFavourite>().Where(f => f.UserId == doctor && f.Medicine == kept.Medicine).ToListAsync(cancellation)).Find(kept.IsKeptAs);
        if (same is not null)
            return same.Id;
        var favourite = kept.AsFavourite(tenant.Id, doctor);
        db.Add(favourite);
        audit.Add(db, "favourite.keep");
        await db.SaveChangesAsync(cancellation);
        return favourite.Id;
    }
}
