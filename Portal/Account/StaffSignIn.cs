using Microsoft.AspNetCore.Identity;
using Portal.Domain.Auditing;
using Portal.Domain.Identity;
using Portal.Domain.Identity.Model;
using Portal.Hosting;

namespace Portal.Account;

enum StaffSignInOutcome
{
    SignedIn,
    SecondFactorNeeded,

    /// <summary>Wrong, locked or no member here: which of them is not told, and does not show in the time it takes.</summary>
    Refused,
}

/// <summary>The ways to sign in at this tenant, each leaving its row in the audit trail.</summary>
sealed class StaffSignIn(StaffSignInManager manager, AuditTrail audit, RedeemSignInTicket redeem, EndStaffSession end)
{
    const string Action = "staff.sign_in";
    static string? neverRight;

    public async Task<StaffSignInOutcome> ByPasswordAsync(string email, string password)
    {
        manager.Method = "pwd";
        var user = email.Length <= 256 ? await manager.UserManager.FindByEmailAsync(email.Trim()) : null;
        var result = user is null ? SignInResult.Failed : await manager.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (user is null || result.IsNotAllowed || result.IsLockedOut)
            HashInVain(password);
        return await ConcludeAsync(result, user);
    }

    public Task<StaffSignInOutcome> ByAuthenticatorAsync(string code) =>
        BySecondFactorAsync("mfa", () => manager.TwoFactorAuthenticatorSignInAsync(Domain.Platform.Text.Digits.Only(code), isPersistent: false, rememberClient: false));

    public Task<StaffSignInOutcome> ByRecoveryCodeAsync(string code) =>
        BySecondFactorAsync("recovery", () => manager.TwoFactorRecoveryCodeSignInAsync(code.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()));

    /// <param name="credential">As the browser's authenticator answered, in JSON.</param>
    public async Task<StaffSignInOutcome> ByPasskeyAsync(string credential)
    {
        manager.Method = "passkey";
        return await ConcludeAsync(await manager.PasskeySignInAsync(credential), null);
    }

    /// <summary>By the single-use link that another host of the Portal has just made for a person who is signed in there.</summary>
    public async Task<StaffSignInOutcome> ByTicketAsync(string token)
    {
        manager.Method = "ticket";
        var redeemed = await redeem.ExecuteAsync(token, manager.Context.RequestAborted);
        if (!redeemed.Succeeded || await manager.UserManager.FindByIdAsync(redeemed.Value.ToString()) is not { } user)
            return StaffSignInOutcome.Refused; // the use case has written down why
        // the other host has asked for the second factor; membership and lock-out are this one's to ask
        var result = !await manager.CanSignInAsync(user) ? SignInResult.NotAllowed : await manager.UserManager.IsLockedOutAsync(user) ? SignInResult.LockedOut : SignInResult.Success;
        if (result.Succeeded)
            await manager.SignInAsync(user, isPersistent: false);
        return await ConcludeAsync(result, user);
    }

    /// <summary>Whether a password was given and the second factor is waited for.</summary>
    public async Task<bool> IsSecondFactorAwaitedAsync() => await manager.GetTwoFactorAuthenticationUserAsync() is not null;

    public async Task SignOutAsync()
    {
        if (StaffClaims.Read(manager.Context.User) is { } signedIn)
            await end.ExecuteAsync(signedIn.Session, CancellationToken.None);
        await manager.SignOutAsync();
    }

    async Task<StaffSignInOutcome> BySecondFactorAsync(string method, Func<Task<SignInResult>> signIn)
    {
        manager.Method = method;
        var user = await manager.GetTwoFactorAuthenticationUserAsync();
        return await ConcludeAsync(user is null ? SignInResult.Failed : await signIn(), user);
    }

    async Task<StaffSignInOutcome> ConcludeAsync(SignInResult result, StaffUser? user)
    {
        if (result.Succeeded)
        {
            if (user is not null && !manager.Context.Request.Cookies.ContainsKey(Languages.Cookie))
                Languages.Remember(manager.Context, user.Language);
            return StaffSignInOutcome.SignedIn;
        }

        if (result.RequiresTwoFactor)
            return StaffSignInOutcome.SecondFactorNeeded;
        var outcome = result.IsLockedOut ? "LockedOut" : result.IsNotAllowed ? "NotMember" : "Refused";
        await audit.RecordAsync(Action, outcome, user is null ? null : "staff", user?.Id, new { method = manager.Method });
        return StaffSignInOutcome.Refused;
    }

    // as long as a real password takes, so that the time tells nobody whether an address works here
    void HashInVain(string password)
    {
        var hasher = manager.UserManager.PasswordHasher;
        var nobody = new StaffUser();
        hasher.VerifyHashedPassword(nobody, neverRight ??= hasher.HashPassword(nobody, Guid.NewGuid().ToString()), password);
    }
}
