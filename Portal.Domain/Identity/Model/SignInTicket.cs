using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity.Model;

/// <summary>
/// Carries a signed-in person from one tenant's host to another's, where the cookie does not reach. Without row security, because it is
/// written at the one and redeemed at the other.
/// </summary>
public sealed class SignInTicket
{
    public static readonly Duration Life = Duration.FromSeconds(60);

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] TokenHash { get; init; }

    public required UserId UserId { get; init; }

    /// <summary>Where it opens.</summary>
    public required TenantId TenantId { get; init; }

    public required Instant ExpiresAt { get; init; }
}

sealed class SignInTicketMapping : IEntityTypeConfiguration<SignInTicket>
{
    public void Configure(EntityTypeBuilder<SignInTicket> ticket)
    {
        ticket.ToTable("sign_in_tickets");
        ticket.HasKey(t => t.TokenHash);
    }
}
