using Bunit;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.Platform.Callers;
using Portal.Features.CallCenter.Setup;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Setup;

/// <summary>The administrator's pages of the front desk, over the real use cases and database.</summary>
public sealed class SetupPagesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static async Task<DeskScene> OpenAsync(TestPortal portal, StaffRole role)
    {
        await Task.Run(() => IntentReader.Taught, Xunit.TestContext.Current.CancellationToken); // as on a server that is ready: a page does not wait for the learning
        return await DeskScene.OpenAsync(portal, role: role);
    }

    Task<DeskScene> OpenAsync(StaffRole role = StaffRole.Administrator) => OpenAsync(portal, role);

    static IRenderedComponent<FactsPanel> Facts(DeskScene scene, string? teach = null)
    {
        var page = scene.Page.Render<FactsPanel>(p => p.Add(x => x.Teach, teach));
        page.WaitForElement("#fact-questions");
        return page;
    }

    [Fact]
    public async Task A_fact_is_written_found_again_by_word_and_topic_and_changed()
    {
        await using var scene = await OpenAsync();
        var page = Facts(scene);
        page.Markup.ShouldContain("Nothing written yet");
        page.Find("#fact-questions").Input("Is there parking?\nفيه ركنة؟");
        page.Find("#fact-ar").Input("جراج تحت العمارة");
        await page.InvokeAsync(() => page.Find(".form").SubmitAsync());
        page.WaitForElement("#fact-en-error").TextContent.ShouldContain("Write the answer in English");

        page.Find("#fact-en").Input("A garage under the building");
        page.Find("#fact-topic").Change("Parking");
        await page.InvokeAsync(() => page.Find(".form").SubmitAsync());
        page.WaitForElement(".saved");
        page.FindAll("#fact-en-error").ShouldBeEmpty();
        page.FindAll(".facts-list li").ShouldHaveSingleItem().TextContent.ShouldContain("Is there parking?");

        page.Find("input[type=search]").Input("ركنه");
        page.FindAll(".facts-list li").Count.ShouldBe(1);
        page.Find("input[type=search]").Input("insurance");
        page.Markup.ShouldContain("Nothing fits");
        page.Find("input[type=search]").Input("");
        page.Find(".facts-bar select").Change("Hours");
        page.FindAll(".facts-list li").ShouldBeEmpty();
        page.Find(".facts-bar select").Change("");

        page.Find(".facts-list button").Click();
        page.Find("#fact-en").Input("Behind the mosque");
        await page.InvokeAsync(() => page.Find(".form").SubmitAsync());
        page.WaitForElement(".saved");
        (await scene.Clinic.FactsAsync()).Single().AnswerEn.ShouldBe("Behind the mosque");
    }

    [Fact]
    public async Task A_deleted_fact_leaves_the_list_and_the_form()
    {
        await using var scene = await OpenAsync();
        await scene.Clinic.SaveFactAsync(SetupScenes.Parking);
        var page = Facts(scene);
        page.Find(".facts-list button").Click();
        await page.InvokeAsync(() => page.FindAll(".form .button.quiet").Single(b => b.TextContent == "Delete").ClickAsync(new()));
        page.WaitForAssertion(() => page.FindAll(".facts-list li").ShouldBeEmpty());
        page.Find("#fact-questions").GetAttribute("value").ShouldBeNullOrEmpty();
        (await scene.Clinic.FactsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_another_administrator_saved_meanwhile_is_said_and_not_overwritten()
    {
        await using var scene = await OpenAsync();
        await scene.Clinic.SaveFactAsync(SetupScenes.Parking);
        var page = Facts(scene);
        page.Find(".facts-list button").Click();
        var read = (await scene.Clinic.FactsAsync()).Single();
        await scene.Clinic.SaveFactAsync(SetupScenes.Parking with { Id = read.Id, Version = read.Version, AnswerEn = "Theirs" });
        page.Find("#fact-en").Input("Mine");
        await page.InvokeAsync(() => page.Find(".form").SubmitAsync());
        page.WaitForElement(".form > .error").TextContent.ShouldContain("Somebody else saved it");
        (await scene.Clinic.FactsAsync()).Single().AnswerEn.ShouldBe("Theirs");
    }

    [Fact]
    public async Task A_question_is_tried_while_the_fact_is_typed()
    {
        await using var scene = await OpenAsync();
        var page = Facts(scene);
        page.Find("#try-question").Input("Is there parking?");
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForElement(".tried").TextContent.ShouldNotContain("garage");

        page.Find("#fact-questions").Input("Is there parking?");
        page.Find("#fact-en").Input("A garage under the building");
        portal.Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() =>
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
            page.FindAll(".tried").Count.ShouldBe(2);
            page.FindAll(".tried")[1].TextContent.ShouldContain("From the fact on this form");
            page.FindAll(".tried")[1].TextContent.ShouldContain("A garage under the building");
        });
    }

    [Fact]
    public async Task A_question_asked_in_vain_is_listed_taught_and_gone()
    {
        await using var scene = await OpenAsync();
        var id = await scene.Clinic.AskedInVainAsync("Is there wifi?");
        await scene.Clinic.AskedInVainAsync("is there WIFI");
        var list = scene.Page.Render<UnansweredPanel>();
        list.WaitForElement(".asked").TextContent.ShouldContain("Is there wifi");
        list.Find(".asked-count").GetAttribute("aria-label").ShouldBe("Times asked: 2");
        list.Find(".asked-acts a").GetAttribute("href")!.ShouldStartWith("/admin/facts?teach=");

        var page = Facts(scene, id.ToString());
        page.WaitForAssertion(() => page.Find("#fact-questions").GetAttribute("value")!.ShouldContain("wifi", Case.Insensitive));
        page.Find(".form h2").TextContent.ShouldBe("Teach this answer");
        page.Find("#fact-ar").Input("نعم، اسأل الاستقبال عن كلمة السر");
        page.Find("#fact-en").Input("Yes, ask the desk for the password");
        await page.InvokeAsync(() => page.Find(".form").SubmitAsync());
        page.WaitForElement(".saved");

        (await scene.Clinic.UnansweredAsync()).ShouldBeEmpty();
        (await scene.Clinic.AskAsync("Is there wifi?")).ShouldContain("ask the desk for the password");
    }

    [Fact]
    public async Task A_dismissed_question_is_gone_and_the_empty_list_says_what_comes_there()
    {
        await using var scene = await OpenAsync();
        await scene.Clinic.AskedInVainAsync("Is there wifi?");
        var page = scene.Page.Render<UnansweredPanel>();
        page.WaitForElement(".asked-acts button");
        await page.InvokeAsync(() => page.Find(".asked-acts button").ClickAsync(new()));
        page.WaitForAssertion(() => page.Markup.ShouldContain("Every question had an answer"));
    }

    [Fact]
    public async Task A_complaint_is_written_and_tried()
    {
        await using var scene = await OpenAsync();
        var page = scene.Page.Render<ComplaintsPanel>();
        page.WaitForElement("#complaint-words").Input("my tooth hurts");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement("#complaint-service-error").TextContent.ShouldContain("Choose a service");
        page.Find("#complaint-try").Input("my tooth hurts since yesterday");
        page.WaitForAssertion(() => page.Find(".tried-service").TextContent.ShouldContain("Leads to no service"));
        page.Find("#complaint-service").Change(scene.Clinic.Service.ToString());
        page.WaitForAssertion(() => page.Find(".tried-service").TextContent.ShouldBe("Leads to: Consultation"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement(".saved");
        page.Find(".table tbody tr").TextContent.ShouldContain("my tooth hurts");
    }

    [Fact]
    public async Task A_wrong_line_is_named_while_it_is_typed_and_a_sentence_says_by_which_rule_it_is_raised()
    {
        await using var scene = await OpenAsync();
        var page = scene.Page.Render<AgentPanel>();
        page.WaitForElement("#flags").Input("other: pacemaker + beeping\nhello");
        page.WaitForElement(".flags-wrong li").TextContent.ShouldContain("Line 2: begin with a kind");
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForAssertion(() => page.Markup.ShouldContain("Not saved: some of your lines cannot be read"));

        page.Find("#flag-try").Input("my pacemaker is beeping");
        page.WaitForAssertion(() => page.Find(".flag-tried").TextContent.ShouldContain("By your line 1"));
        page.Find("#flags").Input("other: pacemaker + beeping");
        page.WaitForAssertion(() => page.FindAll(".flags-wrong li").ShouldBeEmpty());
        page.Find("#agent-en").Input("Layla");
        page.WaitForAssertion(() => page.Find(".agent-preview").TextContent.ShouldContain("I'm Layla"));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement(".saved");
    }

    [Fact]
    public async Task The_figures_page_draws_what_was_counted_and_says_so_when_there_is_nothing()
    {
        await using var scene = await OpenAsync();
        var page = scene.Page.Render<FiguresPanel>(p => p.Add(x => x.Days, 7));
        page.WaitForElement(".state").TextContent.ShouldContain("Nobody has written");

        await FigureScenes.AddAsync(scene.Clinic, new(1, Outcome.Booked, Tools: ["book_appointment"]), new(26, Outcome.HandedOver, HandoverReason.Asked, 45, "en"));
        page.Render(p => p.Add(x => x.Days, 30));
        page.WaitForElement(".plot");
        page.FindAll(".plot rect").Count.ShouldBe(2);
        page.Find("[aria-labelledby=fig-containment] .big").TextContent.ShouldBe("50%");
        page.Find("[aria-labelledby=fig-person] .big").TextContent.ShouldBe("45 s");
        page.Find("[aria-labelledby=fig-why]").TextContent.ShouldContain("Asked for a person");
        page.Find(".figures-period [aria-current=page]").TextContent.ShouldBe("30 days");
    }

    [Fact]
    public async Task Who_may_not_see_it_is_told_so()
    {
        await using var scene = await OpenAsync(StaffRole.Receptionist);
        scene.Page.Render<FactsPanel>().WaitForElement(".state").TextContent.ShouldContain("Only administrators");
        scene.Page.Render<FiguresPanel>().WaitForElement(".state").TextContent.ShouldContain("Only administrators");
    }
}
