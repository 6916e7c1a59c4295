using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Money;

/// <summary>What a month adds up to. These tests move the clock, within one day.</summary>
public sealed class MonthTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly YearMonth November = new(2026, 11);

    [Fact]
    public async Task A_month_says_what_became_of_its_appointments_and_what_was_taken()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var seen = (await clinic.BookAsync(Monday(9))).Value;
        var noShow = (await clinic.BookAsync(Monday(10))).Value;
        var byPatient = (await clinic.BookAsync(Monday(11), caller: Owner)).Value;
        var byClinic = (await clinic.BookAsync(Monday(12))).Value;
        await clinic.BookAsync(Monday(13), 1);
        await clinic.BookAsync(Instant.FromUtc(2026, 12, 1, 8, 0)); // December's
        await clinic.SetAsync(noShow, AppointmentStatus.NoShow);
        await clinic.SetAsync(byPatient, AppointmentStatus.Cancelled, Owner);
        await clinic.SetAsync(byClinic, AppointmentStatus.Cancelled, reason: "ill");

        // marked as arrived too early, corrected, arrived, sat down, and 25 minutes after arriving in the consult
        seen = (await clinic.SetAsync(seen, AppointmentStatus.Arrived)).Value;
        portal.Clock.Advance(TimeSpan.FromMinutes(7));
        seen = (await clinic.SetAsync(seen, AppointmentStatus.Booked)).Value;
        portal.Clock.Advance(TimeSpan.FromMinutes(30));
        seen = (await clinic.SetAsync(seen, AppointmentStatus.Arrived)).Value;
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        seen = (await clinic.SetAsync(seen, AppointmentStatus.Waiting)).Value;
        portal.Clock.Advance(TimeSpan.FromMinutes(15));
        seen = (await clinic.SetAsync(seen, AppointmentStatus.InConsult)).Value;
        seen = (await clinic.SetAsync(seen, AppointmentStatus.Fulfilled)).Value;
        await clinic.TakeAsync(seen, 300, 50, "neighbour");
        await clinic.ReverseAsync((await clinic.TakeAsync(await clinic.ArriveAsync(Monday(14), 1), 500, method: PaymentMethod.Card)).Value);

        var view = (await ReadAsync(clinic, MoneyScenes.Administrator)).Value;

        view.Month.Doctors.Select(d => d.Id).ShouldBe(clinic.Practitioners);
        var first = view.Month.Of(clinic.Practitioners[0]);
        (first.Bookings, first.Seen, first.NoShows, first.CancelledByPatient, first.CancelledByClinic).ShouldBe((4, 1, 1, 1, 1));
        (first.New, first.Returning, first.FollowUps).ShouldBe((1, 0, 0));
        first.MeanWaiting.ShouldBe(Duration.FromMinutes(25));
        var second = view.Month.Of(clinic.Practitioners[1]);
        (second.Bookings, second.Seen, second.Returning, second.MeanWaiting).ShouldBe((2, 1, 1, null));
        (view.Month.All.Bookings, view.Month.All.Seen).ShouldBe((6, 2));
        view.Month.Takings.Of(clinic.Practitioners[0]).Paid.ShouldBe(250);
        view.Month.Takings.Of(clinic.Practitioners[1]).Paid.ShouldBe(0);
        (view.Month.Takings.Fees, view.Month.Takings.Discounts, view.Month.Takings.Cash, view.Month.Takings.Receipts).ShouldBe((300, 50, 250, 3));
        view.Before.All.ShouldBe(VisitFigures.None);
        view.Days.Count.ShouldBe(30);
        view.Days[22].ShouldBe(new(new(2026, 11, 23), 2, 3, 1));

        var december = (await ReadAsync(clinic, MoneyScenes.Administrator, November.PlusMonths(1))).Value;
        december.Month.All.Bookings.ShouldBe(1);
        december.Before.All.ShouldBe(view.Month.All);
        december.Before.Takings.Paid.ShouldBe(250);
    }

    [Fact]
    public async Task A_proposal_that_was_never_accepted_is_no_booking_and_no_cancellation()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (never, accepted) = ((await clinic.BookAsync(Monday(9), caller: TestPortal.Visitor)).Value, (await clinic.BookAsync(Monday(10), caller: TestPortal.Visitor)).Value);
        never.Status.ShouldBe(AppointmentStatus.Proposed);
        await clinic.SetAsync(never, AppointmentStatus.Cancelled, reason: "not wanted");
        accepted = (await clinic.SetAsync(accepted, AppointmentStatus.Booked)).Value;
        await clinic.SetAsync(accepted, AppointmentStatus.Cancelled, reason: "ill");

        var view = (await ReadAsync(clinic, MoneyScenes.Administrator)).Value;

        (view.Month.All.Bookings, view.Month.All.CancelledByClinic).ShouldBe((1, 1));
        view.Days[22].Lost.ShouldBe(1);
    }

    [Fact]
    public async Task The_desk_sees_the_appointments_and_not_the_takings_and_others_see_nothing()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.TakeAsync(await clinic.ArriveAsync(Monday(9)));
        var desk = (await ReadAsync(clinic, Desk)).Value;
        (desk.Month.All.Seen, desk.WithTakings, desk.Month.Takings.Parts.Length).ShouldBe((1, false, 0));
        foreach (var other in (Action<Caller>[])[TestPortal.Staff(StaffRole.Doctor), TestPortal.Staff(StaffRole.Pharmacist), Owner])
            (await ReadAsync(clinic, other)).Error.ShouldBe(MoneyError.Forbidden);
        (await clinic.AuditedAsync("month.")).ShouldBe("month.read:Forbidden month.read:Forbidden month.read:Forbidden");
    }

    [Fact]
    public async Task An_export_is_the_administrators_and_in_the_audit_trail()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await ExportAsync(Desk)).Error.ShouldBe(MoneyError.Forbidden);
        (await ExportAsync(MoneyScenes.Administrator)).Succeeded.ShouldBeTrue();
        (await clinic.AuditedAsync("month.export")).ShouldBe("month.export:Forbidden month.export:done");

        Task<Domain.Platform.Results.Result<ReadMonth.View, MoneyError>> ExportAsync(Action<Caller> caller) =>
            clinic.AsAsync(caller, scope => scope.Get<ExportMonth>().ExecuteAsync(November, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Another_clinics_month_is_its_own()
    {
        var (mine, theirs) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        await theirs.TakeAsync(await theirs.ArriveAsync(Monday(9)));
        (await ReadAsync(mine, MoneyScenes.Administrator)).Value.Month.Doctors.ShouldBeEmpty();
        (await mine.TakeAsync(await mine.ArriveAsync(Monday(9)))).Value.Number.ShouldBe(1, "each clinic counts for itself");
    }

    static Task<Domain.Platform.Results.Result<ReadMonth.View, MoneyError>> ReadAsync(TestClinic clinic, Action<Caller> caller, YearMonth? month = null) =>
        clinic.AsAsync(caller, scope => scope.Get<ReadMonth>().ExecuteAsync(month ?? November, TestContext.Current.CancellationToken));
}
