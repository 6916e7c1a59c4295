using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Identity.Store;

/// <summary>
/// The codes of an authenticator app, each good once (RFC 6238, 5.2): who reads one over a shoulder, or off a recorded screen, cannot use it
/// within its half minute. In the place of Identity's own, which accepts a code as often as it comes and asks the machine's clock.
/// </summary>
sealed class AuthenticatorCodes(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) : IUserTwoFactorTokenProvider<StaffUser>
{
    // a phone's clock may be half a minute off, either way
    static readonly VerificationWindow Window = new(previous: 1, future: 1);

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<StaffUser> manager, StaffUser user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { Length: > 0 } key
        && new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(clock.GetUtcNow().UtcDateTime, token, out var step, Window)
        && await UseAsync(user.Id, step);

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<StaffUser> manager, StaffUser user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { Length: > 0 };

    /// <summary>Codes come from the app and never from here.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<StaffUser> manager, StaffUser user) => Task.FromResult("");

    // the condition decides between two that come at one moment
    async Task<bool> UseAsync(Guid user, long step)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<StaffUser>().Where(u => u.Id == user && (u.LastAuthenticatorStep == null || u.LastAuthenticatorStep < step))
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.LastAuthenticatorStep, step)) == 1;
    }
}
