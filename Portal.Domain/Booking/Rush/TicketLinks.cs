using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Booking.Rush.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Rush;

/// <summary>The address of a ticket's page, known to whoever took it. It opens what the ticket becomes too.</summary>
public sealed class TicketLinks(IDataProtectionProvider protection)
{
    readonly LinkTokens tokens = new(protection, "booking-ticket-link");

    public string Path(TenantId tenant, BookingTicketId ticket) => $"/book/ticket/{tokens.Make(tenant, ticket.Value)}";

    /// <returns>Null for a token that was not made here, or was made for another tenant.</returns>
    public BookingTicketId? Read(TenantId tenant, string? token) => tokens.Read(tenant, token) is { } id ? BookingTicketId.From(id) : null;
}
