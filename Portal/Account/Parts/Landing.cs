using System.Security.Claims;
using Portal.Domain.Platform.Callers;

namespace Portal.Account.Parts;

/// <summary>Where a member of staff begins the day.</summary>
static class Landing
{
    static readonly (StaffRole Role, string Path)[] Rooms =
    [
        (StaffRole.Operator, "/operator"), (StaffRole.Receptionist, "/desk"), (StaffRole.Doctor, "/doctor"), (StaffRole.Pharmacist, "/counter"),
        (StaffRole.Administrator, "/desk"),
    ];

    public static string For(ClaimsPrincipal person) => Array.Find(Rooms, room => person.IsInRole(room.Role.ToString())).Path ?? "/account/manage";
}
