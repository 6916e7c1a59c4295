using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Callers;

public enum CallerKind
{
    /// <summary>Somebody on the clinic's site who has proved nothing.</summary>
    Visitor,

    /// <summary>Somebody who has proved a phone number with a one-time code.</summary>
    Patient,
    Staff,

    /// <summary>A program outside with a secret address or a token: a calendar, another system. It reads what it was allowed to, and is no person.</summary>
    Program,

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

    /// <summary>The token or the feed by which a program came.</summary>
    public Guid? Credential { get; private set; }

    /// <summary>What a program may read; nothing for anybody else, who is asked for roles.</summary>
    public ApiScopes Scopes { get; private set; }

    public bool IsAny(StaffRole roles) => Kind == CallerKind.System || (Kind == CallerKind.Staff && (Roles & roles) != StaffRole.None);

    /// <summary>Works with the clinic's calendar: at the desk, as a doctor or as the administrator.</summary>
    public bool IsDesk => IsAny(StaffRole.Receptionist | StaffRole.Administrator | StaffRole.Doctor);

    /// <summary>Receives patients and answers for them: at the desk or as the administrator.</summary>
    public bool IsReception => IsAny(StaffRole.Receptionist | StaffRole.Administrator);

    /// <summary>Whether this is a program whose token has the scope. A person is asked for roles instead.</summary>
    public bool May(ApiScopes scope) => Kind == CallerKind.System || (Kind == CallerKind.Program && (Scopes & scope) == scope);

    public void BecomeStaff(UserId user, string name, StaffRole roles) => Become(CallerKind.Staff, user, name, roles);

    public void BecomePatient(string phone) => Become(CallerKind.Patient, phone: phone);

    public void BecomeSystem() => Become(CallerKind.System);

    public void BecomeVisitor() => Become(CallerKind.Visitor);

    public void BecomeProgram(Guid credential, ApiScopes scopes)
    {
        Become(CallerKind.Program);
        (Credential, Scopes) = (credential, scopes);
    }

    void Become(CallerKind kind, UserId? user = null, string? name = null, StaffRole roles = StaffRole.None, string? phone = null) =>
        (Kind, UserId, Name, Roles, Phone, Credential, Scopes) = (kind, user, name, roles, phone, null, ApiScopes.None);
}
