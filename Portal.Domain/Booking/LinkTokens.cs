using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking;

/// <summary>
/// Tokens in the links of messages, each of which opens one thing without signing in. A token names the tenant too, so it is good on no other
/// clinic's host.
/// </summary>
/// <param name="purpose">Tokens of one purpose open nothing of another.</param>
sealed class LinkTokens(IDataProtectionProvider protection, string purpose)
{
    readonly IDataProtector protector = protection.CreateProtector(purpose);

    public string Make(TenantId tenant, Guid id) =>
        Base64Url.EncodeToString(protector.Protect([.. tenant.Value.ToByteArray(bigEndian: true), .. id.ToByteArray(bigEndian: true)]));

    /// <returns>Null for a token that was not made here, or was made for another tenant.</returns>
    public Guid? Read(TenantId tenant, string? token)
    {
        if (token is not { Length: > 0 and < 1000 } || !Base64Url.IsValid(token))
            return null;
        try
        {
            var ids = protector.Unprotect(Base64Url.DecodeFromChars(token)).AsSpan();
            return ids.Length == 32 && new Guid(ids[..16], bigEndian: true) == tenant.Value ? new Guid(ids[16..], bigEndian: true) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
