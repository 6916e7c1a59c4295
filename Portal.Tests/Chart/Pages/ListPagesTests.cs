using Bunit;
using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Features.Chart;
using Portal.Features.Chart.Record;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Pages;

/// <summary>The lists at the side of a record: what is added to them, what is over, what was wrong.</summary>
public sealed class ListPagesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task A_diagnosis_is_found_by_words_and_taken_with_its_code()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = await OpenAsync(scene, "diagnosis", "#icd-box");
        await view.TypeAsync("#icd-box", "diabetes");
        view.WaitForElement("#icd-hits [role=option]");
        var code = view.Find("#icd-hits bdi").TextContent;
        await view.SendAsync(".problems form"); // Enter takes the marked one
        view.Find(".problems form").TextContent.ShouldContain($"ICD-10 {code}");
        await view.SendAsync(".problems form");
        view.WaitForAssertion(() => view.FindAll(".problems form").ShouldBeEmpty());
        var kept = (await scene.RowsAsync<Condition>()).ShouldHaveSingleItem();
        (kept.Code, kept.CodeSystem, kept.Status).ShouldBe((code, CodeSystem.Icd10, ConditionStatus.Active));
        view.Find(".problems li").TextContent.ShouldContain(code);
    }

    [Fact]
    public async Task What_is_found_nowhere_is_kept_as_it_is_written_and_ends_one_day()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = await OpenAsync(scene, "diagnosis", "#icd-box");
        await view.SendAsync(".problems form");
        view.Find("#icd-error").TextContent.ShouldContain("Write a diagnosis");
        await view.TypeAsync("#icd-box", "xyzzy of the left plugh");
        await view.SendAsync(".problems form");
        view.WaitForElement(".problems li .small");
        (await scene.RowsAsync<Condition>()).ShouldHaveSingleItem().Code.ShouldBeNull();
        await view.PressButtonAsync(".problems li .small");
        view.WaitForElement(".problems details").TextContent.ShouldContain("xyzzy");
        (await scene.RowsAsync<Condition>())[0].Status.ShouldBe(ConditionStatus.Resolved);
    }

    [Fact]
    public async Task An_allergy_that_is_added_stands_in_the_band_at_once_and_one_that_is_refuted_does_not()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart();
        await view.PressButtonAsync(".allergies .tool");
        await view.TypeAsync("#allergy-substance", "Aspirin");
        await view.InvokeAsync(() => view.FindAll(".allergies .chip").First(chip => chip.TextContent == "severe").ClickAsync(new()));
        await view.SendAsync(".allergies form");
        view.WaitForAssertion(() => view.Find(".allergy-band").TextContent.ShouldContain("Aspirin (severe)"));
        await view.PressButtonAsync(".allergies li .small");
        view.WaitForAssertion(() => view.Find(".allergy-band").TextContent.ShouldContain("No allergies are recorded"));
        view.Find(".allergies li").TextContent.ShouldContain("found not to be so");
    }

    [Fact]
    public async Task A_medicine_is_added_and_stopped()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart();
        await view.PressButtonAsync(".medicines .tool");
        await view.TypeAsync("#medicine-name", "Metformin 500 mg");
        await view.TypeAsync("#medicine-dosage", "twice a day");
        await view.SendAsync(".medicines form");
        view.WaitForElement(".medicines li").TextContent.ShouldContain("twice a day");
        await view.PressButtonAsync(".medicines li .small");
        view.WaitForElement(".medicines details");
        (await scene.RowsAsync<MedicationStatement>()).ShouldHaveSingleItem().Status.ShouldBe(MedicationStatus.Stopped);
    }

    [Fact]
    public async Task Vaccinations_and_procedures_have_their_day()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart();
        await view.PressButtonAsync(".immunizations .tool");
        await view.TypeAsync("#vaccine", "Influenza");
        await view.SendAsync(".immunizations form");
        view.WaitForElement(".immunizations li").TextContent.ShouldContain("Influenza");
        await view.PressButtonAsync(".procedures .tool");
        await view.TypeAsync("#procedure", "Dressing");
        await view.SendAsync(".procedures form");
        view.WaitForElement(".procedures li").TextContent.ShouldContain("Dressing");
        (await scene.RowsAsync<Immunization>()).ShouldHaveSingleItem().OccurredOn.ShouldBe(new LocalDate(2026, 11, 22));
        (await scene.RowsAsync<Procedure>()).ShouldHaveSingleItem().PerformedOn.ShouldBe(new LocalDate(2026, 11, 22));
    }

    [Fact]
    public async Task A_form_that_was_open_when_the_line_went_down_is_open_again_with_what_was_typed()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        scene.BrowserKept(("allergy", new() { ["substance"] = "Peanu", ["kind"] = "Food", ["criticality"] = "High" }));
        var view = scene.Chart();
        view.WaitForElement("#allergy-substance").GetAttribute("value").ShouldBe("Peanu");
        view.FindAll(".allergies .chip[aria-pressed=true]").Select(chip => chip.TextContent).ShouldBe(["Food", "severe"]);
    }

    static async Task<IRenderedComponent<ChartView>> OpenAsync(DeskScene scene, string key, string field)
    {
        var view = scene.Chart(ChartPart.Note);
        await view.PressAsync(key);
        view.WaitForElement(field);
        return view;
    }
}
