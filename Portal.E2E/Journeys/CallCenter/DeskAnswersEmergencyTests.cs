using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.CallCenter;

/// <summary>Somebody names signs of an emergency: the desk hears of it on whatever page it is, and a person answers within seconds.</summary>
[Collection(Emergencies.Name)]
public sealed class DeskAnswersEmergencyTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("nour", "ar", "سعيد الدمنهوري", "صدري بيوجعني ومش قادر اتنفس", "دي ممكن تكون حالة طارئة. اتصل بـ ١٢٣ حالًا.", "أنا معاك، في حد جنبك؟", "يرد على المريض", "محتاج متابعة")]
    [InlineData("cedar", "en", "Harold Finchley", "my chest hurts and I can't breathe", "This may be an emergency. Call 123 now.", "I'm with you. Is somebody beside you?", "is answering", "Needs a follow-up")]
    public async Task A_receptionist_at_the_calendar_is_alarmed_takes_over_answers_and_gives_back(
        string clinic, string language, string name, string words, string reply, string answer, string answering, string note)
    {
        var desk = new ConversationsScreen(await chromium.VisitorAsync(portal, clinic, Device.Desktop, language));
        await desk.OpenAsync($"reception@{clinic}.example", "/desk");
        await new DeskScreen(desk.Page, language).IsReadyAsync();
        await Assertions.Expect(desk.Alarm).ToHaveCountAsync(0);

        var id = await portal.EmergencyAsync(clinic, language, name, words, reply);

        // on the calendar's page
        await Assertions.Expect(desk.Alarm).ToBeVisibleAsync(new() { Timeout = 5_000 });
        await desk.TitleAlarmsAsync(true);
        await desk.Alarm.GetByRole(AriaRole.Link).ClickAsync();
        await desk.IsReadyAsync();
        await Assertions.Expect(desk.Rows.First).ToContainTextAsync(name);
        await Assertions.Expect(desk.Transcript).ToContainTextAsync(words);
        await Assertions.Expect(desk.Page.Locator("a[href='tel:+201006669001']").First).ToBeVisibleAsync();

        await desk.TakeOverByKeyAsync();
        await desk.TitleAlarmsAsync(false);
        await desk.AnswerAsync(answer);
        (await portal.ScalarAsync("select text from portal.turns where conversation_id = $1 and speaker = 'Person'", id)).ShouldBe(answer);

        // a colleague reads along and cannot answer
        var colleague = new ConversationsScreen(await chromium.VisitorAsync(portal, clinic, Device.Desktop, language));
        await colleague.OpenAsync($"admin@{clinic}.example", $"/desk/conversations?c={id}");
        await Assertions.Expect(colleague.Transcript).ToContainTextAsync(answer);
        await Assertions.Expect(colleague.Page.GetByText(answering)).ToBeVisibleAsync();
        await Assertions.Expect(colleague.ReplyBox).ToHaveCountAsync(0);

        await desk.ReplyBox.PressAsync("Escape");
        await desk.Page.Keyboard.PressAsync("g");
        await desk.Page.Locator("#give-back-note").FillAsync(note);
        await desk.Page.Locator("#give-back-note").PressAsync("Enter");
        await Assertions.Expect(colleague.ReplyBox).ToBeVisibleAsync();
        await Assertions.Expect(colleague.Transcript).ToContainTextAsync(note);
        (await portal.StateAsync(id)).ShouldBe("Agent");

        await desk.Page.Keyboard.PressAsync("Shift+E");
        await Assertions.Expect(desk.Row(name)).ToHaveCountAsync(0);
        (await portal.StateAsync(id)).ShouldBe("Ended");
    }
}
