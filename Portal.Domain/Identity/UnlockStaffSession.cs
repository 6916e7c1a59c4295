using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

public enum UnlockError
{
    Forbidden,

    /// <summary>Or the account is locked out; which of them is not told.</summary>
    WrongPassword,

    /// <summary>It did not answer, or is somebody else's, or the account is locked out.</summary>
    PasskeyRefused,

    /// <summary>Ended meanwhile.</summary>
    SessionOver,
}

/// <summary>
/// Opens the caller's own locked session with their password or a passkey of theirs. It was begun with a second factor where one is set up, and
/// so asks for none.
/// </summary>
public sealed class UnlockStaffSession(
    IDbContextFactory<PortalDbContext> contexts, UserManager<StaffUser> users, OwnAccount own, AuditTrail audit, TimeProvider clock)
{
    const string Action = "staff.session.unlock";

    public sealed record Request(Guid Session, string Password);

    public async Task<Result<Done, UnlockError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await own.FindAsync() is not { } account)
            return await audit.RefuseAsync(Action, UnlockError.Forbidden, "session", request.Session, cancellation);
        if (await users.IsLockedOutAsync(account) || !await users.CheckPasswordAsync(account, request.Password))
        {
            await users.AccessFailedAsync(account);
            return await audit.RefuseAsync(Action, UnlockError.WrongPassword, "session", request.Session, cancellation);
        }

        await users.ResetAccessFailedCountAsync(account);
        return await OpenAsync(account, request.Session, cancellation);
    }

    /// <param name="asserted">The passkey as it has just answered, and whose it is: checked by the sign-in manager. Null where it was refused there.</param>
    public async Task<Result<Done, UnlockError>> WithPasskeyAsync(Guid session, (StaffUser Owner, UserPasskeyInfo Passkey)? asserted, CancellationToken cancellation)
    {
        if (await own.FindAsync() is not { } account)
            return await audit.RefuseAsync(Action, UnlockError.Forbidden, "session", session, cancellation);
        if (asserted is not var (owner, passkey) || owner.Id != account.Id || await users.IsLockedOutAsync(account))
            return await audit.RefuseAsync(Action, UnlockError.PasskeyRefused, "session", session, cancellation);
        (await users.AddOrUpdatePasskeyAsync(account, passkey)).OrThrow(); // how often it was used: a copy of it would show
        return await OpenAsync(account, session, cancellation);
    }

    async Task<Result<Done, UnlockError>> OpenAsync(StaffUser account, Guid session, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (user, now) = (Platform.Ids.UserId.From(account.Id), clock.GetUtcNow().ToInstant());
        var opened = await db.Set<StaffSession>().Where(s => s.Id == session && s.UserId == user && s.RevokedAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LockedAt, (Instant?)null).SetProperty(x => x.LastSeenAt, now), cancellation);
        if (opened == 0)
            return UnlockError.SessionOver;
        audit.Add(db, Action, "session", session);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Done.Now;
    }
}
