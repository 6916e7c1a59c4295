using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.CallCenter;

/// <summary>Somebody writes of chest pain in the chat: the number at once, whichever mind is configured, and a receptionist's own words a moment later.</summary>
[Collection(Emergencies.Name)]
public sealed class ChatHandsOverEmergencyTests(RunningPortal portal, PortalWithModel withModel, Chromium chromium) : IClassFixture<PortalWithModel>
{
    [Theory]
    [InlineData("ar", false)]
    [InlineData("en", false)]
    [InlineData("ar", true)]
    [InlineData("en", true)]
    public async Task The_number_is_shown_at_once_and_a_receptionist_takes_over(string language, bool model)
    {
        var words = ChatWords.Of(language);
        var asked = withModel.Model.Requests.Count;
        var chat = new ChatScreen(await chromium.VisitorAsync(model ? withModel.Address(words.Clinic) : portal.Address(words.Clinic), Device.Phone, language));
        await chat.OpenAsync();

        (await chat.SayAsync(words.Emergency)).ShouldContain(words.Number);
        await Assertions.Expect(chat.Page.Locator(".chat-turn.emergency a[href='tel:123']")).ToBeVisibleAsync();
        withModel.Model.Requests.Count.ShouldBe(asked); // no mind is asked

        var desk = new ConversationsScreen(await chromium.VisitorAsync(portal, words.Clinic, Device.Desktop, language));
        await desk.OpenAsync($"reception@{words.Clinic}.example");
        await desk.IsReadyAsync();
        await desk.Rows.First.ClickAsync();
        await Assertions.Expect(desk.Transcript).ToContainTextAsync(words.Emergency);
        await desk.TakeOverByKeyAsync();
        await desk.AnswerAsync(words.Answer);

        await Assertions.Expect(chat.Log).ToContainTextAsync(words.Answer, new() { Timeout = 5_000 });
        await Assertions.Expect(chat.Page.Locator("#chat")).ToHaveAttributeAsync("data-state", "person");
        await chat.WriteAsync("...");
        await Assertions.Expect(desk.Transcript).ToContainTextAsync("...", new() { Timeout = 5_000 });
        await desk.ReplyBox.PressAsync("Escape");
        await desk.Page.Keyboard.PressAsync("Shift+E");
        await Assertions.Expect(chat.Page.Locator("#chat")).ToHaveAttributeAsync("data-state", "ended");
        await Assertions.Expect(chat.Page.Locator(".chat-start button")).ToBeVisibleAsync();
    }
}
