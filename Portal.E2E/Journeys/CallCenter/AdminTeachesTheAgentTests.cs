using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.CallCenter;

/// <summary>A patient asks what the clinic has said nothing about; the administrator teaches the answer, and the next patient hears it.</summary>
public sealed class AdminTeachesTheAgentTests(RunningPortal portal, Chromium chromium)
{
    [Theory]
    [InlineData("ar", "nour", "فيه قهوة في الانتظار؟", "علّمه الإجابة", "احفظ", "نعم، القهوة مجانية في صالة الانتظار.", "Yes, coffee is free in the waiting room.")]
    [InlineData("en", "cedar", "Is there coffee in the waiting room?", "Teach the answer", "Save", "نعم، القهوة مجانية في صالة الانتظار.", "Yes, coffee is free in the waiting room.")]
    public async Task A_taught_answer_is_given_by_the_chat_and_shown_on_the_clinics_page(
        string language, string clinic, string question, string teach, string save, string arabic, string english)
    {
        var asks = new ChatScreen(await chromium.VisitorAsync(portal, clinic, Device.Phone, language));
        await asks.OpenAsync();
        var answer = language == "ar" ? arabic : english;
        (await asks.SayAsync(question)).ShouldNotContain(answer);

        var admin = await chromium.VisitorAsync(portal, clinic, Device.Desktop, language);
        await new SignInScreen(admin).SignInAsync($"admin@{clinic}.example");
        await admin.ArriveAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        await admin.GotoAsync("/admin/facts/unanswered");
        await admin.GetByRole(AriaRole.Listitem).Filter(new() { HasText = question }).GetByRole(AriaRole.Link, new() { Name = teach }).ClickAsync();
        await Assertions.Expect(admin.Locator("#fact-questions")).ToHaveValueAsync(question);
        await admin.Locator("#try-question").FillAsync(question);
        await Assertions.Expect(admin.Locator(".tried.is-unanswered, .tried.is-otherwish")).ToBeVisibleAsync();

        await admin.Locator("#fact-ar").FillAsync(arabic);
        await admin.Locator("#fact-en").FillAsync(english);
        await Assertions.Expect(admin.Locator(".tried.is-answered")).ToContainTextAsync(answer);
        await admin.Locator(".form input[type=checkbox]").CheckAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = save, Exact = true }).ClickAsync();
        await Assertions.Expect(admin.Locator(".saved")).ToBeVisibleAsync();
        await admin.GotoAsync("/admin/facts/unanswered");
        await Assertions.Expect(admin.Locator(".asked, .state")).ToBeVisibleAsync();
        await Assertions.Expect(admin.GetByText(question)).ToHaveCountAsync(0);

        // the same conversation, and another
        (await asks.SayAsync(question)).ShouldContain(answer);
        var next = new ChatScreen(await chromium.VisitorAsync(portal, clinic, Device.Desktop, language));
        await next.OpenAsync();
        (await next.SayAsync(question)).ShouldContain(answer);
        await next.Page.GotoAsync("/");
        await next.Page.Locator(".good-to-know summary").Filter(new() { HasText = question }).ClickAsync();
        await Assertions.Expect(next.Page.Locator(".good-to-know")).ToContainTextAsync(answer);
    }
}
