namespace Portal.Domain.Platform.Callers;

/// <summary>What a member of staff may do in one tenant; several may be held at once.</summary>
[Flags]
public enum StaffRole
{
    None = 0,
    Administrator = 1,
    Receptionist = 2,
    Doctor = 4,
    Pharmacist = 8,
    Operator = 16,
}
