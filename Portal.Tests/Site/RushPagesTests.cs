using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Text;
using Portal.Tests.Booking.Rush;
using Portal.Tests.Booking.Turns;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Site;

/// <summary>Booking in a rush as a browser without script meets it, and the events that a page with script listens to.</summary>
public sealed partial class RushPagesTests(TestWeb web) : IClassFixture<TestWeb>
{
    const string Press = "main form button";
    static int phones;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_takes_a_ticket_sees_the_place_and_then_the_appointment()
    {
        var clinic = await RushedAsync();
        await clinic.TakeTicketAsync(Monday(12), person: 900);
        var browser = Browser(clinic);
        var phone = await AskedForCodeAsync(clinic, browser, Monday(9));
        (await clinic.CountAsync("holds")).ShouldBe(0, "nobody keeps a time while others are in line");
        await browser.PressAsync(Press, ("Code", await CodeAsync(phone)));

        browser.Path.ShouldStartWith("/book/ticket/");
        browser.Heading.ShouldBe("أنت في الطابور");
        browser.Page.QuerySelector(".turn-number strong")!.TextContent.ShouldBe("2");
        browser.Page.QuerySelector("noscript meta[http-equiv=refresh]")!.GetAttribute("content").ShouldBe("5", "where there is no script, the page looks by itself");
        browser.Text.ShouldNotContain("نور");
        var ticket = browser.Path;
        (await clinic.CountAsync("appointments")).ShouldBe(0);
        (await clinic.CountAsync("patients where name = 'نور أحمد'")).ShouldBe(0, "the ticket is all that is written");

        // away and back: by the form, by the code, by the address; the same place
        foreach (var path in (string[])["/book/details", "/book/code", ticket])
            (await browser.GoAsync(path)).Path.ShouldBe(ticket);
        await web.Portal.DrainRushAsync();
        SeenByTheServer();
        await browser.GoAsync(ticket);
        browser.Path.ShouldStartWith("/a/");
        browser.Heading.ShouldBe("تم حجز موعدك");
        (await clinic.CountAsync("appointments where status = 'Booked' and source = 'Site'")).ShouldBe(2);
        browser.Cookies.ContainsKey("booking").ShouldBeFalse();

        // the phone is proved: the next one asks for nothing
        await browser.GoAsync($"/book/{clinic.Service}/{clinic.Practitioners[0]}?day=2026-11-23");
        await browser.PressAsync(".time");
        await browser.PressAsync(Press);
        browser.Heading.ShouldBe("أنت في الطابور");
    }

    [Fact]
    public async Task Who_loses_the_time_in_line_takes_another_with_one_tap()
    {
        var clinic = await RushedAsync();
        var browser = Browser(clinic);
        var phone = await AskedForCodeAsync(clinic, browser, Monday(9));
        await clinic.TakeTicketAsync(Monday(9), person: 901);
        await browser.PressAsync(Press, ("Code", await CodeAsync(phone)));
        var lost = browser.Path;
        await web.Portal.DrainRushAsync();
        SeenByTheServer();

        await browser.GoAsync(lost);
        browser.Heading.ShouldBe("سبقك شخص آخر");
        browser.Page.QuerySelectorAll(".time").Length.ShouldBe(3);
        await browser.PressTwiceAsync(".time"); // an impatient thumb
        browser.Path.ShouldNotBe(lost);
        browser.Heading.ShouldBe("أنت في الطابور");
        (await clinic.CountAsync("booking_tickets where state = 'Waiting'")).ShouldBe(1);
        var second = browser.Path;
        await web.Portal.DrainRushAsync();
        SeenByTheServer();
        await browser.GoAsync(second);
        browser.Heading.ShouldBe("تم حجز موعدك");
        browser.Text.ShouldContain("نور");
        (await clinic.CountAsync("appointments")).ShouldBe(2);

        // by the link alone, in a browser that knows nothing of what was typed
        var other = await Browser(clinic).GoAsync(lost);
        await other.PressAsync(".time");
        other.Path.ShouldBe("/book/details");
        other.Value("Input.Name").ShouldBe("");
        other.Text.ShouldContain("كثيرون يحجزون الآن");
    }

    [Fact]
    public async Task The_form_sent_twice_is_one_ticket_and_the_line_can_be_left()
    {
        var clinic = await RushedAsync();
        var browser = Browser(clinic);
        var phone = await AskedForCodeAsync(clinic, browser, Monday(9));
        await browser.PressTwiceAsync(Press, ("Code", await CodeAsync(phone)));
        browser.Heading.ShouldBe("أنت في الطابور");
        (await clinic.CountAsync("booking_tickets")).ShouldBe(1);

        await browser.PressAsync(Press);
        browser.Heading.ShouldBe("خرجت من الطابور");
        await web.Portal.DrainRushAsync();
        ((await clinic.CountAsync("appointments")), (await clinic.CountAsync("booking_tickets where state = 'Left'"))).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_turn_is_taken_in_line_too()
    {
        var clinic = await TurnScenes.WithTurnsAsync(web.Portal);
        await AlwaysAsync(clinic);
        var browser = Browser(clinic);
        await browser.GoAsync($"/book/{clinic.Service}/{clinic.Practitioners[0]}?day=2026-11-23");
        await browser.PressAsync(".turn-choice");
        var phone = $"0102 {Interlocked.Increment(ref phones):0000000}";
        await browser.PressAsync(Press, ("Input.Name", "نور أحمد"), ("Input.Phone", phone));
        await browser.PressAsync(Press, ("Code", await CodeAsync(phone)));
        browser.Heading.ShouldBe("أنت في الطابور");
        var ticket = browser.Path;
        await web.Portal.DrainRushAsync();
        SeenByTheServer();
        await browser.GoAsync(ticket);
        browser.Page.QuerySelector(".turn-number strong")!.TextContent.ShouldBe("1");
    }

    [Fact]
    public async Task A_hold_from_before_the_rush_is_booked_and_after_it_all_is_as_ever()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = Browser(clinic);
        var phone = await AskedForCodeAsync(clinic, browser, Monday(9));
        (await clinic.CountAsync("holds")).ShouldBe(1);
        await AlwaysAsync(clinic);
        await clinic.TakeTicketAsync(Monday(9), person: 902);
        await browser.PressAsync(Press, ("Code", await CodeAsync(phone)));
        var ticket = browser.Path;
        await web.Portal.DrainRushAsync();
        SeenByTheServer();
        (await browser.GoAsync(ticket)).Heading.ShouldBe("تم حجز موعدك");
        (await clinic.CountAsync("booking_tickets where state = 'Refused'")).ShouldBe(1);

        await clinic.SetRushAsync(RushMode.Off);
        web.Services.GetRequiredService<TenantCache>().Forget(clinic.Id, Topics.Rules);
        await browser.GoAsync($"/book/{clinic.Service}/{clinic.Practitioners[0]}?day=2026-11-23");
        await browser.PressAsync(".time");
        await browser.PressAsync(Press);
        browser.Path.ShouldStartWith("/a/");
    }

    [Fact]
    public async Task The_events_say_the_place_and_the_end_and_carry_nobodys_data()
    {
        var clinic = await RushedAsync();
        var browser = Browser(clinic);
        var phone = await AskedForCodeAsync(clinic, browser, Monday(9));
        await browser.PressAsync(Press, ("Code", await CodeAsync(phone)));
        using var http = new HttpClient(web.Handler()) { BaseAddress = new Uri($"http://{clinic.Slug}.localhost") };
        using var answer = await http.GetAsync(new Uri(browser.Path + "/live", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        (await DataAsync(reader)).ShouldBe("Waiting-0");
        await web.Portal.DrainRushAsync();
        // the drain worked in a scope of its own, whose publisher is not the server's
        web.Services.GetRequiredService<ChangePublisher>().Publish(new(clinic.Id, Topics.BookingTickets, Guid.NewGuid()));
        (await DataAsync(reader)).ShouldBe("Done-0");

        foreach (var path in (string[])["/book/ticket/nothing", "/book/ticket/nothing/live"])
            (await http.GetAsync(new Uri(path, UriKind.Relative), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var elsewhere = new HttpClient(web.Handler()) { BaseAddress = new Uri($"http://{(await TestClinic.CreateAsync(web.Portal)).Slug}.localhost") };
        (await elsewhere.GetAsync(new Uri(browser.Path, UriKind.Relative), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a ticket is of one clinic");
    }

    static async Task<string> DataAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(Cancellation) is { } line)
            if (line.StartsWith("data:", StringComparison.Ordinal))
                return line[5..].Trim();
        throw new EndOfStreamException();
    }

    async Task<TestClinic> RushedAsync()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        await AlwaysAsync(clinic);
        return clinic;
    }

    // set in a process of its own, of which the server hears by the listener; here at once
    async Task AlwaysAsync(TestClinic clinic)
    {
        await clinic.SetRushAsync(RushMode.Always);
        web.Services.GetRequiredService<TenantCache>().Forget(clinic.Id, Topics.Rules);
    }

    void SeenByTheServer() => web.Services.GetRequiredService<TenantCache>().ForgetEverything();

    /// <returns>The phone, as typed.</returns>
    static async Task<string> AskedForCodeAsync(TestClinic clinic, FormBrowser browser, NodaTime.Instant start)
    {
        var phone = $"0102 {Interlocked.Increment(ref phones):0000000}";
        await browser.GoAsync($"/book/{clinic.Service}/{clinic.Practitioners[0]}?day=2026-11-23");
        await browser.PressAsync($".time[value^='{start.ToUnixTimeSeconds()}']");
        browser.Path.ShouldBe("/book/details");
        await browser.PressAsync(Press, ("Input.Name", "نور أحمد"), ("Input.Phone", phone));
        browser.Path.ShouldBe("/book/code");
        return phone;
    }

    async Task<string> CodeAsync(string typed)
    {
        var phone = "+20" + Spaces().Replace(typed, "")[1..];
        var body = await web.Portal.AsSuperuserAsync<string>($"select body from messages where recipient = '{phone}' order by created_at desc, id desc limit 1");
        return body.Split((char[]?)null).Select(Digits.Only).First(word => word.Length == 6);
    }

    FormBrowser Browser(TestClinic clinic) => new(web.Handler(), new Uri($"http://{clinic.Slug}.localhost"));

    [GeneratedRegex(" ", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
