using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking;

/// <summary>
/// The link in a message that opens one appointment without signing in. It has no end of its own: what it may show or change follows the
/// appointment's state and time.
/// </summary>
public sealed class AppointmentLinks(IDataProtectionProvider protection)
{
    readonly LinkTokens tokens = new(protection, "appointment-link");

    public string Token(TenantId tenant, AppointmentId appointment) => tokens.Make(tenant, appointment.Value);

    public string Path(TenantId tenant, AppointmentId appointment) => $"/a/{Token(tenant, appointment)}";

    /// <returns>Null for a token that was not made here, or was made for another tenant.</returns>
    public AppointmentId? Read(TenantId tenant, string? token) => tokens.Read(tenant, token) is { } id ? AppointmentId.From(id) : null;
}
