using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Identity;

/// <summary>Opens the session of a sign-in that has just succeeded; from here the scope acts as that person.</summary>
public sealed class StartStaffSession(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    static readonly Duration Kept = Duration.FromDays(30);

    /// <param name="Method">How: <c>pwd</c>, <c>mfa</c>, <c>passkey</c>, <c>recovery</c>, <c>ticket</c>.</param>
    /// <param name="Replaces">The session whose cookie this sign-in takes the place of, whosever it was: nobody could come back to it.</param>
    public sealed record Request(StaffStanding Standing, string Method, string? Address, string Device, Guid? Replaces = null);

    /// <returns>The id of the session, for the cookie.</returns>
    public async Task<Guid> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var (user, now) = (request.Standing.User, clock.GetUtcNow().ToInstant());
        caller.BecomeStaff(user, request.Standing.Name, request.Standing.Roles);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var session = new StaffSession
        {
            Id = Guid.CreateVersion7(), UserId = user, TenantId = tenant.Id, CreatedAt = now, LastSeenAt = now, Address = request.Address, Device = request.Device,
        };
        db.Add(session);
        audit.Add(db, "staff.sign_in", "staff", user.Value, new { session = session.Id, method = request.Method });
        if (request.Replaces is { } replaced && await EndAsync(db, replaced, now, cancellation))
            audit.Add(db, "staff.session.end", "session", replaced, new { replacedBy = session.Id });
        await db.SaveChangesAsync(cancellation);
        var old = now - Kept;
        await db.Set<StaffSession>().Where(s => s.UserId == user && s.LastSeenAt < old).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return session.Id;
    }

    async Task<bool> EndAsync(PortalDbContext db, Guid replaced, Instant now, CancellationToken cancellation)
    {
        var here = tenant.Id;
        return await db.Set<StaffSession>().Where(s => s.Id == replaced && s.TenantId == here && s.RevokedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), cancellation) == 1;
    }
}
