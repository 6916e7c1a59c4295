using Bunit;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Prescriptions;
using Portal.Features.Chart;
using Portal.Features.Chart.Prescriptions;
using Portal.Features.Chart.Record;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Pages;

/// <summary>A prescription by few keys.</summary>
public sealed class PrescriptionPadTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task A_name_a_line_and_it_is_on_the_sheet_read_back_in_words()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart(ChartPart.Prescriptions);
        view.WaitForElement("[data-medicine]");
        await view.TypeAsync("[data-medicine]", "Metformin 500 mg");
        await view.TypeAsync("#pad-dose", "1 tab x2 pc 30d r2");
        view.Find("#pad-said").TextContent.ShouldBe("1 tablet twice a day after meals for 30 days; may be dispensed again: 2");
        await view.SendAsync("form[data-pad]");
        view.Find(".pad-items li").TextContent.ShouldContain("Metformin 500 mg");
        view.Find("[data-medicine]").GetAttribute("value").ShouldBeNullOrEmpty();
        await view.SendAsync(".pad-send");

        view.WaitForElement(".sheets li").TextContent.ShouldContain("valid");
        var item = (await scene.RowsAsync<PrescriptionItem>()).ShouldHaveSingleItem();
        (item.Medicine, item.Strength, item.DurationDays, item.Repeats).ShouldBe(("Metformin", "500 mg", 30, 2));
        item.Dosage.ShouldBe(new Dosage(1, DoseUnit.Tablet, 2, null, false, MealTiming.AfterMeals, null));
        view.FindAll(".pad-items").ShouldBeEmpty();
        var sheet = (await scene.RowsAsync<Prescription>()).ShouldHaveSingleItem();
        view.Find(".sheets a").GetAttribute("href").ShouldBe($"/doctor/prescriptions/{sheet.Id}/print");
    }

    [Theory]
    [InlineData("", "1 tab x2", "Write the medicine first")]
    [InlineData("Metformin", "1 tab", "how much and how often")]
    [InlineData("Metformin", "1 tab x2 500mg", "“500mg” was not understood")]
    public async Task What_is_missing_is_told_and_nothing_is_put_on_the_sheet(string medicine, string dose, string told)
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart(ChartPart.Prescriptions);
        view.WaitForElement("[data-medicine]");
        await view.TypeAsync("[data-medicine]", medicine);
        await view.TypeAsync("#pad-dose", dose);
        await view.SendAsync("form[data-pad]");
        view.Find("#pad-error").TextContent.ShouldContain(told);
        view.FindAll(".pad-items").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_medicine_that_the_patient_is_allergic_to_goes_out_only_when_that_was_read()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        await scene.KeepAsync(scene.Allergy("Penicillin", AllergyCriticality.High));
        var view = scene.Chart(ChartPart.Prescriptions);
        view.WaitForElement("[data-medicine]");
        await AddAsync(view, "Penicillin V 500 mg", "1 tab x3 7d");
        await view.SendAsync(".pad-send");
        view.WaitForElement(".warnings").TextContent.ShouldContain("allergic to");
        (await scene.RowsAsync<Prescription>()).ShouldBeEmpty();
        view.Find(".pad-send button").HasAttribute("disabled").ShouldBeTrue();
        await view.InvokeAsync(() => view.Find(".warnings input").ChangeAsync(new() { Value = true }));
        await view.SendAsync(".pad-send");
        view.WaitForElement(".sheets li");
        (await scene.RowsAsync<Prescription>()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nought_repeats_the_last_sheet_and_each_medicine_of_it_can_be_changed()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart(ChartPart.Prescriptions);
        view.WaitForElement("[data-medicine]");
        view.FindAll("[data-key='0']").ShouldBeEmpty();
        await AddAsync(view, "Metformin 500 mg", "1 tab x2 pc 30d");
        await view.SendAsync(".pad-send");
        view.WaitForElement("[data-key='0']");
        await view.PressButtonAsync("[data-key='0']");
        view.WaitForElement(".pad-items li").TextContent.ShouldContain("twice a day");
        await view.PressButtonAsync(".pad-items .small");
        (view.Find("[data-medicine]").GetAttribute("value"), view.Find("#pad-dose").GetAttribute("value")).ShouldBe(("Metformin 500 mg", "1t x2 pc 30d"));
        view.FindAll(".pad-items").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_prescribed_once_is_written_by_its_figure_the_next_time()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart(ChartPart.Prescriptions);
        view.WaitForElement("[data-medicine]");
        await AddAsync(view, "Metformin 500 mg", "1 tab x2 pc 30d");
        await view.SendAsync(".pad-send");
        view.WaitForElement("[data-key='1']").TextContent.ShouldContain("Metformin 500 mg");

        view = scene.Chart(ChartPart.Prescriptions);
        view.WaitForElement("[data-key='1']");
        await view.PressButtonAsync("[data-key='1']");
        view.WaitForElement(".pad-items li").TextContent.ShouldContain("1 tablet twice a day after meals for 30 days");
    }

    [Fact]
    public async Task A_sheet_is_revoked_with_a_reason()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart(ChartPart.Prescriptions);
        view.WaitForElement("[data-medicine]");
        await AddAsync(view, "Metformin 500 mg", "1 tab x2");
        await view.SendAsync(".pad-send");
        view.WaitForElement(".sheets .small");
        await view.PressButtonAsync(".sheets .small");
        await view.SendAsync(".sheets form");
        view.Find("#revoke-error").TextContent.ShouldContain("why");
        await view.TypeAsync("#revoke-reason", "kidneys");
        await view.SendAsync(".sheets form");
        view.WaitForElement(".sheets li.is-over").TextContent.ShouldContain("kidneys");
    }

    [Fact]
    public async Task A_sheet_that_was_half_written_when_the_line_went_down_is_there_again()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var item = new PrescribedMedicine("Metformin", "500 mg", null, new(1, DoseUnit.Tablet, 2, null, false, null, null), 30, 0, null);
        scene.BrowserKept(("prescription", new() { ["items"] = PadMedicine.Write([item]), ["medicine"] = "Asp", ["dose"] = "1 tab" }));
        var view = scene.Chart(ChartPart.Prescriptions);
        view.WaitForElement("[data-medicine]");
        view.WaitForElement(".pad-items li").TextContent.ShouldContain("Metformin 500 mg");
        view.Find("[data-medicine]").GetAttribute("value").ShouldBe("Asp");
    }

    [Theory]
    [InlineData("Augmentin 1 g", "Augmentin", "1 g")]
    [InlineData("Panadol 500mg", "Panadol", "500mg")]
    [InlineData("أوجمنتين ٦٢٥ مجم", "أوجمنتين", "٦٢٥ مجم")]
    [InlineData("Ventolin 5mg/ml", "Ventolin", "5mg/ml")]
    [InlineData("Vitamin B 12", "Vitamin B 12", null)]
    public void The_strength_is_taken_from_the_end_of_the_name(string typed, string medicine, string? strength) => PadMedicine.Split(typed).ShouldBe((medicine, strength));

    static async Task AddAsync(IRenderedComponent<ChartView> view, string medicine, string dose)
    {
        await view.TypeAsync("[data-medicine]", medicine);
        await view.TypeAsync("#pad-dose", dose);
        await view.SendAsync("form[data-pad]");
        view.WaitForElement(".pad-items li");
    }
}
