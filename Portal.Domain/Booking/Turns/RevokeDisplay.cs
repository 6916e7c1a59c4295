using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Turns;

/// <summary>Takes a screen's link back: whoever has it sees nothing more.</summary>
public sealed class RevokeDisplay(
    IDbContextFactory<PortalDbContext> contexts, ChangePublisher changes, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Guid, BookingError>> ExecuteAsync(Guid id, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("display.revoke", BookingError.Forbidden, "display", id, cancellation);
        var now = clock.GetUtcNow().ToInstant();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Set<Display>().Where(d => d.Id == id && d.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(d => d.RevokedAt, (Instant?)now), cancellation) == 0)
            return BookingError.NotFound;
        audit.Add(db, "display.revoke", "display", id);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish(new(tenant.Id, Topics.Appointments, id)); // open screens ask again, and are told
        return id;
    }
}
