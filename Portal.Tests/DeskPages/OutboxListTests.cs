using System.Globalization;
using Bunit;
using Portal.Domain.Notifications;
using Portal.Domain.Notifications.Model;
using Portal.Features.Notifications.Outbox;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>The page of messages as a receptionist works it.</summary>
public sealed class OutboxListTests(TestPortal portal) : IClassFixture<TestPortal>
{
    async Task<(DeskScene Scene, IRenderedComponent<OutboxList> Page)> OpenAsync(int messages)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var scene = await DeskScene.OpenAsync(portal);
        var queue = scene.Get<QueueMessage>();
        for (var n = 1; n <= messages; n++)
        {
            await queue.ExecuteAsync(new(MessageChannel.Sms, $"+2010012300{n:00}", "note", "en", $"Note {n:00} for you"), default);
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var page = scene.Draw<OutboxList>(_ => { });
        page.WaitForElement(messages == 0 ? ".state" : ".message");
        return (scene, page);
    }

    static Task SearchAsync(IRenderedComponent<OutboxList> page, string text) => page.InvokeAsync(() => page.Find("input[type=search]").InputAsync(new() { Value = text }));

    static Task ChooseAsync(IRenderedComponent<OutboxList> page, string filter) =>
        page.InvokeAsync(() => page.FindAll(".segments button").Single(b => b.TextContent == filter).ClickAsync(new()));

    [Fact]
    public async Task A_search_finds_what_was_not_loaded_and_says_so_where_nothing_fits()
    {
        var (scene, page) = await OpenAsync(60);
        await using var _ = scene;
        page.FindAll(".message").Count.ShouldBe(50);

        await SearchAsync(page, "note 01");
        page.WaitForAssertion(() => page.FindAll(".message").ShouldHaveSingleItem().TextContent.ShouldContain("Note 01 for you"));
        await SearchAsync(page, "٠١٠٠١٢٣٠٠٠٢");
        page.WaitForAssertion(() => page.FindAll(".message").ShouldHaveSingleItem().TextContent.ShouldContain("Note 02 for you"));
        await SearchAsync(page, "nothing of this");
        page.WaitForAssertion(() => page.Find(".state h2").TextContent.ShouldBe("None of the messages fits"));
        await SearchAsync(page, "");
        page.WaitForAssertion(() => page.FindAll(".message").Count.ShouldBe(50));
        await page.InvokeAsync(() => page.Find(".outbox > .button").ClickAsync(new()));
        page.WaitForAssertion(() => page.FindAll(".message").Count.ShouldBe(60));
    }

    [Fact]
    public async Task What_a_person_sent_leaves_the_list_of_what_is_to_be_sent()
    {
        var (scene, page) = await OpenAsync(2);
        await using var _ = scene;
        await ChooseAsync(page, "To send");
        page.WaitForAssertion(() => page.FindAll(".message").Count.ShouldBe(2));
        await page.InvokeAsync(() => page.Find(".message button").ClickAsync(new()));
        page.WaitForAssertion(() => page.FindAll(".message").ShouldHaveSingleItem().TextContent.ShouldContain("Note 01"));
        await ChooseAsync(page, "Sent");
        page.WaitForAssertion(() => page.FindAll(".message").ShouldHaveSingleItem().TextContent.ShouldContain("Note 02"));
    }

    [Fact]
    public async Task A_clinic_that_wrote_to_nobody_yet_is_told_what_will_appear()
    {
        var (scene, page) = await OpenAsync(0);
        await using var _ = scene;
        page.Find(".state h2").TextContent.ShouldBe("No messages here");
    }
}
