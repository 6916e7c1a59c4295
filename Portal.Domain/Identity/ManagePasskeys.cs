using Microsoft.AspNetCore.Identity;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

public enum PasskeyError
{
    Forbidden,
    NotFound,
    InvalidName,
}

/// <param name="Id">Base64url of the credential's id.</param>
public sealed record PasskeySummary(string Id, string? Name, Instant CreatedAt);

/// <summary>The caller's own passkeys. What a browser sends to make one is checked by the sign-in manager before it comes here.</summary>
public sealed class ManagePasskeys(UserManager<StaffUser> users, OwnAccount own, AuditTrail audit)
{
    const int MaxName = 60;

    public async Task<IReadOnlyList<PasskeySummary>> ListAsync() =>
        await own.FindAsync() is { } account
            ? [.. (await users.GetPasskeysAsync(account)).OrderBy(p => p.CreatedAt)
                .Select(p => new PasskeySummary(System.Buffers.Text.Base64Url.EncodeToString(p.CredentialId), p.Name, p.CreatedAt.ToInstant()))]
            : [];

    public async Task<Result<Done, PasskeyError>> AddAsync(UserPasskeyInfo attested, string name, CancellationToken cancellation)
    {
        if (await own.FindAsync() is not { } account)
            return await audit.RefuseAsync("staff.passkey.add", PasskeyError.Forbidden, cancellation: cancellation);
        attested.Name = name.Length > MaxName ? name[..MaxName] : name;
        return await SaveAsync(account, attested, "staff.passkey.add", cancellation);
    }

    public async Task<Result<Done, PasskeyError>> RenameAsync(string id, string name, CancellationToken cancellation)
    {
        if (name.Trim() is not { Length: > 0 and <= MaxName } tidy)
            return PasskeyError.InvalidName;
        var (account, passkey) = await FindAsync(id);
        if (passkey is null)
            return PasskeyError.NotFound;
        passkey.Name = tidy;
        return await SaveAsync(account!, passkey, "staff.passkey.rename", cancellation);
    }

    public async Task<Result<Done, PasskeyError>> RemoveAsync(string id, CancellationToken cancellation)
    {
        var (account, passkey) = await FindAsync(id);
        if (passkey is null)
            return PasskeyError.NotFound;
        (await users.RemovePasskeyAsync(account!, passkey.CredentialId)).OrThrow();
        await audit.RecordAsync("staff.passkey.remove", "done", "staff", account!.Id, cancellation: cancellation);
        return Done.Now;
    }

    async Task<Result<Done, PasskeyError>> SaveAsync(StaffUser account, UserPasskeyInfo passkey, string action, CancellationToken cancellation)
    {
        (await users.AddOrUpdatePasskeyAsync(account, passkey)).OrThrow();
        await audit.RecordAsync(action, "done", "staff", account.Id, cancellation: cancellation);
        return Done.Now;
    }

    async Task<(StaffUser? Account, UserPasskeyInfo? Passkey)> FindAsync(string id)
    {
        var bytes = new byte[System.Buffers.Text.Base64Url.GetMaxDecodedLength(id.Length)];
        if (await own.FindAsync() is not { } account || !System.Buffers.Text.Base64Url.IsValid(id))
            return (null, null);
        var length = System.Buffers.Text.Base64Url.DecodeFromChars(id, bytes);
        return (account, await users.GetPasskeyAsync(account, bytes[..length]));
    }
}
