using Microsoft.AspNetCore.Identity;
using Portal.Domain.Identity;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

public sealed class StaffTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    async Task<string> InviteAsync(TestClinic clinic, string email, StaffRole roles = StaffRole.Receptionist)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        (await scope.Get<InviteStaff>().ExecuteAsync(new(email, roles, "ar"), Cancellation)).Succeeded.ShouldBeTrue();
        var link = (await clinic.LastSecretAsync(email))!;
        link.ShouldStartWith($"http://{clinic.Slug}.localhost:5080/account/invitation?token=");
        return link.Split("token=")[1];
    }

    async Task<Result<string, AcceptInvitationError>> AcceptAsync(TestClinic clinic, string token, string password = IdentityScenes.Password, string name = "Huda")
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        return await scope.Get<AcceptInvitation>().ExecuteAsync(new(token, name, password, "ar"), Cancellation);
    }

    async Task<StaffList> ListAsync(TestClinic clinic)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        return (await scope.Get<ListStaff>().ExecuteAsync(Cancellation)).Value;
    }

    async Task<Result<Done, StaffError>> ChangeAsync(TestClinic clinic, UserId member, StaffRole roles)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        return await scope.Get<ChangeStaffRoles>().ExecuteAsync(new(member, roles), Cancellation);
    }

    async Task<Result<Done, StaffError>> DeactivateAsync(TestClinic clinic, UserId member)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        return await scope.Get<DeactivateStaff>().ExecuteAsync(member, Cancellation);
    }

    [Fact]
    public async Task Who_accepts_an_invitation_has_an_account_and_the_roles_they_were_invited_for()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var email = IdentityScenes.NewEmail();
        var token = await InviteAsync(clinic, email, StaffRole.Receptionist | StaffRole.Doctor);
        (await ListAsync(clinic)).Invitations.ShouldHaveSingleItem().Email.ShouldBe(email);

        (await AcceptAsync(clinic, token)).Value.ShouldBe(email);
        var staff = await ListAsync(clinic);
        staff.Invitations.ShouldBeEmpty();
        var member = staff.Members.ShouldHaveSingleItem();
        (member.Name, member.Email, member.Roles, member.Active).ShouldBe(("Huda", email, StaffRole.Receptionist | StaffRole.Doctor, true));
    }

    [Fact]
    public async Task An_invitation_opens_once_and_for_seven_days()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (used, old) = (await InviteAsync(clinic, IdentityScenes.NewEmail()), await InviteAsync(clinic, IdentityScenes.NewEmail()));
        (await AcceptAsync(clinic, used)).Succeeded.ShouldBeTrue();
        (await AcceptAsync(clinic, used)).Error.ShouldBe(AcceptInvitationError.NotFound);
        portal.Clock.Advance(TimeSpan.FromDays(7));
        (await AcceptAsync(clinic, old)).Error.ShouldBe(AcceptInvitationError.NotFound);
    }

    [Fact]
    public async Task An_invitation_of_one_clinic_opens_nothing_at_another()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var token = await InviteAsync(clinic, IdentityScenes.NewEmail());
        (await AcceptAsync(other, token)).Error.ShouldBe(AcceptInvitationError.NotFound);
    }

    [Fact]
    public async Task A_second_invitation_replaces_the_first_and_a_withdrawn_one_is_dead()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var email = IdentityScenes.NewEmail();
        var (first, second) = (await InviteAsync(clinic, email), await InviteAsync(clinic, email));
        (await AcceptAsync(clinic, first)).Error.ShouldBe(AcceptInvitationError.NotFound);
        await using (var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator)))
            (await scope.Get<WithdrawInvitation>().ExecuteAsync((await ListAsync(clinic)).Invitations.Single().Id, Cancellation)).Succeeded.ShouldBeTrue();
        (await AcceptAsync(clinic, second)).Error.ShouldBe(AcceptInvitationError.NotFound);
    }

    [Fact]
    public async Task Who_has_an_account_elsewhere_joins_with_its_password_and_no_other()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var email = IdentityScenes.NewEmail();
        var user = await other.HireAsync(StaffRole.Doctor, email);
        var token = await InviteAsync(clinic, email, StaffRole.Receptionist);
        await using (var scope = portal.Scope(clinic.Id, TestPortal.Visitor))
            (await scope.Get<ReadInvitation>().ExecuteAsync(token, Cancellation))!.HasAccount.ShouldBeTrue();
        (await AcceptAsync(clinic, token, "another-password")).Error.ShouldBe(AcceptInvitationError.WrongPassword);
        (await AcceptAsync(clinic, token)).Succeeded.ShouldBeTrue();
        (await ListAsync(clinic)).Members.ShouldHaveSingleItem().User.ShouldBe(user);
        (await ListAsync(other)).Members.ShouldHaveSingleItem().Roles.ShouldBe(StaffRole.Doctor);
    }

    [Fact]
    public async Task A_password_too_short_is_refused_and_the_invitation_stays_open()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var token = await InviteAsync(clinic, IdentityScenes.NewEmail());
        (await AcceptAsync(clinic, token, "short")).Error.ShouldBe(AcceptInvitationError.PasswordTooWeak);
        (await AcceptAsync(clinic, token)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_administrators_invite_list_and_change_staff_and_refusals_are_recorded()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var member = await clinic.HireAsync(StaffRole.Administrator);
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Receptionist | StaffRole.Doctor));
        (await scope.Get<InviteStaff>().ExecuteAsync(new(IdentityScenes.NewEmail(), StaffRole.Doctor, "en"), Cancellation)).Error.ShouldBe(StaffError.Forbidden);
        (await scope.Get<ListStaff>().ExecuteAsync(Cancellation)).Error.ShouldBe(StaffError.Forbidden);
        (await scope.Get<ChangeStaffRoles>().ExecuteAsync(new(member, StaffRole.Doctor), Cancellation)).Error.ShouldBe(StaffError.Forbidden);
        (await scope.Get<DeactivateStaff>().ExecuteAsync(member, Cancellation)).Error.ShouldBe(StaffError.Forbidden);
        (await scope.Get<EndMemberSessions>().ExecuteAsync(member, Cancellation)).Error.ShouldBe(StaffError.Forbidden);
        (await clinic.AuditAsync("staff.roles")).ShouldBe(["Forbidden"]);
    }

    [Fact]
    public async Task A_clinic_cannot_make_anybody_an_operator()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var member = await clinic.HireAsync(StaffRole.Doctor);
        (await ChangeAsync(clinic, member, StaffRole.Doctor | StaffRole.Operator)).Error.ShouldBe(StaffError.RoleNotHere);
        (await ChangeAsync(clinic, member, StaffRole.None)).Error.ShouldBe(StaffError.NoRole);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var only = await clinic.HireAsync(StaffRole.Administrator | StaffRole.Doctor);
        await clinic.HireAsync(StaffRole.Receptionist);
        (await ChangeAsync(clinic, only, StaffRole.Doctor)).Error.ShouldBe(StaffError.LastAdministrator);
        (await DeactivateAsync(clinic, only)).Error.ShouldBe(StaffError.LastAdministrator);
    }

    [Fact]
    public async Task Two_administrators_who_remove_each_other_at_once_leave_one()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (a, b) = (await clinic.HireAsync(StaffRole.Administrator), await clinic.HireAsync(StaffRole.Administrator));
        var results = await Task.WhenAll(DeactivateAsync(clinic, a), DeactivateAsync(clinic, b));
        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Single(r => !r.Succeeded).Error.ShouldBe(StaffError.LastAdministrator);
    }

    [Fact]
    public async Task Who_was_deactivated_can_be_invited_again()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.HireAsync(StaffRole.Administrator);
        var email = IdentityScenes.NewEmail();
        var member = await clinic.HireAsync(StaffRole.Doctor, email);
        (await DeactivateAsync(clinic, member)).Succeeded.ShouldBeTrue();
        (await AcceptAsync(clinic, await InviteAsync(clinic, email, StaffRole.Pharmacist))).Succeeded.ShouldBeTrue();
        (await ListAsync(clinic)).Members.Single(m => m.User == member).ShouldSatisfyAllConditions(m => m.Active.ShouldBeTrue(), m => m.Roles.ShouldBe(StaffRole.Pharmacist));
    }

    [Fact]
    public async Task A_reset_link_sets_the_password_once_and_goes_only_to_who_works_here()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var email = IdentityScenes.NewEmail();
        var user = await clinic.HireAsync(StaffRole.Doctor, email);
        foreach (var (where, address) in new[] { (other, email), (clinic, IdentityScenes.NewEmail()) })
        {
            await using var elsewhere = portal.Scope(where.Id, TestPortal.Visitor);
            await elsewhere.Get<RequestPasswordReset>().ExecuteAsync(address, Cancellation);
            (await where.LastSecretAsync(address)).ShouldBeNull();
        }

        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        await scope.Get<RequestPasswordReset>().ExecuteAsync(email, Cancellation);
        await scope.Get<RequestPasswordReset>().ExecuteAsync(email, Cancellation);
        (await clinic.AuditAsync("staff.reset.request")).ShouldBe(["NotFound", "done", "TooMany"]);
        var token = Uri.UnescapeDataString((await clinic.LastSecretAsync(email))!.Split("token=")[1]);
        var reset = scope.Get<ResetPassword>();
        (await reset.ExecuteAsync(new(user.Value, token, "short"), Cancellation)).Error.ShouldBe(ResetPasswordError.PasswordTooWeak);
        (await reset.ExecuteAsync(new(user.Value, token, "another-password"), Cancellation)).Succeeded.ShouldBeTrue();
        (await reset.ExecuteAsync(new(user.Value, token, "third-password-1"), Cancellation)).Error.ShouldBe(ResetPasswordError.InvalidLink);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_for_fifteen_minutes_even_when_they_come_at_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var user = await clinic.HireAsync(StaffRole.Doctor);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            await using var scope = portal.Scope(clinic.Id);
            var users = scope.Get<UserManager<StaffUser>>();
            await users.AccessFailedAsync((await users.FindByIdAsync(user.ToString()))!);
        }));
        (await IsLockedAsync()).ShouldBeTrue();
        portal.Clock.Advance(TimeSpan.FromMinutes(15));
        (await IsLockedAsync()).ShouldBeFalse();

        async Task<bool> IsLockedAsync()
        {
            await using var scope = portal.Scope(clinic.Id);
            var users = scope.Get<UserManager<StaffUser>>();
            return await users.IsLockedOutAsync((await users.FindByIdAsync(user.ToString()))!);
        }
    }

    [Fact]
    public async Task The_authenticators_key_and_the_recovery_codes_are_not_readable_in_the_table()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var user = await clinic.HireAsync(StaffRole.Doctor);
        await using var scope = clinic.As(user, StaffRole.Doctor);
        var key = (await scope.Get<SetUpSecondFactor>().BeginAsync("Clinic"))!;
        var code = new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(key.Key)).ComputeTotp(portal.Clock.GetUtcNow().UtcDateTime);
        var codes = (await scope.Get<SetUpSecondFactor>().ConfirmAsync(code, Cancellation)).Value;
        codes.Count.ShouldBe(10);
        (await scope.Get<SetUpSecondFactor>().BeginAsync("Clinic")).ShouldBeNull();
        var stored = await portal.AsSuperuserAsync<string>($"select string_agg(t::text, '') from staff_user_tokens t where user_id = '{user}'");
        stored.ShouldNotContain(key.Key);
        stored.ShouldNotContain(codes[0]);
        (await scope.Get<UserManager<StaffUser>>().RedeemTwoFactorRecoveryCodeAsync((await scope.Get<OwnAccount>().FindAsync())!, codes[3])).Succeeded.ShouldBeTrue();
    }
}
