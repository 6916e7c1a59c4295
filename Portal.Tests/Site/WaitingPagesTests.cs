using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Waitlist;
using Portal.Tests.Booking;
using Portal.Tests.Booking.Waitlist;
using Portal.Tests.Support;

namespace Portal.Tests.Site;

/// <summary>Waiting for a time, as somebody with JavaScript off does it.</summary>
public sealed class WaitingPagesTests(TestWeb web) : IClassFixture<TestWeb>
{
    const string Continue = "main form button";

    [Fact]
    public async Task From_a_full_day_to_the_list_and_the_link_is_in_the_message_and_nowhere_else()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal, practitioners: 1);
        var day = clinic.Workday();
        for (var half = 0; half < 16; half++)
            (await clinic.BookAsync(day.At(9 + half / 2, half % 2 * 30))).Succeeded.ShouldBeTrue();
        var browser = Browser(clinic);
        await browser.GoAsync($"/book/{clinic.Service}/any?day={Iso(day)}");
        await browser.FollowAsync(".note a[href^='/wait/']");
        browser.Heading.ShouldBe("أي المواعيد تناسبك؟");
        browser.Page.QuerySelector("input[name=days][checked]")!.GetAttribute("value").ShouldBe(Iso(day));

        await browser.GoAsync($"/wait/{clinic.Service}/who?days={Iso(day)}&part=Morning&doctor=any");
        browser.Text.ShouldContain("صباحًا");
        await browser.PressAsync(Continue, ("Input.Name", "نور أحمد"), ("Input.Phone", "12"));
        browser.Page.QuerySelector("#phone-error").ShouldNotBeNull();
        browser.Value("Input.Name").ShouldBe("نور أحمد");
        await browser.PressAsync(Continue, ("Input.Phone", "01055550101"));

        browser.Path.ShouldBe("/wait/done");
        browser.Page.QuerySelector("a[href^='/w/']").ShouldBeNull("who proved nothing gets no key to the phone's place");
        var entry = (await clinic.ReadAsync(db => Task.FromResult(db.Set<WaitlistEntry>().Single())));
        (entry.FromDate, entry.ToDate, entry.Wishes.Part, entry.PractitionerId).ShouldBe((day, day, WishedPart.Morning, null));
        (await clinic.SentAsync("+201055550101")).ShouldHaveSingleItem().ShouldContain("/w/");
    }

    [Fact]
    public async Task By_the_link_an_offer_is_taken_and_the_appointment_opened()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var (_, entry) = await OfferedAsync(clinic);
        var browser = await Browser(clinic).GoAsync(Link(clinic, entry));
        browser.Heading.ShouldBe("يوجد موعد لك");
        browser.Page.QuerySelector(".kept").ShouldNotBeNull();

        await browser.PressTwiceAsync("button[value=yes]");

        browser.Heading.ShouldBe("الموعد لك");
        (await clinic.CountAsync("appointments")).ShouldBe(1);
        await browser.FollowAsync("a[href^='/a/']");
        browser.Heading.ShouldBe("تم حجز موعدك");
    }

    [Fact]
    public async Task Who_is_too_late_is_told_clearly_and_keeps_the_place()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var (_, entry) = await OfferedAsync(clinic);
        var browser = await Browser(clinic).GoAsync(Link(clinic, entry));
        web.Portal.Clock.Advance(TimeSpan.FromMinutes(32));
        await clinic.RoundAsync();

        await browser.PressAsync("button[value=yes]");

        browser.Heading.ShouldBe("لم يعد هذا الموعد محجوزًا لك");
        browser.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("مكانك في القائمة كما هو");
        browser.Page.QuerySelector("a[href^='/book/']").ShouldNotBeNull("the way on");
        (await clinic.CountAsync("appointments")).ShouldBe(0);
    }

    [Fact]
    public async Task Who_declines_stays_and_who_leaves_is_off_and_may_wait_again()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var (_, entry) = await OfferedAsync(clinic);
        var browser = await Browser(clinic).GoAsync(Link(clinic, entry));
        await browser.PressAsync("button[value=no]");
        browser.Heading.ShouldBe("اسمك في قائمة الانتظار");
        await browser.PressAsync("button.danger");
        browser.Heading.ShouldBe("خرج اسمك من قائمة الانتظار");
        browser.Page.QuerySelector("a[href^='/wait/']").ShouldNotBeNull();
        (await clinic.EntryAsync(entry)).ClosedBy.ShouldBe(WaitlistCloser.Patient);
    }

    [Fact]
    public async Task A_link_opens_nothing_on_another_clinics_host_and_no_form_of_it_answers_another_place()
    {
        var (clinic, other) = (await TestClinic.CreateAsync(web.Portal), await TestClinic.CreateAsync(web.Portal));
        var (_, entry) = await OfferedAsync(clinic);
        (await Browser(other).GoAsync(Link(clinic, entry))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Browser(clinic).GoAsync(Link(clinic, entry) + "x")).Status.ShouldBe(HttpStatusCode.NotFound);

        var (_, second) = await clinic.JoinAsync(clinic.Half(clinic.Workday(), 12));
        await clinic.RoundAsync();
        var theirs = (await clinic.OpenOfferAsync(second))!;
        var browser = await Browser(clinic).GoAsync(Link(clinic, entry));
        await browser.PressAsync("button[value=yes]", ("Offer", theirs.Id.ToString()));
        (await clinic.CountAsync("appointments")).ShouldBe(0);
    }

    FormBrowser Browser(TestClinic clinic) => new(web.Handler(), new Uri($"http://{clinic.Slug}.localhost"));

    // the server's own keys sealed it
    string Link(TestClinic clinic, WaitlistEntryId entry) => web.Services.GetRequiredService<WaitlistLinks>().Path(clinic.Id, entry);

    static async Task<(Waiter Waiter, WaitlistEntryId Entry)> OfferedAsync(TestClinic clinic)
    {
        var waits = await clinic.JoinAsync(clinic.Half(clinic.Workday(), 10), "ar");
        await clinic.RoundAsync();
        return waits;
    }

    static string Iso(NodaTime.LocalDate day) => Shared.ClinicFormat.Iso(day);
}
