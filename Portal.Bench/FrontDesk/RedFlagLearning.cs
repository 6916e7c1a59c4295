using System.Globalization;
using Portal.Domain.CallCenter.Safety;

namespace Portal.Bench.FrontDesk;

/// <summary>
/// Learns the weights of red-flag-weights.txt from labelled messages: logistic regression with a little L2, by plain gradient steps in a shuffled order
/// that is the same every time. Only the tuning sets (redflags-dev, redflags-more, turns of the ordinary scenarios) may go in, never a test set.
/// </summary>
static class RedFlagLearning
{
    const int Rounds = 120;
    const double Shrink = 0.001;
    const double Least = 0.05;

    /// <param name="Kind">The emergency's kind; null for an ordinary message.</param>
    public readonly record struct Example(string Prompt, string? Kind);

    /// <summary>The lines of the weights' file: weight, feature and, where it speaks for an emergency, the kind it speaks for most.</summary>
    public static IEnumerable<string> Learn(IReadOnlyList<Example> examples, RedFlags flags)
    {
        var places = new Dictionary<string, int>();
        var features = examples.Select(example => flags.FeaturesOf(example.Prompt).Select(feature => Place(places, feature)).ToArray()).ToArray();
        var weights = new double[places.Count];
        var bias = 0.0;
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Random(20261123);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            var rate = 0.1 / (1 + round * 0.05);
            foreach (var i in order)
            {
                var scale = AlarmScore.Scale(features[i].Length);
                var error = 1 / (1 + Math.Exp(-bias - scale * features[i].Sum(place => weights[place]))) - (examples[i].Kind is null ? 0 : 1);
                bias -= rate * error;
                foreach (var place in features[i])
                    weights[place] -= rate * (scale * error + Shrink * weights[place]);
            }
        }

        var kinds = KindsOf(examples, features, places.Count);
        yield return $"{bias.ToString("0.000", CultureInfo.InvariantCulture)}\tbias";
        foreach (var (feature, place) in places.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            if (Math.Abs(weights[place]) >= Least)
                yield return $"{weights[place].ToString("0.00", CultureInfo.InvariantCulture)}\t{feature}{(weights[place] > 0 ? "\t" + kinds[place] : "")}";
    }

    static int Place(Dictionary<string, int> places, string feature) =>
        places.TryGetValue(feature, out var place) ? place : places[feature] = places.Count;

    /// <summary>For each feature the kind in whose messages it is commonest.</summary>
    static string[] KindsOf(IReadOnlyList<Example> examples, int[][] features, int count)
    {
        var sizes = examples.Where(example => example.Kind is not null).GroupBy(example => example.Kind!).ToDictionary(group => group.Key, group => group.Count());
        var shares = Enumerable.Range(0, count).Select(_ => new SortedDictionary<string, double>(StringComparer.Ordinal)).ToArray();
        for (var i = 0; i < examples.Count; i++)
            if (examples[i].Kind is { } kind)
                foreach (var place in features[i])
                    shares[place][kind] = shares[place].GetValueOrDefault(kind) + 1.0 / sizes[kind];
        return [.. shares.Select(share => share.Count == 0 ? "other" : share.MaxBy(pair => pair.Value).Key)];
    }
}
