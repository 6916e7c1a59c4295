using Bunit;
using Portal.Domain.Chart.Model;
using Portal.Features.Chart;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Pages;

/// <summary>Who it is and what they must not be given stands over everything; a record of somebody else's patient is closed.</summary>
public sealed class ChartHeaderTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Allergies_are_always_in_sight_the_severe_one_first_by_shape_and_word()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        await scene.KeepAsync(scene.Allergy("Dust", AllergyCriticality.Low), scene.Allergy("Penicillin", AllergyCriticality.High));
        foreach (var part in Enum.GetValues<ChartPart>())
        {
            var view = scene.Chart(part);
            view.Find("h1").TextContent.ShouldContain("منى السيد");
            var band = view.Find(".allergy-band");
            band.ClassList.ShouldContain("severe");
            band.QuerySelectorAll("li").Select(li => li.TextContent.Trim()).First().ShouldBe("Penicillin (severe)");
            band.QuerySelectorAll("li")[0].QuerySelector("svg").ShouldNotBeNull();
            band.QuerySelectorAll("li")[1].QuerySelector("svg").ShouldBeNull();
        }
    }

    [Fact]
    public async Task Without_any_it_says_that_none_is_recorded()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        scene.Chart().Find(".allergy-band").TextContent.ShouldContain("No allergies are recorded");
    }

    [Fact]
    public async Task Who_does_not_treat_the_patient_breaks_the_glass_with_a_reason()
    {
        await using var scene = await DoctorScene.OpenAsync(portal);
        var view = scene.Chart();
        view.Find(".glass h1").TextContent.ShouldContain("You do not treat this patient");
        view.FindAll(".chart-body").ShouldBeEmpty();
        await view.SendAsync(".glass form");
        view.Find("#glass-error").TextContent.ShouldContain("Write why");
        await view.PressButtonAsync(".glass .chip");
        await view.SendAsync(".glass form");
        view.WaitForElement(".chart-body");
        view.FindAll(".glass").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_keys_are_listed_on_a_question_mark_and_Escape_closes_the_list()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart();
        await view.PressAsync("keys");
        view.FindAll(".keys kbd").Count.ShouldBeGreaterThan(10);
        await view.PressAsync("escape");
        view.FindAll(".keys").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_opens_its_form_in_its_place()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart();
        await view.PressAsync("diagnosis");
        view.WaitForElement("#icd-box");
        await view.PressAsync("vitals");
        view.Go(ChartPart.Results);
        view.WaitForElement("#vital-pressure");
        view.FindAll("#icd-box").ShouldBeEmpty("one form at a time");
        await view.PressAsync("lab");
        view.WaitForElement("#lab-test");
        await view.PressAsync("escape");
        view.WaitForAssertion(() => view.FindAll("#lab-test").ShouldBeEmpty());
    }

    [Fact]
    public async Task In_Arabic_it_is_the_same_page_in_Arabic()
    {
        await using var scene = await DoctorScene.TreatAsync(portal, "ar");
        await scene.KeepAsync(scene.Allergy("بنسلين", AllergyCriticality.High));
        scene.Chart().Find(".allergy-band").TextContent.ShouldContain("شديدة");
    }
}
