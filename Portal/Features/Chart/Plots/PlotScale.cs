using System.Globalization;
using NodaTime;

namespace Portal.Features.Chart.Plots;

/// <summary>One number at one time, and whether it lies outside of what is usual.</summary>
public readonly record struct PlotPoint(Instant At, decimal Value, bool Marked = false);

/// <summary>One line of a plot.</summary>
/// <param name="Name">What it is called beside others; null where it stands alone.</param>
public sealed record PlotSeries(string? Name, IReadOnlyList<PlotPoint> Points);

/// <summary>
/// Where points stand in a plot of <see cref="Width"/> by <see cref="Height"/>: time runs to the end of the line, the largest number is on top. What is
/// usual is always in the picture as far as it is not far away from every point.
/// </summary>
public sealed class PlotScale
{
    public const double Width = 320, Height = 100;
    const double Margin = 6;

    readonly Instant first, last;
    readonly decimal low, high;

    public PlotScale(IReadOnlyCollection<PlotPoint> points, decimal? usualLow, decimal? usualHigh)
    {
        (first, last) = points.Count == 0 ? (default, default) : (points.Min(p => p.At), points.Max(p => p.At));
        (low, high) = points.Count == 0 ? (0, 1) : (points.Min(p => p.Value), points.Max(p => p.Value));
        // as much again as the points take, or a tenth of the value where they are all one
        var reach = Math.Max(high - low, Math.Abs(high) / 10);
        (low, high) = (Extend(usualLow, low, reach, Math.Min), Extend(usualHigh, high, reach, Math.Max));
        (low, high) = (Extend(usualHigh, low, reach, Math.Min), Extend(usualLow, high, reach, Math.Max));
        if (low == high)
            (low, high) = (low - 1, high + 1);
    }

    public decimal Low => low;

    public decimal High => high;

    // a single point stands in the middle
    public double X(Instant at) => first == last ? Width / 2 : Margin + (Width - 2 * Margin) * ((at - first).TotalSeconds / (last - first).TotalSeconds);

    public double Y(decimal value) => Margin + (Height - 2 * Margin) * (double)((high - Math.Clamp(value, low, high)) / (high - low));

    public string Path(IEnumerable<PlotPoint> points) => string.Join(' ', points.OrderBy(p => p.At).Select((p, i) => $"{(i == 0 ? 'M' : 'L')}{Css(X(p.At))} {Css(Y(p.Value))}"));

    public static string Css(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    static decimal Extend(decimal? usual, decimal bound, decimal reach, Func<decimal, decimal, decimal> outer) =>
        usual is { } value && outer(value, bound) == value && Math.Abs(value - bound) <= reach ? value : bound;
}
