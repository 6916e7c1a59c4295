using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.CallCenter.Desk;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Chat;

/// <summary>The chat's wire as the site's script uses it, on the whole server.</summary>
public sealed class ChatTests(TestWeb web) : IClassFixture<TestWeb>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_answered_with_its_turns_and_what_can_be_pressed()
    {
        using var browser = await (await BrowserAsync()).StartAsync();

        var events = await browser.SayAsync("how much is a consultation?");

        events.SkipWhile(e => e.Kind == "words").Select(e => e.Kind).ShouldBe(["turn", "turn", "state", "done"]);
        Turns(events).Select(e => e.By).ShouldBe(["patient", "agent"]);
        Turns(events)[1].Text.ShouldContain("300");
        events[^2].State.ShouldBe("agent");
    }

    [Fact]
    public async Task Sent_twice_after_a_broken_line_it_is_heard_once_and_answered_the_same()
    {
        using var browser = await (await BrowserAsync()).StartAsync();
        var id = Guid.NewGuid();

        var first = await browser.SayAsync("I want to book an appointment", id);
        var again = await Task.WhenAll(browser.SayAsync("I want to book an appointment", id), browser.SayAsync("I want to book an appointment", id));

        foreach (var events in again)
            Turns(events).Select(e => e.Data.GetRawText()).ShouldBe(Turns(first).Select(e => e.Data.GetRawText()));
    }

    [Fact]
    public async Task A_page_that_comes_back_gets_what_it_missed_and_no_more()
    {
        using var browser = await (await BrowserAsync()).StartAsync();
        var said = await browser.SayAsync("hello");
        var last = said.Last(e => e.Kind == "turn").Number;
        await browser.SayAsync("how much is a consultation?");

        (await browser.FollowAsync().Take(2).ToListAsync(Cancellation)).Select(e => e.Number).ShouldBe([1, 2]);
        (await browser.FollowAsync(after: last).Take(2).ToListAsync(Cancellation)).Select(e => e.Number).ShouldBe([last + 1, last + 2]);
        (await browser.FollowAsync(after: 0, last: last + 1).Take(1).ToListAsync(Cancellation)).ShouldHaveSingleItem().Number.ShouldBe(last + 2);
    }

    [Fact]
    public async Task What_a_receptionist_says_arrives_on_the_open_line_and_whispers_do_not()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var browser = await new ChatBrowser(web, clinic).StartAsync();
        await browser.SayAsync("I want to talk to a person");
        var mona = Receptionist.Mona();
        await using var line = browser.FollowAsync(after: 3).GetAsyncEnumerator(Cancellation);
        await UntilAsync(line, e => e is { Kind: "state", State: "waiting" });

        (await ByAsync<TakeOver>(clinic, mona, use => use.ExecuteAsync(new(browser.Conversation), Cancellation))).Succeeded.ShouldBeTrue();
        (await UntilAsync(line, e => e.Kind == "state")).Data.GetProperty("holder").GetString().ShouldBe("Mona");
        (await ByAsync<SayToPatient>(clinic, mona, use => use.ExecuteAsync(new(browser.Conversation, "Mona here, how can I help?"), Cancellation))).Succeeded.ShouldBeTrue();
        var said = await UntilAsync(line, e => e.Kind == "turn");
        said.By.ShouldBe("person");
        said.Data.GetProperty("name").GetString().ShouldBe("Mona");

        var mine = await browser.SayAsync("my bill is wrong");
        mine.Where(e => e.Kind == "turn").ShouldHaveSingleItem().By.ShouldBe("patient"); // the agent is silent
        (await ByAsync<EndConversation>(clinic, mona, use => use.ExecuteAsync(new(browser.Conversation), Cancellation))).Succeeded.ShouldBeTrue();
        (await UntilAsync(line, e => e.Kind == "state")).State.ShouldBe("ended");
        (await line.MoveNextAsync()).ShouldBeFalse();
        (await browser.SayAsync("hello?")).ShouldHaveSingleItem().Kind.ShouldBe("refused");
    }

    [Fact]
    public async Task An_emergency_is_marked_so_that_the_page_shows_the_number()
    {
        using var browser = await (await BrowserAsync()).StartAsync("ar");
        var events = await browser.SayAsync("صدري بيوجعني ومش قادر اتنفس");
        Turns(events)[1].Data.GetProperty("emergency").GetBoolean().ShouldBeTrue();
        Turns(events)[1].Text.ShouldContain("123");
        Turns(await browser.SayAsync("شكرا"))[1].Data.GetProperty("emergency").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_reads_or_writes_a_conversation_without_its_secret()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var owner = await new ChatBrowser(web, clinic).StartAsync();
        await owner.SayAsync("my name is Rami Adel");
        using var stranger = new ChatBrowser(web, clinic);

        (await stranger.SayAsync("hello")).ShouldHaveSingleItem().Kind.ShouldBe("refused");
        (await stranger.GetAsync("/chat/events")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        stranger.Cookies.Add(new Uri($"http://{clinic.Slug}.localhost/chat"), new Cookie("chat", $"{owner.Conversation.Value:N}.{Guid.NewGuid():N}"));
        (await stranger.SayAsync("hello")).ShouldHaveSingleItem().Kind.ShouldBe("refused");
        (await stranger.FollowAsync().ToListAsync(Cancellation)).ShouldHaveSingleItem().Kind.ShouldBe("refused");
        (await (await stranger.GetAsync("/chat")).Content.ReadAsStringAsync(Cancellation)).ShouldNotContain("Rami");

        // nor at another clinic with it
        using var elsewhere = new ChatBrowser(web, await TestClinic.CreateAsync(web.Portal));
        elsewhere.Cookies.Add(elsewhere.Address, new Cookie("chat", owner.Cookies.GetCookies(owner.Address)["chat"]!.Value));
        (await elsewhere.SayAsync("hello")).ShouldHaveSingleItem().Kind.ShouldBe("refused");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://evil.example")]
    public async Task Another_sites_page_is_refused(string header, string value)
    {
        using var browser = await BrowserAsync();
        (await browser.PostAsync("/chat/start", new { language = "en" }, (header, value))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Too_many_messages_at_once_are_refused_and_another_conversation_is_not()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var hasty = await new ChatBrowser(web, clinic).StartAsync();
        var refused = 0;
        for (var i = 0; i < 40 && refused == 0; i++)
            if ((await hasty.PostAsync("/chat/say", new { text = "hello", id = Guid.NewGuid() })).StatusCode == HttpStatusCode.TooManyRequests)
                refused++;
        refused.ShouldBe(1);
        using var other = await new ChatBrowser(web, clinic).StartAsync();
        (await other.SayAsync("hello"))[^1].Kind.ShouldBe("done");
    }

    [Fact]
    public async Task Who_leaves_ends_it_with_its_summary_and_the_next_start_is_a_new_one()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        using var browser = await new ChatBrowser(web, clinic).StartAsync();
        await browser.SayAsync("how much is a consultation?");
        var first = browser.Conversation;
        await browser.StartAsync();
        browser.Conversation.ShouldBe(first); // a second start goes on with what is open

        (await browser.PostAsync("/chat/end", new { })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var ended = await clinic.ConversationAsync(first);
        ended.State.ShouldBe(ConversationState.Ended);
        ended.Summary.ShouldNotBeNullOrEmpty();
        await browser.StartAsync();
        browser.Conversation.ShouldNotBe(first);
    }

    [Fact]
    public async Task Without_script_each_message_is_a_form()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        var browser = await new FormBrowser(web.Handler(), new($"http://{clinic.Slug}.localhost")).GoAsync("/chat");
        browser.Text.ShouldContain("180", Case.Insensitive, "how long it is kept is said before anything is");
        await browser.PressAsync(".chat-start button");
        browser.Page.QuerySelectorAll(".chat-turn.agent").Length.ShouldBe(1);

        await browser.PressAsync(".chat-send", ("Text", "الكشف بكام؟"));
        browser.Page.QuerySelectorAll(".chat-turn").Length.ShouldBe(3);
        browser.Page.QuerySelectorAll(".chat-turn.agent")[1].TextContent.ShouldContain("300");
        await browser.PressAsync(".chat-send", ("Text", " "));
        browser.Page.QuerySelector(".chat-trouble")!.TextContent.ShouldNotBeEmpty();

        await browser.PressAsync(".chat-end button");
        browser.Page.QuerySelector(".chat-start").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_clinic_that_switched_it_off_shows_no_chat()
    {
        var clinic = await TestClinic.CreateAsync(web.Portal);
        await web.Portal.AsSuperuserAsync<int>($"insert into front_desk_settings (tenant_id, enabled, agent_name_ar, agent_name_en, retention_days, red_flags) values ('{clinic.Id}', false, 'ندى', 'Nada', 180, '') returning 1");
        using var browser = new ChatBrowser(web, clinic);
        (await (await browser.GetAsync("/")).Content.ReadAsStringAsync(Cancellation)).ShouldNotContain("chat-launcher");
        (await browser.PostAsync("/chat/start", new { language = "en" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await browser.GetAsync("/chat")).Content.ReadAsStringAsync(Cancellation)).ShouldNotContain("id=\"chat\"");
    }

    // in the server itself, which announces what it writes
    async Task<Result<Done, ConversationError>> ByAsync<TUseCase>(TestClinic clinic, Receptionist who, Func<TUseCase, Task<Result<Done, ConversationError>>> act) where TUseCase : notnull
    {
        await using var scope = web.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().Set(clinic.Id);
        who.Act(scope.ServiceProvider.GetRequiredService<Caller>());
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    static List<ChatBrowser.Event> Turns(IEnumerable<ChatBrowser.Event> events) => [.. events.Where(e => e.Kind == "turn")];

    static async Task<ChatBrowser.Event> UntilAsync(IAsyncEnumerator<ChatBrowser.Event> line, Func<ChatBrowser.Event, bool> holds)
    {
        while (await line.MoveNextAsync())
            if (holds(line.Current))
                return line.Current;
        throw new InvalidOperationException("The line ended.");
    }

    async Task<ChatBrowser> BrowserAsync() => new(web, await TestClinic.CreateAsync(web.Portal));
}
