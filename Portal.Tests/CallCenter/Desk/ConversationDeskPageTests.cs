using Bunit;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Live;
using Portal.Features.CallCenter.Desk;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Desk;

/// <summary>The page of conversations as a receptionist sees it, over the real use cases and database.</summary>
public sealed class ConversationDeskPageTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    static IRenderedComponent<ConversationDesk> Draw(DeskScene desk, ConversationId? open = null, string? view = null, string? search = null) =>
        desk.Draw<ConversationDesk>(p => p.Add(x => x.Open, open?.ToString()).Add(x => x.View, view).Add(x => x.Search, search));

    static IEnumerable<string> Rows(IRenderedComponent<ConversationDesk> page) => page.FindAll("[data-conversation]").Select(row => row.GetAttribute("data-conversation")!);

    [Fact]
    public async Task An_emergency_stands_on_top_with_its_word_and_its_reason_and_is_one_click_away()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        var waiting = await desk.Clinic.WaitingAsync();
        var emergency = await desk.Clinic.WaitingAsync(Urgency.Emergency, "Nadia Rashwan", "+201001239876");
        var live = await desk.Clinic.StartAsync("ar");

        var page = Draw(desk);
        page.WaitForElement("[data-conversation]");

        Rows(page).ShouldBe([emergency.Id.ToString(), waiting.Id.ToString(), live.Id.ToString()]);
        var first = page.Find("[data-conversation]");
        first.TextContent.ShouldContain("Emergency");
        first.TextContent.ShouldContain("Nadia Rashwan");
        first.TextContent.ShouldContain("I want to talk to a person please");
        first.GetAttribute("href").ShouldBe($"/desk/conversations?c={emergency.Id}");
        page.Find(".count").GetAttribute("aria-label").ShouldBe("2 waiting for a person");
    }

    [Fact]
    public async Task The_minutes_tick_and_what_comes_in_is_shown_by_itself()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        await desk.Clinic.WaitingAsync();
        var page = Draw(desk);
        page.WaitForElement("[data-conversation]").TextContent.ShouldContain("Just now");

        portal.Clock.Advance(TimeSpan.FromMinutes(12));
        page.WaitForAssertion(() => page.Find("[data-conversation]").TextContent.ShouldContain("12 min"));

        var second = await desk.Clinic.WaitingAsync(Urgency.Soon);
        await desk.Get<LiveUpdates>().DeliverAsync(desk.Clinic.Id, Topics.Conversations, [second.Id.Value]);
        page.WaitForAssertion(() => Rows(page).First().ShouldBe(second.Id.ToString()));
    }

    [Theory]
    [InlineData(null, null, "Nobody is writing now")]
    [InlineData("mine", null, "You have none")]
    [InlineData("ended", null, "None ended this week")]
    [InlineData("requests", null, "Nothing to deal with")]
    [InlineData(null, "Hassan", "Nobody found")]
    public async Task An_empty_list_says_what_would_be_there(string? view, string? search, string says)
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        var page = Draw(desk, view: view, search: search);
        page.WaitForAssertion(() => page.Find(".conversations-list .state").TextContent.ShouldContain(says));
    }

    [Fact]
    public async Task Words_to_a_patient_who_waits_take_the_conversation_over_and_are_sent()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        var waiting = await desk.Clinic.WaitingAsync();
        var page = Draw(desk, waiting.Id);
        page.WaitForElement("[data-reply]").Input("Good morning, how can I help?");
        await page.InvokeAsync(() => page.Find("form.composer").SubmitAsync());

        page.WaitForAssertion(() => page.Find("[data-transcript]").TextContent.ShouldContain("Good morning, how can I help?"));
        var conversation = await desk.Clinic.ConversationAsync(waiting.Id);
        (conversation.State, conversation.HolderId).ShouldBe((ConversationState.Person, desk.Get<Caller>().UserId));
        page.Find("[data-reply]").GetAttribute("value").ShouldBeNullOrEmpty();
        page.FindAll("[data-key=KeyT]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_comes_second_is_told_and_keeps_what_was_typed()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        var waiting = await desk.Clinic.WaitingAsync();
        var page = Draw(desk, waiting.Id);
        page.WaitForElement("[data-reply]").Input("Good morning");
        var salma = Receptionist.Salma();
        await desk.Clinic.BeatAsync(salma);
        await desk.Clinic.TakeOverAsync(salma, waiting.Id);

        await page.InvokeAsync(() => page.Find("form.composer").SubmitAsync());

        page.WaitForAssertion(() => page.Find(".pane-error").TextContent.ShouldContain("A colleague was quicker"));
        page.Find(".pane-foot").TextContent.ShouldContain("Salma");
        (await desk.Clinic.TurnsAsync(waiting.Id)).ShouldNotContain(t => t.Speaker == Speaker.Person);
        await desk.Clinic.GiveBackAsync(salma, waiting.Id);
        await desk.Get<LiveUpdates>().DeliverAsync(desk.Clinic.Id, Topics.Conversations, [waiting.Id.Value]);
        page.WaitForAssertion(() => page.Find("[data-reply]").GetAttribute("value").ShouldBe("Good morning"));
    }

    [Fact]
    public async Task A_hint_goes_to_the_agent_a_note_goes_with_the_giving_back_and_the_tools_are_folded()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        var started = await desk.Clinic.StartAsync();
        await desk.Clinic.SayAsync(started, "When do you have a free time for a consultation tomorrow?");
        var page = Draw(desk, started.Id);
        page.WaitForElement("[data-reply]").Input("Doctor 1 is back");
        await page.InvokeAsync(() => page.Find("form.composer").SubmitAsync());
        page.WaitForAssertion(() => page.Find(".by-whisper").TextContent.ShouldContain("Doctor 1 is back"));
        page.FindAll("details[open]").ShouldBeEmpty();

        await page.InvokeAsync(() => page.Find("[data-key=KeyT]").ClickAsync(new()));
        page.WaitForElement("[data-key=KeyG]");
        await page.InvokeAsync(() => page.Find("[data-key=KeyG]").ClickAsync(new()));
        page.WaitForElement("#give-back-note").Input("Call her Mrs");
        await page.InvokeAsync(() => page.Find("form.give-back").SubmitAsync());

        page.WaitForAssertion(() => page.FindAll(".by-whisper").Count.ShouldBe(2));
        (await desk.Clinic.ConversationAsync(started.Id)).State.ShouldBe(ConversationState.Agent);
        (await desk.Clinic.TurnsAsync(started.Id)).ShouldNotContain(t => t.Speaker == Speaker.Person);
    }

    [Fact]
    public async Task A_request_is_dealt_with_from_the_list()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        await desk.Clinic.RequestAsync(PatientRequestKind.CallBack, "About my result", Urgency.Soon);
        var page = Draw(desk, view: "requests");
        page.WaitForElement(".request").TextContent.ShouldContain("About my result");

        await page.InvokeAsync(() => page.Find(".request button").ClickAsync(new()));

        page.WaitForAssertion(() => page.Find(".request").ClassList.ShouldContain("is-handled"));
        (await desk.Clinic.ListAsync(Receptionist.Mona())).Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Who_has_the_page_open_is_there_and_is_gone_when_it_is_closed()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        var page = Draw(desk);
        await Drains.EventuallyAsync(async () => (await desk.Clinic.ListAsync(Receptionist.Mona())).Present.Count == 1, "the page says that its reader is there");
        await page.Instance.DisposeAsync();
        (await desk.Clinic.ListAsync(Receptionist.Mona())).Present.ShouldBeEmpty();
    }
}
