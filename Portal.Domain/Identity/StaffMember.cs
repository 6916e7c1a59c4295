using NodaTime;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity;

/// <summary>Who a signed-in member of staff is at this tenant, right now.</summary>
public sealed record StaffStanding(UserId User, string Name, StaffRole Roles);

/// <param name="SecondFactor">Whether a password alone does not let them in.</param>
public sealed record StaffMember(UserId User, string Name, string Email, StaffRole Roles, bool Active, bool SecondFactor, Instant? LastSeenAt);

public sealed record PendingInvitation(Guid Id, string Email, StaffRole Roles, Instant CreatedAt, Instant ExpiresAt);

/// <summary>Why something about staff was refused.</summary>
public enum StaffError
{
    Forbidden,
    NotFound,
    InvalidEmail,
    NoRole,

    /// <summary>The role of operators exists at the operator's own tenant alone.</summary>
    RoleNotHere,
    AlreadyMember,

    /// <summary>Somebody must be left who can let others in.</summary>
    LastAdministrator,
}
