using Microsoft.AspNetCore.Identity;
using Portal.Domain.Identity;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

public sealed class StaffSessionTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    async Task<CheckStaffSession.Request> SignInAsync(TestClinic clinic, UserId user, StaffRole roles = StaffRole.Doctor)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        var session = await scope.Get<StartStaffSession>().ExecuteAsync(new(new(user, "Nadia", roles), "pwd", "203.0.113.5", "Firefox, Windows"), Cancellation);
        var stamp = (await scope.Get<UserManager<StaffUser>>().FindByIdAsync(user.ToString()))!.SecurityStamp!;
        return new(user, session, stamp);
    }

    async Task<StaffStanding?> CheckAsync(TestClinic clinic, CheckStaffSession.Request signedIn)
    {
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        var result = await scope.Get<CheckStaffSession>().ExecuteAsync(signedIn, Cancellation);
        return result.Succeeded ? result.Value : null;
    }

    [Fact]
    public async Task A_session_stands_while_stamp_session_and_membership_do()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var user = await clinic.HireAsync(StaffRole.Doctor);
        var signedIn = await SignInAsync(clinic, user);
        (await CheckAsync(clinic, signedIn)).ShouldBe(new StaffStanding(user, "Nadia", StaffRole.Doctor));
        (await CheckAsync(clinic, signedIn with { SecurityStamp = "old" })).ShouldBeNull();
        (await CheckAsync(clinic, signedIn with { Session = Guid.NewGuid() })).ShouldBeNull();
        (await CheckAsync(clinic, signedIn with { User = UserId.New() })).ShouldBeNull();
    }

    [Fact]
    public async Task A_session_of_one_clinic_does_not_stand_at_another_where_the_person_works_too()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var email = IdentityScenes.NewEmail();
        var user = await clinic.HireAsync(StaffRole.Doctor, email);
        (await other.HireAsync(StaffRole.Doctor, email)).ShouldBe(user);
        var signedIn = await SignInAsync(clinic, user);
        (await CheckAsync(clinic, signedIn)).ShouldNotBeNull();
        (await CheckAsync(other, signedIn)).ShouldBeNull();
    }

    [Fact]
    public async Task Changed_roles_hold_at_the_next_check_and_deactivation_ends_it()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.HireAsync(StaffRole.Administrator);
        var user = await clinic.HireAsync(StaffRole.Doctor);
        var signedIn = await SignInAsync(clinic, user);
        await using var admin = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        await admin.Get<ChangeStaffRoles>().ExecuteAsync(new(user, StaffRole.Receptionist), Cancellation);
        (await CheckAsync(clinic, signedIn))!.Roles.ShouldBe(StaffRole.Receptionist);
        await admin.Get<DeactivateStaff>().ExecuteAsync(user, Cancellation);
        (await CheckAsync(clinic, signedIn)).ShouldBeNull();
    }

    [Fact]
    public async Task A_person_ends_one_of_their_sessions_and_nobody_elses()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (user, stranger) = (await clinic.HireAsync(StaffRole.Doctor), await clinic.HireAsync(StaffRole.Doctor));
        var (here, there) = (await SignInAsync(clinic, user), await SignInAsync(clinic, user));
        await using (var scope = clinic.As(stranger, StaffRole.Doctor))
            (await scope.Get<EndStaffSession>().ExecuteAsync(there.Session, Cancellation)).Error.ShouldBe(StaffError.NotFound);
        await using var own = clinic.As(user, StaffRole.Doctor);
        (await own.Get<ListStaffSessions>().ExecuteAsync(Cancellation)).Select(s => s.Id).ShouldBe([there.Session, here.Session], ignoreOrder: true);
        (await own.Get<EndStaffSession>().ExecuteAsync(there.Session, Cancellation)).Succeeded.ShouldBeTrue();
        (await CheckAsync(clinic, there)).ShouldBeNull();
        (await CheckAsync(clinic, here)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_at_every_clinic_and_old_cookies_with_them()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var email = IdentityScenes.NewEmail();
        var user = await clinic.HireAsync(StaffRole.Doctor, email);
        await other.HireAsync(StaffRole.Doctor, email);
        var (here, there) = (await SignInAsync(clinic, user), await SignInAsync(other, user));
        await using var scope = clinic.As(user, StaffRole.Doctor);
        (await scope.Get<EndAllStaffSessions>().ExecuteAsync(Cancellation)).Succeeded.ShouldBeTrue();
        (await CheckAsync(clinic, here)).ShouldBeNull();
        (await CheckAsync(other, there)).ShouldBeNull();
        (await scope.Get<OwnAccount>().FindAsync())!.SecurityStamp.ShouldNotBe(here.SecurityStamp);
    }

    [Fact]
    public async Task An_administrator_ends_a_members_sessions_here_and_not_elsewhere()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var email = IdentityScenes.NewEmail();
        var user = await clinic.HireAsync(StaffRole.Doctor, email);
        await other.HireAsync(StaffRole.Doctor, email);
        var (here, there) = (await SignInAsync(clinic, user), await SignInAsync(other, user));
        await using var admin = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        (await admin.Get<EndMemberSessions>().ExecuteAsync(user, Cancellation)).Succeeded.ShouldBeTrue();
        (await CheckAsync(clinic, here)).ShouldBeNull();
        (await CheckAsync(other, there)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_ticket_carries_a_person_to_the_other_host_once_and_within_a_minute()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var user = await clinic.HireAsync(StaffRole.Doctor);
        await using var scope = clinic.As(user, StaffRole.Doctor);
        async Task<string> IssueAsync() => (await scope.Get<IssueSignInTicket>().ExecuteAsync(new(user, other.Id), Cancellation)).Value;
        async Task<bool> RedeemAsync(TestClinic at, string ticket)
        {
            await using var there = portal.Scope(at.Id, TestPortal.Visitor);
            var redeemed = await there.Get<RedeemSignInTicket>().ExecuteAsync(ticket, Cancellation);
            return redeemed.Succeeded && redeemed.Value == user;
        }

        var (once, late, many) = (await IssueAsync(), await IssueAsync(), await IssueAsync());
        (await RedeemAsync(clinic, once)).ShouldBeFalse();
        (await RedeemAsync(other, once)).ShouldBeTrue();
        (await RedeemAsync(other, once)).ShouldBeFalse();
        (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RedeemAsync(other, many)))).Count(won => won).ShouldBe(1);
        portal.Clock.Advance(TimeSpan.FromSeconds(60));
        (await RedeemAsync(other, late)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_gets_a_ticket_in_somebody_elses_name()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        (await scope.Get<IssueSignInTicket>().ExecuteAsync(new(UserId.New(), clinic.Id), Cancellation)).Error.ShouldBe(StaffError.Forbidden);
    }
}
