using System.Globalization;
using Bunit;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Platform.Callers;
using Portal.Features.Booking.CardPanel;
using Portal.Features.Booking.Money;
using Portal.Features.Booking.Queue;
using Portal.Tests.Booking.Turns;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>Money as the desk takes, counts and looks at it, over real use cases. It is nine o'clock on a Sunday.</summary>
public sealed class MoneyPagesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly Instant Nine = Instant.FromUtc(2026, 11, 22, 7, 0);

    static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_arrives_is_asked_for_the_fee_with_all_filled_in_and_Enter_takes_it()
    {
        await using var scene = await OpenAsync();
        var booked = await BookAsync(scene);
        var panel = scene.Draw<AppointmentPanel>(p => p.Add(x => x.Id, booked.Id));
        panel.WaitForElement(".panel-actions");
        panel.FindAll(".fee-form").ShouldBeEmpty("nobody pays before they are here");

        await panel.InvokeAsync(() => panel.FindAll(".panel-actions button").First(b => b.TextContent.StartsWith("Arrived", StringComparison.Ordinal)).ClickAsync(new()));
        panel.WaitForAssertion(() => panel.Find(".fee-form input").GetAttribute("value").ShouldBe("300")); // the panel is read once more meanwhile
        panel.Find(".pay-mark").TextContent.ShouldContain("Not paid");
        panel.Find(".fee-form button[type=submit]").TextContent.ShouldBe("Take EGP 300 · Cash");
        await panel.InvokeAsync(() => panel.Find(".fee-form").SubmitAsync());

        panel.WaitForElement(".receipt").TextContent.ShouldContain("No. 1");
        panel.FindAll(".fee-form").ShouldBeEmpty();
        panel.Find(".pay-mark").TextContent.ShouldContain("Paid");
        panel.Find(".receipt a").GetAttribute("href")!.ShouldStartWith("/desk/receipts/");
        (await scene.AppointmentsAsync(new(2026, 11, 22))).ShouldHaveSingleItem().Payment.ShouldBe(PaymentMark.Paid);
    }

    [Theory]
    [InlineData("50", "Take EGP 250 · Cash")]
    [InlineData("١٠٪", "Take EGP 270 · Cash")]
    [InlineData("300", "Take EGP 0 · Cash")]
    public async Task A_discount_is_a_sum_or_a_share_in_either_digits_and_needs_its_reason(string typed, string button)
    {
        await using var scene = await OpenAsync();
        var form = await FormAsync(scene);
        form.FindAll("input[list]").ShouldBeEmpty();
        await form.InvokeAsync(() => form.FindAll("input")[1].InputAsync(new() { Value = typed }));
        form.Find("button[type=submit]").TextContent.ShouldBe(button);
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        form.Find(".error").TextContent.ShouldContain("needs a reason");
        await form.InvokeAsync(() => form.Find("input[list]").InputAsync(new() { Value = "Colleague" }));
        await form.InvokeAsync(() => form.FindAll(".chip")[2].ClickAsync(new()));
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());

        var receipt = (await scene.Get<ReadPayment>().ExecuteAsync(form.Instance.Payment.Appointment, Cancellation)).Value.Receipts.ShouldHaveSingleItem();
        (receipt.DiscountReason, receipt.Method, receipt.Paid).ShouldBe(("Colleague", PaymentMethod.Wallet, 300 - receipt.Discount!.Value));
    }

    [Theory]
    [InlineData("3oo", "0", "Write an amount")]
    [InlineData("", "0", "Write an amount")]
    [InlineData("100", "150", "more than the fee")]
    [InlineData("100", "x", "Write an amount")]
    public async Task What_is_no_sum_is_told_and_nothing_is_taken(string fee, string discount, string told)
    {
        await using var scene = await OpenAsync();
        var form = await FormAsync(scene);
        await form.InvokeAsync(() => form.FindAll("input")[0].InputAsync(new() { Value = fee }));
        await form.InvokeAsync(() => form.FindAll("input")[1].InputAsync(new() { Value = discount }));
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        form.Find(".error").TextContent.ShouldContain(told);
        (await Booking.BookingScenes.CountAsync(scene.Clinic, "receipts")).ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_receipt_is_taken_back_with_a_reason_and_the_fee_is_asked_for_again()
    {
        await using var scene = await OpenAsync();
        var arrived = await ArriveAsync(scene);
        await TakeAsync(scene, arrived.Id);
        var panel = scene.Draw<AppointmentPanel>(p => p.Add(x => x.Id, arrived.Id));
        panel.WaitForElement(".receipt button");
        await panel.InvokeAsync(() => panel.Find(".receipt button").ClickAsync(new()));
        await panel.InvokeAsync(() => panel.Find(".receipt-back").SubmitAsync());
        panel.Find(".receipt-back .error").TextContent.ShouldContain("why");
        await panel.InvokeAsync(() => panel.Find(".receipt-back input").InputAsync(new() { Value = "wrong patient" }));
        await panel.InvokeAsync(() => panel.Find(".receipt-back").SubmitAsync());
        panel.WaitForAssertion(() => panel.FindAll(".receipt").Count.ShouldBe(2));
        panel.FindAll(".receipt")[1].TextContent.ShouldContain("Takes back no. 1: wrong patient");
        panel.Find(".payment").TextContent.ShouldContain("Not paid");
    }

    [Fact]
    public async Task The_line_says_who_has_not_paid_and_takes_it_in_the_row()
    {
        await using var scene = await OpenAsync();
        await scene.Clinic.SetTurnsOnSundayMorningAsync(8);
        await scene.GiveAsync();
        var queue = scene.Draw<QueueDesk>(_ => { });
        queue.WaitForElement(".line-row .pay-mark.is-due");
        await queue.InvokeAsync(() => queue.FindAll(".acts button").First(b => b.TextContent == "Take EGP 300").ClickAsync(new()));
        queue.WaitForElement(".line-row .fee-form");
        await queue.InvokeAsync(() => queue.Find(".fee-form").SubmitAsync());
        (await Booking.BookingScenes.CountAsync(scene.Clinic, "receipts")).ShouldBe(1);
        queue.WaitForAssertion(() => queue.FindAll(".fee-form").ShouldBeEmpty());
    }

    [Fact]
    public async Task The_shift_is_counted_and_closed_and_a_difference_wants_a_word()
    {
        await using var scene = await OpenAsync();
        var page = scene.Draw<MoneyDesk>(_ => { });
        page.WaitForElement(".state").TextContent.ShouldContain("No shift is open");
        var arrived = await ArriveAsync(scene);
        page = scene.Draw<MoneyDesk>(_ => { });
        page.WaitForElement(".unpaid-row").TextContent.ShouldContain("منى السيد");
        await page.InvokeAsync(() => page.Find(".unpaid-row button").ClickAsync(new()));
        page.WaitForElement(".fee-form");
        await page.InvokeAsync(() => page.Find(".fee-form").SubmitAsync());
        page.WaitForElement(".takings tfoot").TextContent.ShouldContain("EGP 300");
        page.FindAll(".unpaid-row").ShouldBeEmpty();

        await page.InvokeAsync(() => page.Find("#counted").InputAsync(new() { Value = "280" }));
        page.Find(".difference").TextContent.ShouldBe("EGP 20 missing");
        await page.InvokeAsync(() => page.Find(".close-shift").SubmitAsync());
        page.Find("#note-error").TextContent.ShouldNotBeEmpty();
        await page.InvokeAsync(() => page.Find("#note").InputAsync(new() { Value = "no change" }));
        await page.InvokeAsync(() => page.Find(".close-shift").SubmitAsync());
        page.WaitForElement(".saved a");
        var shift = (await scene.Get<ReadShift>().ExecuteAsync(ShiftId.From(Guid.Parse(page.Find(".saved a").GetAttribute("href")!.Split('/')[^1])), Cancellation)).Value!;
        (shift.Closed!.Difference, shift.Closed.Note, shift.Receipts[0].Appointment).ShouldBe((-20, "no change", arrived.Id));
        page.FindAll(".close-shift").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_month_is_there_for_the_desk_and_its_takings_for_the_administrator()
    {
        await using var desk = await OpenAsync();
        await TakeAsync(desk, (await ArriveAsync(desk)).Id);
        var page = desk.Draw<MonthView>(_ => { });
        page.WaitForElement(".tiles").TextContent.ShouldContain("1 came");
        page.FindAll(".takings, .month-export").ShouldBeEmpty();
        page.FindAll(".tabs a").Count.ShouldBe(2);

        await using var boss = await OpenAsync(StaffRole.Administrator | StaffRole.Receptionist);
        await TakeAsync(boss, (await ArriveAsync(boss)).Id);
        page = boss.Draw<MonthView>(p => p.Add(x => x.Month, "2026-11"));
        page.WaitForElement(".takings tfoot").TextContent.ShouldContain("EGP 300");
        page.FindAll(".month-export a").Select(a => a.GetAttribute("href")).ShouldBe(["/desk/money/month.xlsx?month=2026-11", "/desk/money/month.csv?month=2026-11"]);
        var shifts = boss.Draw<ShiftList>(_ => { });
        shifts.WaitForElement("tbody tr").TextContent.ShouldContain("Open");
    }

    async Task<DeskScene> OpenAsync(StaffRole role = StaffRole.Receptionist)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return await DeskScene.OpenAsync(portal, role: role);
    }

    static async Task<AppointmentState> BookAsync(DeskScene scene) => (await scene.Get<BookAppointment>().ExecuteAsync(
        new(Guid.NewGuid(), scene.Clinic.Patient, scene.Clinic.Service, scene.Clinic.Practitioners[0], Nine + Duration.FromHours(3), BookingSource.Desk, null, null, null), Cancellation)).Value;

    static async Task<AppointmentState> ArriveAsync(DeskScene scene)
    {
        var booked = await BookAsync(scene);
        return (await scene.Get<ChangeAppointmentStatus>().ExecuteAsync(new(Guid.NewGuid(), booked.Id, booked.Version, AppointmentStatus.Arrived), Cancellation)).Value;
    }

    static async Task TakeAsync(DeskScene scene, AppointmentId appointment) => (await scene.Get<TakeReceipt>().ExecuteAsync(
        new(Guid.NewGuid(), appointment, ReceiptKind.Fee, 300, 0, null, 300, PaymentMethod.Cash), Cancellation)).Succeeded.ShouldBeTrue();

    static async Task<IRenderedComponent<FeeForm>> FormAsync(DeskScene scene)
    {
        var payment = (await scene.Get<ReadPayment>().ExecuteAsync((await ArriveAsync(scene)).Id, Cancellation)).Value;
        return scene.Draw<FeeForm>(p => p.Add(x => x.Payment, payment));
    }
}
