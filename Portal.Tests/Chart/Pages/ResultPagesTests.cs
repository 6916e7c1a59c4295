using Bunit;
using Portal.Domain.Chart.Model;
using Portal.Features.Chart;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Pages;

/// <summary>Vital signs and results: typed in few keys, shown with their range and their course.</summary>
public sealed class ResultPagesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Vital_signs_are_one_row_of_boxes_and_what_is_empty_was_not_measured()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart(ChartPart.Results);
        await view.PressAsync("vitals");
        view.WaitForElement("#vital-pressure");
        await view.TypeAsync("#vital-pressure", "١٣٥/٨٥");
        await view.TypeAsync("[id='vital-29463-7']", "72.5");
        await view.TypeAsync("[id='vital-8302-2']", "170");
        await view.SendAsync(".vitals-form");
        view.WaitForAssertion(() => view.FindAll(".vitals-form").ShouldBeEmpty());

        var kept = await scene.RowsAsync<Observation>();
        kept.Select(o => (o.Code, o.Value)).ShouldBe([("8480-6", 135m), ("8462-4", 85m), ("29463-7", 72.5m), ("8302-2", 170m), ("39156-5", 25.1m)], ignoreOrder: true);
        kept.Where(o => o.Code is "8480-6" or "8462-4").Select(o => o.GroupId).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        kept.ShouldAllBe(o => o.Category == ObservationCategory.Vital);
        view.Find(".vital-values").TextContent.ShouldContain("135/85");
    }

    [Theory]
    [InlineData("#vital-pressure", "13585", "120/80")]
    [InlineData("#vital-pressure", "80/120", "120/80")]
    [InlineData("[id='vital-8310-5']", "375", "between 28 and 45")]
    public async Task What_cannot_be_is_told_and_nothing_is_written(string box, string typed, string told)
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart(ChartPart.Results);
        await view.PressAsync("vitals");
        view.WaitForElement("#vital-pressure");
        await view.SendAsync(".vitals-form");
        view.Find("#vitals-error").TextContent.ShouldContain("at least one");
        await view.TypeAsync(box, typed);
        await view.SendAsync(".vitals-form");
        view.Find("#vitals-error").TextContent.ShouldContain(told);
        view.Find(box).GetAttribute("aria-invalid").ShouldBe("true");
        (await scene.RowsAsync<Observation>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_test_shows_its_newest_value_its_range_in_words_and_its_course_on_demand()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        await scene.KeepAsync(scene.Result("HbA1c", 6.1m, 300, 6.5m), scene.Result("HbA1c", 8.1m, 10, 6.5m), scene.Result("Creatinine", 0.9m, 10));
        var view = scene.Chart(ChartPart.Results);
        var row = view.FindAll(".lab-table tr[data-source]").First(tr => tr.TextContent.Contains("HbA1c", StringComparison.Ordinal));
        row.TextContent.ShouldContain("8.1");
        row.QuerySelector(".reading")!.TextContent.ShouldBe("high");
        row.QuerySelector(".range-bar .mark.outside").ShouldNotBeNull();
        await view.InvokeAsync(() => row.QuerySelector("button")!.ClickAsync(new()));
        view.Find(".course svg[role=img]").GetAttribute("aria-label")!.ShouldContain("the last is 8.1 %");
        view.FindAll(".course li").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_known_test_fills_in_its_unit_and_range()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        await scene.KeepAsync(scene.Result("HbA1c", 6.1m, 300, 6.5m));
        var view = scene.Chart(ChartPart.Results);
        await view.PressAsync("lab");
        view.WaitForElement("#lab-test");
        await view.SendAsync(".lab-form");
        view.Find("#lab-error").TextContent.ShouldContain("the test and its value");
        await view.TypeAsync("#lab-test", "hba1c");
        (view.Find("#lab-unit").GetAttribute("value"), view.Find("#lab-high").GetAttribute("value")).ShouldBe(("%", "6.5"));
        await view.TypeAsync("#lab-value", "٧٫٢");
        await view.SendAsync(".lab-form");
        view.WaitForAssertion(() => view.FindAll(".lab-form").ShouldBeEmpty());
        var kept = (await scene.RowsAsync<Observation>()).Single(o => o.Value == 7.2m);
        (kept.Text, kept.Unit, kept.High).ShouldBe(("HbA1c", "%", 6.5m));
    }

    [Fact]
    public async Task A_result_entered_in_error_goes_with_a_reason()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        await scene.KeepAsync(scene.Result("HbA1c", 61m, 1));
        var view = scene.Chart(ChartPart.Results);
        await view.PressButtonAsync(".lab-table .small");
        await view.PressButtonAsync(".course li .small");
        await view.SendAsync(".wrong");
        view.Find(".wrong .error").TextContent.ShouldContain("why it is wrong");
        await view.TypeAsync(".wrong input", "6.1 was meant");
        await view.SendAsync(".wrong");
        view.WaitForAssertion(() => view.Find(".labs").TextContent.ShouldContain("No results"));
        (await scene.RowsAsync<Observation>()).ShouldHaveSingleItem().EnteredInError.ShouldBeTrue();
    }
}
