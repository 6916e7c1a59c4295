using System.Globalization;
using Bunit;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.Platform.Callers;
using Portal.Features.Booking.DeskWaitlist;
using Portal.Tests.Booking;
using Portal.Tests.Booking.Waitlist;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>The waiting list as the desk works it, over real use cases.</summary>
public sealed class WaitlistPanelTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    static void ReadEnglish() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task Somebody_on_the_phone_is_put_on_the_list_and_stands_in_it()
    {
        ReadEnglish();
        await using var desk = await DeskScene.OpenAsync(portal);
        var panel = desk.Draw<WaitlistPanel>(_ => { });
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("Nobody is waiting."));
        await panel.InvokeAsync(() => panel.Find(".panel-actions .button").ClickAsync(new()));
        await panel.InvokeAsync(() => panel.Find("#patient-box").Input("0100 123"));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync()); // Enter takes the first
        await panel.InvokeAsync(() => panel.Find("#practitioner").ChangeAsync(new() { Value = desk.Clinic.Practitioners[1].ToString() }));
        await panel.InvokeAsync(() => panel.Find("#wait-part").ChangeAsync(new() { Value = nameof(WishedPart.Morning) }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());

        panel.WaitForAssertion(() => panel.Find("ol li").TextContent.ShouldContain("منى السيد"));
        panel.Find("ol li").TextContent.ShouldContain("Consultation · Doctor 1");
        var item = (await desk.Get<ListWaitlist>().ExecuteAsync(Cancellation)).Value.ShouldHaveSingleItem();
        (item.Patient, item.Wishes.Practitioner, item.Wishes.Part, Period.DaysBetween(item.Wishes.From, item.Wishes.To)).ShouldBe((desk.Clinic.Patient, desk.Clinic.Practitioners[1], WishedPart.Morning, 14));
    }

    [Fact]
    public async Task Without_a_wished_day_nobody_is_put_on_it_and_the_form_says_why()
    {
        ReadEnglish();
        await using var desk = await DeskScene.OpenAsync(portal);
        var panel = desk.Draw<WaitlistPanel>(_ => { });
        panel.WaitForElement(".panel-actions .button");
        await panel.InvokeAsync(() => panel.Find(".panel-actions .button").ClickAsync(new()));
        await panel.InvokeAsync(() => panel.Find("#patient-box").Input("منى"));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        for (var i = 0; i < 7; i++)
            await panel.InvokeAsync(() => panel.FindAll(".weekdays input")[i].ChangeAsync(new() { Value = false }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        panel.Markup.ShouldContain("No wished day lies within these dates.");
        (await desk.Get<ListWaitlist>().ExecuteAsync(Cancellation)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_time_is_offered_by_hand_and_a_yes_on_the_phone_books_it()
    {
        ReadEnglish();
        await using var desk = await DeskScene.OpenAsync(portal);
        var day = desk.Clinic.Workday(2);
        await desk.Clinic.JoinAsync(desk.Clinic.Half(day, 10));
        var panel = desk.Draw<WaitlistPanel>(_ => { });
        panel.WaitForElement(".row-actions .tool");
        await panel.InvokeAsync(() => panel.Find(".row-actions .tool").ClickAsync(new()));
        panel.WaitForElement(".chip");
        panel.FindAll(".chip").ShouldHaveSingleItem().TextContent.ShouldContain("10:00");
        await panel.InvokeAsync(() => panel.Find(".chip").ClickAsync(new()));

        panel.WaitForElement(".kept");
        (await desk.Clinic.OffersAsync()).ShouldHaveSingleItem().OfferedBy.ShouldNotBeNull();
        await panel.InvokeAsync(() => panel.Find(".row-actions .tool").ClickAsync(new()));
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("Nobody is waiting."));
        (await desk.AppointmentsAsync(day)).ShouldHaveSingleItem().Start.ShouldBe(day.At(10));
    }

    [Fact]
    public async Task A_time_that_went_meanwhile_is_said_to_be_gone_and_nobody_is_lost()
    {
        ReadEnglish();
        await using var desk = await DeskScene.OpenAsync(portal, practitioners: 1);
        var day = desk.Clinic.Workday(2);
        var (_, entry) = await desk.Clinic.JoinAsync(desk.Clinic.Half(day, 10));
        var panel = desk.Draw<WaitlistPanel>(_ => { });
        panel.WaitForElement(".row-actions .tool");
        await panel.InvokeAsync(() => panel.Find(".row-actions .tool").ClickAsync(new()));
        panel.WaitForElement(".chip");
        (await desk.Clinic.BookAsync(day.At(10))).Succeeded.ShouldBeTrue();
        await panel.InvokeAsync(() => panel.Find(".chip").ClickAsync(new()));

        panel.WaitForAssertion(() => panel.Find("[role=alert]").TextContent.ShouldContain("Somebody else has the time"));
        (await desk.Clinic.EntryAsync(entry)).State.ShouldBe(WaitlistState.Waiting);

        await panel.InvokeAsync(() => panel.Find(".tool.quiet, .link").ClickAsync(new())); // away from the choice
        panel.WaitForElement(".row-actions .tool.quiet");
        await panel.InvokeAsync(() => panel.Find(".row-actions .tool.quiet").ClickAsync(new()));
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("Nobody is waiting."));
        (await desk.Clinic.EntryAsync(entry)).ClosedBy.ShouldBe(WaitlistCloser.Clinic);
    }

    [Fact]
    public async Task Who_may_not_see_the_list_is_told_so()
    {
        ReadEnglish();
        await using var desk = await DeskScene.OpenAsync(portal, role: StaffRole.Pharmacist);
        var panel = desk.Draw<WaitlistPanel>(_ => { });
        panel.WaitForAssertion(() => panel.Find("[role=alert]").TextContent.ShouldContain("may not"));
    }
}
