using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Identity.Store;

/// <summary>
/// Identity's own store over a context of its own, which tracks: the library reads, changes and saves the same object. The key of the
/// authenticator and the recovery codes, which the library keeps as they are, are wrapped by Data Protection.
/// </summary>
sealed class StaffUserStore(IDbContextFactory<PortalDbContext> contexts, IDataProtectionProvider protection, IdentityErrorDescriber errors)
    : UserOnlyStore<StaffUser, PortalDbContext, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(
        Tracking(contexts), errors), IDisposable
{
    /// <summary>What wraps the tokens.</summary>
    internal const string Purpose = "Portal.Identity.UserTokens";

    readonly IDataProtector protector = protection.CreateProtector(Purpose);

    public override async Task<string?> GetTokenAsync(StaffUser user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } wrapped ? protector.Unprotect(wrapped) : null;

    public override Task SetTokenAsync(StaffUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : protector.Protect(value), cancellationToken);

    /// <summary>One more failure, counted in the database: reading, adding and saving would lose most of a hundred guesses made at once.</summary>
    public async Task CountFailureAsync(StaffUser user, int max, DateTimeOffset lockUntil, CancellationToken cancellation)
    {
        var stamp = Guid.NewGuid().ToString();
        await UsersSet.Where(u => u.Id == user.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1 >= max ? 0 : u.AccessFailedCount + 1)
                .SetProperty(u => u.LockoutEnd, u => u.AccessFailedCount + 1 >= max ? lockUntil : u.LockoutEnd)
                .SetProperty(u => u.ConcurrencyStamp, stamp), cancellation);
        await Context.Entry(user).ReloadAsync(cancellation);
    }

    void IDisposable.Dispose()
    {
        Dispose();
        Context.Dispose();
    }

    static PortalDbContext Tracking(IDbContextFactory<PortalDbContext> contexts)
    {
        var db = contexts.CreateDbContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        return db;
    }
}
