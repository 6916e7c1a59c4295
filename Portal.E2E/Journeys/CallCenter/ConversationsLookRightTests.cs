using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.CallCenter;

/// <summary>Walks the conversations in sizes, languages and themes, with an emergency in them.</summary>
[Collection(Emergencies.Name)]
public sealed class ConversationsLookRightTests(RunningPortal portal, Chromium chromium)
{
    [Fact]
    public async Task The_conversations_of_a_desk()
    {
        var id = await portal.EmergencyAsync("nour", "ar", "رمضان العطار", "صدري بيوجعني ومش قادر اتنفس", "دي ممكن تكون حالة طارئة. اتصل بـ ١٢٣ حالًا.");
        await portal.ScalarAsync(
            """
            insert into portal.patient_requests (tenant_id, id, kind, name, phone, level, text, urgency, created_at, due_at)
            select id, gen_random_uuid(), 'CallBack', 'Nadia Rashwan', '+201006669002', 'Claimed', 'About my result', 'Soon', now(), null from portal.tenants where slug = 'nour'
            """);
        foreach (var (device, language, dark) in Support.Looks.Combinations())
        {
            var screen = new ConversationsScreen(await chromium.VisitorAsync(portal, "nour", device, language, dark));
            await screen.OpenAsync("reception@nour.example");
            await screen.IsReadyAsync();
            await Assertions.Expect(screen.Alarm).ToBeVisibleAsync();
            await Support.Looks.ShouldBeFineAsync(screen.Page, "conversations", device, language, dark);
            await screen.Page.GotoAsync($"/desk/conversations?c={id}");
            await Assertions.Expect(screen.ReplyBox).ToBeVisibleAsync();
            await screen.Page.Locator("details summary").Last.ClickAsync();
            await Support.Looks.ShouldBeFineAsync(screen.Page, "conversations-open", device, language, dark);
            await screen.Page.GotoAsync("/desk/conversations?view=requests");
            await Assertions.Expect(screen.Page.GetByText("About my result")).ToBeVisibleAsync();
            await Support.Looks.ShouldBeFineAsync(screen.Page, "conversations-requests", device, language, dark);
            await screen.Page.GotoAsync("/desk/conversations?view=mine");
            await screen.IsReadyAsync();
            await Support.Looks.ShouldBeFineAsync(screen.Page, "conversations-empty", device, language, dark);
            await screen.Page.Context.CloseAsync();
        }

        await portal.ScalarAsync("update portal.conversations set state = 'Ended', ended_at = now(), summary = '' where id = $1", id);
        await portal.AnnounceAsync("nour", id);
    }
}
