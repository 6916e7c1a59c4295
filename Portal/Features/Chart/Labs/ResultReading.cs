using Portal.Domain.Chart.Model;
using Portal.Features.Chart.Plots;

namespace Portal.Features.Chart.Labs;

/// <summary>How a row of results is looked at: against its range, and over time.</summary>
static class ResultReading
{
    public static bool HasCourse(this ResultLine line) => line.Points.Count(p => p.Value is not null) > 1;

    public static IReadOnlyList<PlotPoint> Plotted(this ResultLine line) => [.. line.Points.Where(p => p.Value is not null).Select(p => new PlotPoint(p.At, p.Value!.Value, p.IsOutside()))];

    public static bool IsOutside(this ResultPoint point) => point.Reading() is not (null or ObservationInterpretation.Normal);

    /// <summary>As it was reported, or else by its range.</summary>
    public static ObservationInterpretation? Reading(this ResultPoint point) => point.Interpretation ?? point switch
    {
        { Value: { } value, Low: { } low } when value < low => ObservationInterpretation.Low,
        { Value: { } value, High: { } high } when value > high => ObservationInterpretation.High,
        { Value: not null } when point.Low is not null || point.High is not null => ObservationInterpretation.Normal,
        _ => null,
    };
}
