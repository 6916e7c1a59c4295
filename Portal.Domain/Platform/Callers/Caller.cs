using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Callers;

public enum CallerKind
{
    /// <summary>Somebody on the clinic's site who has proved nothing.</summary>
    Visitor,

    /// <summary>Somebody who has proved a phone number with a one-time code.</summary>
    Patient,
    Staff,

    /// <summary>A job or a drain: no person is behind it.</summary>
    System,
}

/// <summary>On whose behalf this scope acts. Scoped like the tenant, and filled at the same moment; use cases ask it, pages never decide alone.</summary>
public sealed class Caller
{
    public CallerKind Kind { get; private set; } = CallerKind.Visitor;

    public UserId? UserId { get; private set; }

    public string? Name { get; private set; }

    public StaffRole Roles { get; private set; }

    /// <summary>The proved phone in E.164 form, for a patient.</summary>
    public string? Phone { get; private set; }

    public bool IsAny(StaffRole roles) => Kind == CallerKind.System || (Kind == CallerKind.Staff && (Roles & roles) != StaffRole.None);

    public void BecomeStaff(UserId user, string name, StaffRole roles) =>
        (Kind, UserId, Name, Roles, Phone) = (CallerKind.Staff, user, name, roles, null);

    public void BecomePatient(string phone) => (Kind, UserId, Name, Roles, Phone) = (CallerKind.Patient, null, null, StaffRole.None, phone);

    public void BecomeSystem() => (Kind, UserId, Name, Roles, Phone) = (CallerKind.System, null, null, StaffRole.None, null);

    public void BecomeVisitor() => (Kind, UserId, Name, Roles, Phone) = (CallerKind.Visitor, null, null, StaffRole.None, null);
}
