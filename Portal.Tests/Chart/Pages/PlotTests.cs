using System.Globalization;
using Bunit;
using NodaTime;
using Portal.Domain.Platform.Callers;
using Portal.Features.Chart.Labs;
using Portal.Features.Chart.Plots;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Pages;

/// <summary>Plots say in words and in a table what they show.</summary>
public sealed class PlotTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly Instant March = Instant.FromUtc(2026, 3, 1, 8, 0), November = Instant.FromUtc(2026, 11, 1, 8, 0);

    [Fact]
    public async Task A_plot_is_told_in_words_to_who_does_not_see_it()
    {
        await using var scene = await OpenAsync("en");
        var plot = scene.Page.Render<TimePlot>(p => p.Add(x => x.Title, "HbA1c").Add(x => x.Unit, "%").Add(x => x.High, 6.5m)
            .Add(x => x.Series, [new(null, [new(March, 6.9m, true), new(November, 8.1m, true)])]));
        var svg = plot.Find("svg");
        svg.GetAttribute("role").ShouldBe("img");
        svg.GetAttribute("aria-label").ShouldBe("HbA1c: 2 values from 1 March 2026 to 1 November 2026; the last is 8.1 %, between 6.9 % and 8.1 %; rising.");
        plot.FindAll(".dot.marked").Count.ShouldBe(2);
        plot.Find(".usual").ShouldNotBeNull();
        plot.FindAll("tbody tr").Select(row => row.TextContent).ShouldBe(["1 November 20268.1", "1 March 20266.9"]);
    }

    [Fact]
    public async Task In_Arabic_it_is_told_in_Arabic()
    {
        await using var scene = await OpenAsync("ar");
        var plot = scene.Page.Render<TimePlot>(p => p.Add(x => x.Title, "السكر").Add(x => x.Series, [new(null, [new(March, 6.9m)])]));
        plot.Find("svg").GetAttribute("aria-label")!.ShouldContain("قيمة واحدة");
    }

    [Fact]
    public async Task Two_lines_have_a_legend_and_nothing_at_all_is_no_plot()
    {
        await using var scene = await OpenAsync("en");
        var pressure = scene.Page.Render<TimePlot>(p => p.Add(x => x.Title, "Blood pressure").Add(x => x.Series, [new("Systolic", [new(March, 120)]), new("Diastolic", [new(March, 80)])]));
        pressure.FindAll(".legend span").Count.ShouldBe(2);
        pressure.Find("svg").GetAttribute("aria-label")!.ShouldContain("Diastolic: one value, 80");
        scene.Page.Render<TimePlot>(p => p.Add(x => x.Title, "x").Add(x => x.Series, [])).Markup.Trim().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(5, 4, 6, 50, false)]
    [InlineData(4, 4, 6, 33.33, false)]
    [InlineData(9, 4, 6, 98.5, true)]
    public async Task A_value_stands_against_its_range(double value, double low, double high, double at, bool outside)
    {
        await using var scene = await OpenAsync("en");
        var bar = scene.Page.Render<RangeBar>(p => p.Add(x => x.Value, (decimal)value).Add(x => x.Low, (decimal)low).Add(x => x.High, (decimal)high));
        var mark = bar.Find(".mark");
        double.Parse(mark.GetAttribute("x")!, CultureInfo.InvariantCulture).ShouldBe(at - 1.5, 0.01);
        mark.ClassList.Contains("outside").ShouldBe(outside);
    }

    [Fact]
    public async Task Without_a_range_there_is_no_bar()
    {
        await using var scene = await OpenAsync("en");
        scene.Page.Render<RangeBar>(p => p.Add(x => x.Value, 5m)).FindAll("svg").ShouldBeEmpty();
    }

    Task<DeskScene> OpenAsync(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return DeskScene.OpenAsync(portal, role: StaffRole.Doctor);
    }
}
