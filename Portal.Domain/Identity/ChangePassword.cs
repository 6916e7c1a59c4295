using Microsoft.AspNetCore.Identity;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

public enum ChangePasswordError
{
    Forbidden,
    WrongPassword,
    PasswordTooWeak,
}

/// <summary>Changes the caller's own password. The new security stamp ends all their other sessions; this one gets a new cookie from the page.</summary>
public sealed class ChangePassword(UserManager<StaffUser> users, OwnAccount own, AuditTrail audit)
{
    public sealed record Request(string Current, string New);

    public async Task<Result<StaffUser, ChangePasswordError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await own.FindAsync() is not { } account)
            return await audit.RefuseAsync("staff.password", ChangePasswordError.Forbidden, cancellation: cancellation);
        // a session left open does not give its finder the password by guessing
        if (await users.IsLockedOutAsync(account) || !await users.CheckPasswordAsync(account, request.Current))
        {
            await users.AccessFailedAsync(account);
            return await audit.RefuseAsync("staff.password", ChangePasswordError.WrongPassword, "staff", account.Id, cancellation);
        }

        if (!(await users.ChangePasswordAsync(account, request.Current, request.New)).Succeeded)
            return ChangePasswordError.PasswordTooWeak;
        await audit.RecordAsync("staff.password", "done", "staff", account.Id, cancellation: cancellation);
        return account;
    }
}
