using System.Collections.Frozen;
using System.Globalization;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Tracking;

/// <summary>
/// A linear model whose features are words that anybody can read, with weights that the bench learnt (<c>scripts/bench goal-weights</c>) and the repository
/// ships. A file's first line names the labels; each further line is a feature and its weight for each label.
/// </summary>
sealed class WeightTable
{
    readonly FrozenDictionary<string, float[]> weights;

    public WeightTable(IEnumerable<string> lines)
    {
        var rows = lines.Select(line => line.Split('\t')).ToList();
        Labels = rows[0];
        weights = rows.Skip(1).ToFrozenDictionary(row => row[0], row => row.Skip(1).Select(Weight).ToArray());
    }

    public IReadOnlyList<string> Labels { get; }

    public static WeightTable Beside(Type code, string name) => new(WordFiles.Lines(code, name));

    /// <summary>The likeliest label.</summary>
    public string Tell(IEnumerable<string> features)
    {
        Span<float> scores = stackalloc float[Labels.Count];
        foreach (var feature in features)
            if (weights.TryGetValue(feature, out var row))
                for (var label = 0; label < row.Length; label++)
                    scores[label] += row[label];
        var best = 0;
        for (var label = 1; label < scores.Length; label++)
            if (scores[label] > scores[best])
                best = label;
        return Labels[best];
    }

    static float Weight(string written) => written.Length == 0 ? 0 : float.Parse(written, CultureInfo.InvariantCulture);
}
