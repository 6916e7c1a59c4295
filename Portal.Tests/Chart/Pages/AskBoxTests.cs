using System.Globalization;
using Bunit;
using NodaTime;
using Portal.Domain.Platform.Callers;
using Portal.Features.Chart.Ask;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Pages;

/// <summary>An answer of the record, with the ways to its sources.</summary>
public sealed class AskBoxTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly AskPassage Sugar = new(Guid.NewGuid(), "Observation", new LocalDate(2026, 11, 1), "HbA1c 8.1 %"), Visit = new(Guid.NewGuid(), "Encounter", null, "Tired, thirsty.");

    [Fact]
    public async Task Each_sentence_names_its_sources_and_a_source_opens_at_its_place()
    {
        await using var scene = await OpenAsync();
        AskPassage? opened = null;
        var asked = new List<string>();
        var box = scene.Page.Render<AskBox>(p => p
            .Add(x => x.Answer, (question, _) => Task.FromResult<AskAnswer?>(Asked(question, asked, new([new("HbA1c is 8.1 %.", [0]), new("She was thirsty.", [1, 0])], [Sugar, Visit], 0, true))))
            .Add(x => x.OnOpen, passage => opened = passage));
        await box.InvokeAsync(() => box.Find("input").InputAsync(new() { Value = "  last HbA1c? " }));
        await box.InvokeAsync(() => box.Find("form").SubmitAsync());

        asked.ShouldBe(["last HbA1c?"]);
        box.FindAll(".answer li").Count.ShouldBe(2);
        box.FindAll(".answer .cite").Select(c => c.TextContent).ShouldBe(["1", "2", "1"]);
        box.Find(".cite").GetAttribute("aria-label").ShouldBe("Source 1: Result · 1 November 2026");
        await box.InvokeAsync(() => box.FindAll(".cite")[1].ClickAsync(new()));
        opened.ShouldBe(Visit);
        box.FindAll(".unread").ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_record_is_silent_it_says_so_and_how_many_documents_it_could_not_read()
    {
        await using var scene = await OpenAsync();
        var box = scene.Page.Render<AskBox>(p => p.Add(x => x.Answer, (_, _) => Task.FromResult<AskAnswer?>(new([], [], 2, false))));
        await box.InvokeAsync(() => box.Find(".chips button").ClickAsync(new())); // one of the questions often asked
        box.Find(".silent").TextContent.ShouldContain("The record doesn’t say");
        box.Find(".unread").TextContent.ShouldContain("could not be read: 2");
    }

    [Fact]
    public async Task A_question_that_fails_is_told_and_an_empty_one_is_not_asked()
    {
        await using var scene = await OpenAsync();
        var asked = new List<string>();
        var box = scene.Page.Render<AskBox>(p => p.Add(x => x.Answer, (question, _) => Task.FromResult(Asked(question, asked, null))));
        await box.InvokeAsync(() => box.Find("form").SubmitAsync());
        asked.ShouldBeEmpty();
        await box.InvokeAsync(() => box.Find("input").InputAsync(new() { Value = "why?" }));
        await box.InvokeAsync(() => box.Find("form").SubmitAsync());
        box.Find("#ask-error").TextContent.ShouldContain("could not be asked");
        box.Find("input").GetAttribute("value").ShouldBe("why?");
    }

    static AskAnswer? Asked(string question, List<string> asked, AskAnswer? answer)
    {
        asked.Add(question);
        return answer;
    }

    Task<DeskScene> OpenAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return DeskScene.OpenAsync(portal, role: StaffRole.Doctor);
    }
}
