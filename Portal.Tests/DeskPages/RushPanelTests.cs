using System.Globalization;
using Bunit;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rush;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Live;
using Portal.Features.Booking.Rush;
using Portal.Tests.Booking;
using Portal.Tests.Booking.Rush;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>What the staff see and set of a rush, and a patient's place as it is drawn.</summary>
public sealed class RushPanelTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static void ReadEnglish() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task The_desks_bar_counts_who_is_in_line_while_anybody_is()
    {
        ReadEnglish();
        await using var desk = await DeskScene.OpenAsync(portal);
        var count = desk.Draw<RushCount>(_ => { });
        count.Markup.Trim().ShouldBeEmpty();

        await desk.Clinic.TakeTicketAsync(BookingScenes.Monday(9), person: 1);
        await desk.Clinic.TakeTicketAsync(BookingScenes.Monday(9), person: 2);
        await desk.Get<LiveUpdates>().DeliverAsync(desk.Clinic.Id, Topics.BookingTickets, []);
        count.WaitForAssertion(() => count.Find("[role=status]").TextContent.ShouldBe("In line: 2"));

        await portal.DrainRushAsync();
        await desk.Get<LiveUpdates>().DeliverAsync(desk.Clinic.Id, Topics.BookingTickets, []);
        count.WaitForAssertion(() => count.Markup.Trim().ShouldBeEmpty());
    }

    [Fact]
    public async Task The_administrator_sets_when_patients_stand_in_line_and_is_told_what_cannot_be()
    {
        ReadEnglish();
        await using var admin = await DeskScene.OpenAsync(portal, role: StaffRole.Administrator);
        var panel = admin.Draw<RushPanel>(p => p.Add(x => x.Settings, new BookingSettings(admin.Clinic.Id)));
        panel.Find("#rush-rate").GetAttribute("value").ShouldBe("30");
        await panel.InvokeAsync(() => panel.Find("#rush-rate").ChangeAsync(new() { Value = "1" }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("From 2 to 1,000."));

        await panel.InvokeAsync(() => panel.Find("#rush-rate").ChangeAsync(new() { Value = "12" }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        panel.WaitForElement(".saved");
        (await admin.Clinic.CountAsync("booking_settings where rush_mode = 'Automatic' and rush_rate = 12")).ShouldBe(1);

        await panel.InvokeAsync(() => panel.Find("#rush-mode").ChangeAsync(new() { Value = nameof(RushMode.Always) }));
        panel.FindAll("#rush-rate").ShouldBeEmpty("a rate means nothing then");
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        panel.WaitForElement(".saved");
        (await admin.Clinic.CountAsync("booking_settings where rush_mode = 'Always'")).ShouldBe(1);
        (await admin.Clinic.CountAsync("audit_entries where action = 'rush-settings.save' and outcome = 'done'")).ShouldBe(2);
    }

    [Theory]
    [InlineData("en", 0, 0.2, "You are next.", "within a few seconds")]
    [InlineData("en", 41, 33, "41 people are in front of you.", "about 40 seconds")]
    [InlineData("en", 900, 170, "900 people are in front of you.", "about 3 minutes")]
    [InlineData("ar", 1, 55, "أمامك شخص واحد.", "خلال دقيقة تقريبًا")]
    [InlineData("ar", 5, 115, "أمامك 5 أشخاص.", "خلال دقيقتين تقريبًا")]
    public async Task A_place_in_line_is_said_in_words_that_promise_no_more_than_is_known(string language, int ahead, double seconds, string people, string wait)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var scene = await DeskScene.OpenAsync(portal);
        var panel = scene.Draw<TicketPanel>(p => p.Add(x => x.Place, new PlaceInLine(ahead, Duration.FromSeconds(seconds))).Add(x => x.Live, "/book/ticket/x/live"));
        panel.Find(".turn-number strong").TextContent.ShouldBe((ahead + 1).ToString(CultureInfo.InvariantCulture));
        panel.Find(".turn div").TextContent.ShouldContain(people);
        panel.Find(".turn div").TextContent.ShouldContain(wait);
        panel.Find("[data-live]").GetAttribute("data-digest").ShouldBe($"Waiting-{(ahead < 10 ? ahead : ahead / 10 * 10)}");
    }
}
