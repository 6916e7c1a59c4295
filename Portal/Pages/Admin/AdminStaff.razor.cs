using Portal.Domain.Identity;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy.Model;

namespace Portal.Pages.Admin;

public sealed partial class AdminStaff
{
    StaffList? staff;
    string email = "";
    StaffRole roles = StaffRole.Receptionist;
    StaffError? error;
    bool sent;

    StaffRole[] Offered => Clinic.Tenant.Kind switch
    {
        TenantKind.Clinic => [StaffRole.Administrator, StaffRole.Receptionist, StaffRole.Doctor],
        TenantKind.Pharmacy => [StaffRole.Administrator, StaffRole.Pharmacist],
        _ => [StaffRole.Administrator, StaffRole.Operator],
    };

    protected override Task OnInitializedAsync() => ReadAsync();

    async Task ReadAsync() => staff = (await List.ExecuteAsync(CancellationToken.None)).Value;

    async Task InviteAsync()
    {
        sent = false;
        var result = await Invite.ExecuteAsync(new(email, roles, Clinic.Language), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        (email, sent) = ("", true);
        await ReadAsync();
    }

    Task ChangeAsync(StaffMember member, StaffRole role, bool on) =>
        RunAsync(() => ChangeRoles.ExecuteAsync(new(member.User, With(member.Roles, role, on)), CancellationToken.None));

    async Task RunAsync(Func<Task<Result<Done, StaffError>>> act)
    {
        var result = await act();
        error = result.Succeeded ? null : result.Error;
        sent = false;
        await ReadAsync();
    }

    static StaffRole With(StaffRole all, StaffRole role, bool on) => on ? all | role : all & ~role;
}
