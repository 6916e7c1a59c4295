using CsCheck;
using NodaTime;
using Portal.Features.Chart.Plots;

namespace Portal.Tests.Chart.Pages;

/// <summary>Where points stand in a plot.</summary>
public sealed class PlotScaleTests
{
    static readonly Instant Begin = Instant.FromUtc(2024, 1, 1, 8, 0);

    [Fact]
    public void Every_point_is_in_the_picture_the_later_further_on_and_the_larger_further_up()
    {
        var points = Gen.Select(Gen.Int[0, 4000], Gen.Int[-500, 5000]).Select((day, value) => new PlotPoint(Begin + Duration.FromDays(day), value / 10m)).Array[1, 12];
        var usual = Of<decimal?>(null, 4m, 90m, 1000m);
        Gen.Select(points, usual, usual).Sample((all, low, high) =>
        {
            var scale = new PlotScale(all, low, high);
            return all.All(p => scale.X(p.At) is >= 0 and <= PlotScale.Width && scale.Y(p.Value) is >= 0 and <= PlotScale.Height)
                && (from a in all from b in all select (a.At <= b.At || scale.X(a.At) >= scale.X(b.At)) && (a.Value <= b.Value || scale.Y(a.Value) <= scale.Y(b.Value))).All(x => x);
        });
    }

    [Fact]
    public void What_is_usual_is_shown_where_it_is_near_and_does_not_flatten_the_line_where_it_is_far()
    {
        var sugar = new[] { new PlotPoint(Begin, 7.2m), new PlotPoint(Begin + Duration.FromDays(90), 8.1m) };
        new PlotScale(sugar, 4m, 6.5m).Low.ShouldBe(6.5m);
        new PlotScale(sugar, null, 100m).High.ShouldBe(8.1m);
    }

    [Fact]
    public void A_single_value_stands_in_the_middle()
    {
        var scale = new PlotScale([new(Begin, 70)], null, null);
        (scale.X(Begin), scale.Y(70)).ShouldBe((PlotScale.Width / 2, PlotScale.Height / 2));
    }

    static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
