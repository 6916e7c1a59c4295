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
    readonly LinkTokens tokens = new(protection, "waitlist-link");

    public string Token(TenantId tenant, WaitlistEntryId entry) => tokens.Make(tenant, entry.Value);

    public string Path(TenantId tenant, WaitlistEntryId entry) => $"/w/{Token(tenant, entry)}";

    /// <returns>Null for a token that was not made here, or was made for another tenant.</returns>
    public WaitlistEntryId? Read(TenantId tenant, string? token) => tokens.Read(tenant, token) is { } id ? WaitlistEntryId.From(id) : null;
}
