using NodaTime;
using Portal.Domain.Chart.Model;

namespace Portal.Features.Chart.Labs;

/// <summary>One kind of result over time, in one unit.</summary>
/// <param name="Points">The oldest first; the last is the newest.</param>
public sealed record ResultLine(string? Code, string Name, string? Unit, IReadOnlyList<ResultPoint> Points)
{
    public ResultPoint Newest => Points[^1];

    /// <summary>The kinds with the newest results first.</summary>
    public static IReadOnlyList<ResultLine> Of(IEnumerable<Observation> observations) =>
    [
        .. observations.GroupBy(o => (Kind: o.Code ?? o.Text.ToUpperInvariant(), o.Unit))
            .Select(same => same.OrderBy(o => o.EffectiveAt).ToList())
            .Select(oldest => new ResultLine(oldest[^1].Code, oldest[^1].Text, oldest[^1].Unit, oldest.ConvertAll(ResultPoint.Of)))
            .OrderByDescending(line => line.Newest.At).ThenBy(line => line.Name, StringComparer.CurrentCulture),
    ];
}

/// <param name="Words">What was found, where it is no number.</param>
public sealed record ResultPoint(EntryId Id, Instant At, decimal? Value, string? Words, decimal? Low, decimal? High, ObservationInterpretation? Interpretation, uint Version)
{
    public static ResultPoint Of(Observation o) => new(o.Id, o.EffectiveAt, o.Value, o.ValueText, o.Low, o.High, o.Interpretation, o.Version);
}
