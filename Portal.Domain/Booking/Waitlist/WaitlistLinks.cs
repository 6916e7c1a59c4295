using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// The link in a message that opens one place in the waiting list without signing in, and whatever is offered there. Like an appointment's it names
/// the tenant and has no end of its own.
/// </summary>
public sealed class WaitlistLinks(IDataProtectionProvider protection)
{
    readonly IDataProtector protector = protection.CreateProtector("waitlist-link");

    public string Token(TenantId tenant, WaitlistEntryId entry) =>
        Base64Url.EncodeToString(protector.Protect([.. tenant.Value.ToByteArray(bigEndian: true), .. entry.Value.ToByteArray(bigEndian: true)]));

    public string Path(TenantId tenant, WaitlistEntryId entry) => $"/w/{Token(tenant, entry)}";

    /// <returns>Null for a token that was not made here, or was made for another tenant.</returns>
    public WaitlistEntryId? Read(TenantId tenant, string? token)
    {
        if (token is not { Length: > 0 and < 1000 } || !Base64Url.IsValid(token))
            return null;
        try
        {
            var ids = protector.Unprotect(Base64Url.DecodeFromChars(token)).AsSpan();
            return ids.Length == 32 && new Guid(ids[..16], bigEndian: true) == tenant.Value ? WaitlistEntryId.From(new Guid(ids[16..], bigEndian: true)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
