using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

public enum ResetPasswordError
{
    /// <summary>Not a link that was sent, too old, or used: a password that has changed since makes it so.</summary>
    InvalidLink,
    PasswordTooWeak,
}

/// <summary>Sets the password by a link from an e-mail, ends every session and unlocks the account. A second factor stays asked for.</summary>
public sealed class ResetPassword(IDbContextFactory<PortalDbContext> contexts, UserManager<StaffUser> users, AuditTrail audit, TimeProvider clock)
{
    public sealed record Request(Guid User, string Token, string Password);

    public async Task<Result<Done, ResetPasswordError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await users.FindByIdAsync(request.User.ToString()) is not { } account)
            return await audit.RefuseAsync("staff.reset", ResetPasswordError.InvalidLink, cancellation: cancellation);
        var result = await users.ResetPasswordAsync(account, request.Token, request.Password);
        if (!result.Succeeded)
        {
            var error = result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.InvalidToken)) ? ResetPasswordError.InvalidLink : ResetPasswordError.PasswordTooWeak;
            return await audit.RefuseAsync("staff.reset", error, "staff", account.Id, cancellation);
        }

        (await users.SetLockoutEndDateAsync(account, null)).OrThrow();
        (await users.ResetAccessFailedCountAsync(account)).OrThrow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (user, now) = (UserId.From(account.Id), clock.GetUtcNow().ToInstant());
        await db.Set<StaffSession>().Where(s => s.UserId == user && s.RevokedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), cancellation);
        audit.Add(db, "staff.reset", "staff", account.Id);
        await db.SaveChangesAsync(cancellation);
        return Done.Now;
    }
}
