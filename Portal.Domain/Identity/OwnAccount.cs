using Microsoft.AspNetCore.Identity;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;

namespace Portal.Domain.Identity;

/// <summary>The account of the person who is signed in.</summary>
public sealed class OwnAccount(UserManager<StaffUser> users, Caller caller)
{
    /// <returns>Null for anybody who is not staff.</returns>
    public async Task<StaffUser?> FindAsync() =>
        caller is { Kind: CallerKind.Staff, UserId: { } user } ? await users.FindByIdAsync(user.ToString()) : null;
}
