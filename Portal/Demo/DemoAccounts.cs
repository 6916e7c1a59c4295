using Portal.Domain.Tenancy.Model;

namespace Portal.Demo;

/// <summary><c>demo-accounts</c>: where the demonstration tenants are and who can sign in there.</summary>
static class DemoAccounts
{
    public static int Print(TextWriter output, string baseHost)
    {
        foreach (var clinic in DemoClinics.All)
        {
            var host = clinic.Tenant.Slug.Length == 0 ? baseHost : $"{clinic.Tenant.Slug}.{baseHost}";
            output.WriteLine($"  {clinic.Tenant.NameEn,-18} http://{host}");
            foreach (var account in clinic.Staff)
                output.WriteLine($"    {account.Email,-28} {Home(account, clinic.Tenant.Kind),-10} {account.Roles}");
        }

        output.WriteLine($"  The password of each is {DemoClinics.Password}. A patient's one-time code is shown to the desk under Messages.");
        return 0;
    }

    static string Home(DemoAccount account, TenantKind kind) => account.Roles switch
    {
        _ when kind == TenantKind.Operator => "/operator",
        var roles when roles.HasFlag(Domain.Platform.Callers.StaffRole.Receptionist) => "/desk",
        var roles when roles.HasFlag(Domain.Platform.Callers.StaffRole.Doctor) => "/doctor",
        var roles when roles.HasFlag(Domain.Platform.Callers.StaffRole.Pharmacist) => "/counter",
        _ => "/admin",
    };
}
