using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Text;
using Portal.Tests.Booking;
using Portal.Tests.Booking.Turns;
using Portal.Tests.Support;
using static Portal.Tests.Booking.Turns.TurnScenes;

namespace Portal.Tests.Site;

/// <summary>Turns on the patients' pages, as a browser without script meets them, and the events that a page with script listens to.</summary>
public sealed class TurnPagesTests(TestWeb web) : IClassFixture<TestWeb>
{
    static int phones;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_is_offered_turns_beside_times_and_gets_a_number()
    {
        var clinic = await WithTurnsAsync(web.Portal);
        await clinic.LineUpAsync(2, here: 0);
        var browser = Browser(clinic);
        await browser.GoAsync($"/book/{clinic.Service}/{clinic.Practitioners[0]}?day=2026-11-23");
        browser.Page.QuerySelectorAll(".time").Length.ShouldBe(8);
        browser.Page.QuerySelector(".turn-choice")!.TextContent.ShouldContain("ستكون رقم 3");
        await browser.PressAsync(".turn-choice");
        browser.Path.ShouldBe("/book/details");
        browser.Page.QuerySelector(".kept").ShouldBeNull();

        var typed = $"0101 {Interlocked.Increment(ref phones):0000000}";
        await browser.PressAsync("main form button", ("Input.Name", "نور أحمد"), ("Input.Phone", typed));
        await browser.PressAsync("main form button", ("Code", await CodeAsync("+20" + typed.Replace(" ", "", StringComparison.Ordinal)[1..])));
        browser.Heading.ShouldBe("تم حجز موعدك");
        browser.Page.QuerySelector(".turn-number strong")!.TextContent.ShouldBe("3");
        (await clinic.CountAsync("seats")).ShouldBe(3);

        // to another evening
        var link = browser.Path;
        await browser.GoAsync(link + "/move?day=2026-11-24");
        await browser.FollowAsync("a.turn-choice");
        await browser.PressAsync("main form button");
        browser.Path.ShouldStartWith("/a/");
        browser.Page.QuerySelector(".turn-number strong")!.TextContent.ShouldBe("1");
        await browser.GoAsync("/me");
        browser.Page.QuerySelectorAll(".choice").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Who_loses_the_last_turn_is_shown_the_next_evenings()
    {
        var clinic = await WithTurnsAsync(web.Portal, turns: 1);
        var browser = Browser(clinic);
        await browser.GoAsync($"/book/{clinic.Service}/{clinic.Practitioners[0]}?day=2026-11-23");
        await browser.PressAsync(".turn-choice");
        var typed = $"0101 {Interlocked.Increment(ref phones):0000000}";
        await browser.PressAsync("main form button", ("Input.Name", "نور أحمد"), ("Input.Phone", typed));
        (await clinic.BookTurnAsync()).Succeeded.ShouldBeTrue();
        await browser.PressAsync("main form button", ("Code", await CodeAsync("+20" + typed.Replace(" ", "", StringComparison.Ordinal)[1..])));
        browser.Path.ShouldStartWith("/book/again");
        browser.Page.QuerySelectorAll(".turn-choice").Length.ShouldBe(3);
        await browser.PressAsync(".turn-choice"); // proved already: nothing is asked again
        browser.Heading.ShouldBe("تم حجز موعدك");
    }

    [Fact]
    public async Task The_events_say_at_once_what_is_shown_and_again_when_it_changes_and_carry_nobodys_data()
    {
        var clinic = await WithTurnsAsync(web.Portal);
        var turn = (await clinic.LineUpAsync(1, here: 0))[0];
        var path = web.Services.GetRequiredService<AppointmentLinks>().Path(clinic.Id, turn.Appointment.Id);
        using var http = new HttpClient(web.Handler()) { BaseAddress = new Uri($"http://{clinic.Slug}.localhost") };
        using var answer = await http.GetAsync(new Uri(path + "/live", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        var first = await EventAsync(reader);
        first.Name.ShouldBe("changed");

        await clinic.StepAsync(turn.Appointment.Id, AppointmentStatus.Arrived);
        // the act was done in a scope of its own, whose publisher is not the server's
        web.Services.GetRequiredService<ChangePublisher>().Publish(new(clinic.Id, Topics.Appointments, turn.Appointment.Id.Value));
        var second = await EventAsync(reader);
        second.Data.ShouldNotBe(first.Data);
        second.Data.Length.ShouldBe(16);

        (await http.GetAsync(new Uri("/display/" + new string('x', 43), UriKind.Relative), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync(new Uri("/a/nothing/live", UriKind.Relative), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    static async Task<(string Name, string Data)> EventAsync(StreamReader reader)
    {
        var (name, data) = ("", "");
        while (await reader.ReadLineAsync(Cancellation) is { } line)
        {
            if (line.StartsWith("event:", StringComparison.Ordinal))
                name = line[6..].Trim();
            else if (line.StartsWith("data:", StringComparison.Ordinal))
                data = line[5..].Trim();
            else if (line.Length == 0 && data.Length > 0)
                return (name, data);
        }

        throw new EndOfStreamException();
    }

    FormBrowser Browser(TestClinic clinic) => new(web.Handler(), new Uri($"http://{clinic.Slug}.localhost"));

    async Task<string> CodeAsync(string phone)
    {
        var body = await web.Portal.AsSuperuserAsync<string>($"select body from messages where recipient = '{phone}' order by created_at desc, id desc limit 1");
        return body.Split((char[]?)null).Select(Digits.Only).First(word => word.Length == 6);
    }
}

