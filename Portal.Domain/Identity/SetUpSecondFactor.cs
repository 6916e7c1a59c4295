using Microsoft.AspNetCore.Identity;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Identity;

public enum SecondFactorError
{
    Forbidden,

    /// <summary>The app's code does not fit the key.</summary>
    WrongCode,
    WrongPassword,
}

/// <param name="Uri">For the QR code: <c>otpauth://totp/…</c>.</param>
public sealed record AuthenticatorKey(string Key, string Uri);

/// <summary>The caller's own authenticator app: its key, its first code, ten recovery codes, and taking it away again.</summary>
public sealed class SetUpSecondFactor(UserManager<StaffUser> users, OwnAccount own, AuditTrail audit)
{
    const int RecoveryCodes = 10;

    /// <summary>The key that waits for its first code; made where there is none. Null once the second factor is on: then nobody is shown it again.</summary>
    public async Task<AuthenticatorKey?> BeginAsync(string issuer)
    {
        if (await own.FindAsync() is not { TwoFactorEnabled: false } account)
            return null;
        if (await users.GetAuthenticatorKeyAsync(account) is not { Length: > 0 } key)
        {
            // not ResetAuthenticatorKeyAsync: a key that nobody has confirmed is no reason to end the other sessions
            key = users.GenerateNewAuthenticatorKey();
            await users.SetAuthenticationTokenAsync(account, "[AspNetUserStore]", "AuthenticatorKey", key);
        }

        var label = Uri.EscapeDataString($"{issuer}:{account.Email}");
        return new AuthenticatorKey(key, $"otpauth://totp/{label}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits=6");
    }

    /// <summary>Turns it on with the first code from the app. The stamp changes: other sessions end, this one needs a new cookie.</summary>
    /// <returns>The recovery codes, shown this once.</returns>
    public async Task<Result<IReadOnlyList<string>, SecondFactorError>> ConfirmAsync(string code, CancellationToken cancellation)
    {
        if (await own.FindAsync() is not { } account)
            return await audit.RefuseAsync("staff.second_factor.on", SecondFactorError.Forbidden, cancellation: cancellation);
        if (!await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, Digits.Only(code)))
            return SecondFactorError.WrongCode;
        (await users.SetTwoFactorEnabledAsync(account, true)).OrThrow();
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes);
        await audit.RecordAsync("staff.second_factor.on", "done", "staff", account.Id, cancellation: cancellation);
        return codes!.ToList();
    }

    /// <summary>Ten new recovery codes; the old ones open nothing any more.</summary>
    public async Task<Result<IReadOnlyList<string>, SecondFactorError>> RenewRecoveryCodesAsync(string password, CancellationToken cancellation)
    {
        if (await CheckAsync("staff.recovery_codes", password, cancellation) is not { Succeeded: true } check)
            return SecondFactorError.WrongPassword;
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(check.Value, RecoveryCodes);
        await audit.RecordAsync("staff.recovery_codes", "done", "staff", check.Value.Id, cancellation: cancellation);
        return codes!.ToList();
    }

    /// <summary>Turns it off and forgets the key.</summary>
    public async Task<Result<Done, SecondFactorError>> RemoveAsync(string password, CancellationToken cancellation)
    {
        if (await CheckAsync("staff.second_factor.off", password, cancellation) is not { Succeeded: true } check)
            return SecondFactorError.WrongPassword;
        (await users.SetTwoFactorEnabledAsync(check.Value, false)).OrThrow();
        await users.RemoveAuthenticationTokenAsync(check.Value, "[AspNetUserStore]", "AuthenticatorKey");
        await users.RemoveAuthenticationTokenAsync(check.Value, "[AspNetUserStore]", "RecoveryCodes");
        await audit.RecordAsync("staff.second_factor.off", "done", "staff", check.Value.Id, cancellation: cancellation);
        return Done.Now;
    }

    async Task<Result<StaffUser, SecondFactorError>> CheckAsync(string action, string password, CancellationToken cancellation)
    {
        if (await own.FindAsync() is not { } account)
            return await audit.RefuseAsync(action, SecondFactorError.Forbidden, cancellation: cancellation);
        if (!await users.IsLockedOutAsync(account) && await users.CheckPasswordAsync(account, password))
            return account;
        await users.AccessFailedAsync(account);
        return await audit.RefuseAsync(action, SecondFactorError.WrongPassword, "staff", account.Id, cancellation);
    }
}
