using Microsoft.AspNetCore.Authorization;
using Portal.Domain.Platform.Callers;

namespace Portal.Hosting;

/// <summary>Who may open which part of the house. Pages carry them; use cases check again.</summary>
static class Policies
{
    /// <summary>The staff cookie's scheme, ASP.NET Core Identity's own.</summary>
    public const string StaffScheme = "Identity.Application";
    public const string PatientScheme = "patient";

    public const string Staff = "staff";
    public const string Desk = "desk";
    public const string Doctor = "doctor";
    public const string Counter = "counter";
    public const string Admin = "admin";
    public const string Operator = "operator";
    public const string Patient = "patient";

    public static void AddPolicies(this AuthorizationOptions options)
    {
        options.AddPolicy(Staff, OfStaff());
        options.AddPolicy(Desk, OfStaff(StaffRole.Receptionist, StaffRole.Administrator));
        options.AddPolicy(Doctor, OfStaff(StaffRole.Doctor));
        options.AddPolicy(Counter, OfStaff(StaffRole.Pharmacist));
        options.AddPolicy(Admin, OfStaff(StaffRole.Administrator));
        options.AddPolicy(Operator, OfStaff(StaffRole.Operator));
        options.AddPolicy(Patient, new AuthorizationPolicyBuilder(PatientScheme).RequireAuthenticatedUser().RequireClaim(PortalClaims.Phone).Build());
    }

    static AuthorizationPolicy OfStaff(params StaffRole[] roles)
    {
        var policy = new AuthorizationPolicyBuilder(StaffScheme).RequireAuthenticatedUser().RequireClaim(PortalClaims.Tenant);
        return (roles.Length == 0 ? policy : policy.RequireRole(roles.Select(role => role.ToString()))).Build();
    }
}
