using Microsoft.AspNetCore.Identity;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

public enum ChangeProfileError
{
    Forbidden,
    InvalidName,
    InvalidLanguage,
}

/// <summary>Changes the caller's own name and language.</summary>
public sealed class ChangeProfile(UserManager<StaffUser> users, OwnAccount own, AuditTrail audit)
{
    public sealed record Request(string DisplayName, string Language);

    public async Task<Result<StaffUser, ChangeProfileError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await own.FindAsync() is not { } account)
            return await audit.RefuseAsync("staff.profile", ChangeProfileError.Forbidden, cancellation: cancellation);
        var name = request.DisplayName.Trim();
        if (name.Length is 0 or > 120)
            return ChangeProfileError.InvalidName;
        if (request.Language is not ("ar" or "en"))
            return ChangeProfileError.InvalidLanguage;
        (account.DisplayName, account.Language) = (name, request.Language);
        (await users.UpdateAsync(account)).OrThrow();
        await audit.RecordAsync("staff.profile", "done", "staff", account.Id, cancellation: cancellation);
        return account;
    }
}
