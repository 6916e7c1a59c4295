using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking;

/// <summary>
/// The link in a message that opens one appointment without signing in. It names the tenant too, so it is good on no other clinic's host.
/// It has no end of its own: what it may show or change follows the appointment's state and time.
/// </summary>
public sealed class AppointmentLinks(IDataProtectionProvider protection)
{
    readonly IDataProtector protector = protection.CreateProtector("appointment-link");

    public string Token(TenantId tenant, AppointmentId appointment) =>
        Base64Url.EncodeToString(protector.Protect([.. tenant.Value.ToByteArray(bigEndian: true), .. appointment.Value.ToByteArray(bigEndian: true)]));

    public string Path(TenantId tenant, AppointmentId appointment) => $"/a/{Token(tenant, appointment)}";

    /// <returns>Null for a token that was not made here, or was made for another tenant.</returns>
    public AppointmentId? Read(TenantId tenant, string? token)
    {
        if (token is not { Length: > 0 and < 1000 } || !Base64Url.IsValid(token))
            return null;
        try
        {
            var ids = protector.Unprotect(Base64Url.DecodeFromChars(token)).AsSpan();
            return ids.Length == 32 && new Guid(ids[..16], bigEndian: true) == tenant.Value ? AppointmentId.From(new Guid(ids[16..], bigEndian: true)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
