using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking;

/// <summary>What is told of a visit before it is booked, to whom it may be told, and where it is.</summary>
public sealed class KnownVisitsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_was_seen_last_week_is_told_of_the_follow_up_with_that_doctor_and_until_when()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.TermsAsync(s => (s.NewPatientMinutes, s.RevisitDays, s.FollowUpMinutes, s.FollowUpPrice) = (60, 14, 10, 0m));
        (await KnownAsync(clinic, Owner)).ShouldHaveSingleItem().Plan.Mostly.ShouldBe(VisitKind.New);

        await clinic.VisitedAsync(Monday(10), practitioner: 1); // a week before: last Monday

        var known = (await KnownAsync(clinic, Owner)).ShouldHaveSingleItem();
        known.Plan.Mostly.ShouldBe(VisitKind.Returning);
        known.Plan.FollowUp.ShouldBe(new FollowUpOffer(clinic.Practitioners[1], Monday(10) + Duration.FromDays(7), Duration.FromMinutes(10), 0m));
        known.Plan.KindOf(clinic.Practitioners[1], Monday(10)).ShouldBe(VisitKind.FollowUp);
        known.Plan.KindOf(clinic.Practitioners[0], Monday(10)).ShouldBe(VisitKind.Returning);
        known.Plan.KindOf(clinic.Practitioners[1], Monday(11) + Duration.FromDays(7)).ShouldBe(VisitKind.Returning);
    }

    [Theory]
    [InlineData(NoShowPolicy.AskDeposit, 100, false, false)]
    [InlineData(NoShowPolicy.AskToConfirm, null, true, false)]
    [InlineData(NoShowPolicy.DeskOnly, null, false, true)]
    public async Task Who_did_not_come_is_told_what_that_means_and_nobody_else_is(NoShowPolicy policy, int? deposit, bool confirm, bool desk)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.PolicyAsync(policy, 100);
        await clinic.VisitedAsync(Monday(10), AppointmentStatus.NoShow);

        var known = (await KnownAsync(clinic, Owner)).ShouldHaveSingleItem();
        (known.Deposit, known.AsksToConfirm, known.DeskOnly).ShouldBe(((decimal?)deposit, confirm, desk));
        (await KnownAsync(clinic, Stranger)).ShouldBeEmpty();
        (await KnownAsync(clinic, TestPortal.Visitor)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_time_is_at_the_branch_where_its_doctor_works_then()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using (var none = portal.Scope(clinic.Id, TestPortal.Visitor))
            (await none.Get<BranchOf>().ExecuteAsync(clinic.Practitioners[0], Monday(10), Cancellation)).ShouldBeNull();
        var (maadi, zamalek) = await clinic.BranchesAsync();
        portal.Forget(clinic.Id);

        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        (await scope.Get<BranchOf>().ExecuteAsync(clinic.Practitioners[0], Monday(12, 30), Cancellation))!.Id.ShouldBe(maadi);
        (await scope.Get<BranchOf>().ExecuteAsync(clinic.Practitioners[0], Monday(13), Cancellation))!.Id.ShouldBe(zamalek);
        (await scope.Get<BranchOf>().ExecuteAsync(clinic.Practitioners[0], Monday(20), Cancellation)).ShouldBeNull();
        var facts = await scope.Get<ClinicPage>().ExecuteAsync(Cancellation);
        facts.BranchesOf(facts.Services[0]).Select(b => b.Id).ShouldBe([maadi, zamalek]);
        facts.OfferedBy(facts.Services[0], maadi).Select(p => p.Id).ShouldBe([clinic.Practitioners[0]]);
    }

    [Fact]
    public async Task At_a_branch_that_is_closed_nothing_is_offered()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (maadi, _) = await clinic.BranchesAsync();
        await portal.AsSuperuserAsync<bool>(
            $"with setting as (select set_config('app.tenant_id', '{clinic.Id}', false)) update locations set retired = true from setting where id = '{maadi}' returning retired");
        portal.Forget(clinic.Id);
        (await clinic.OfferedAsync()).ShouldAllBe(start => start >= Monday(13));
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        var facts = await scope.Get<ClinicPage>().ExecuteAsync(Cancellation);
        facts.BranchesOf(facts.Services[0]).ShouldHaveSingleItem();
    }

    async Task<IReadOnlyList<KnownVisits.Known>> KnownAsync(TestClinic clinic, Action<Caller> caller)
    {
        portal.Forget(clinic.Id);
        await using var scope = portal.Scope(clinic.Id, caller);
        return await scope.Get<KnownVisits>().ExecuteAsync(clinic.Service, Cancellation);
    }
}
