using System.Globalization;

namespace Portal.Bench.FrontDesk.Dialogues;

/// <summary>
/// Multinomial logistic regression over named features, by AdaGrad with a pull towards nothing, in a shuffled order that is the same every time. Gives the lines of a
/// weights' file; what weighs next to nothing is left out.
/// </summary>
static class WeightLearning
{
    const int Rounds = 20;
    const float Rate = 0.1f, Decay = 1e-3f, Least = 0.1f;

    public readonly record struct Example(IReadOnlyList<string> Features, string Label);

    /// <param name="seldom">What fewer examples say is chance.</param>
    public static IEnumerable<string> Learn(IReadOnlyList<Example> examples, int seldom)
    {
        var labels = examples.Select(example => example.Label).Distinct().Order(StringComparer.Ordinal).ToArray();
        var known = examples.SelectMany(example => example.Features).CountBy(feature => feature).Where(pair => pair.Value >= seldom).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToArray();
        var places = known.Select((feature, place) => (feature, place)).ToDictionary();
        var rows = examples.Select(example => (Places: example.Features.Where(places.ContainsKey).Select(feature => places[feature]).ToArray(), Label: Array.IndexOf(labels, example.Label))).ToArray();
        var (weights, squares, scores) = (new float[known.Length * labels.Length], new float[known.Length * labels.Length], new float[labels.Length]);
        var random = new Random(20190301);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(rows);
            foreach (var row in rows)
                Step(row.Places, row.Label, weights, squares, scores);
        }

        yield return string.Join('\t', labels);
        for (var place = 0; place < known.Length; place++)
            if (weights.AsSpan(place * labels.Length, labels.Length).ToArray() is var own && own.Any(weight => MathF.Abs(weight) >= Least))
                yield return $"{known[place]}\t{string.Join('\t', own.Select(Written))}";
    }

    static string Written(float weight) => MathF.Abs(weight) < Least ? "" : weight.ToString("0.##", CultureInfo.InvariantCulture);

    static void Step(int[] features, int truth, float[] weights, float[] squares, float[] scores)
    {
        Array.Clear(scores);
        foreach (var place in features)
            for (var label = 0; label < scores.Length; label++)
                scores[label] += weights[place * scores.Length + label];
        var most = scores.Max();
        var sum = 0f;
        foreach (ref var score in scores.AsSpan())
            sum += score = MathF.Exp(score - most);
        for (var label = 0; label < scores.Length; label++)
        {
            var error = scores[label] / sum - (label == truth ? 1 : 0);
            if (MathF.Abs(error) < 1e-3f)
                continue;
            foreach (var place in features)
            {
                var at = place * scores.Length + label;
                var gradient = error + Decay * weights[at];
                squares[at] += gradient * gradient;
                weights[at] -= Rate * gradient / (MathF.Sqrt(squares[at]) + 1e-3f);
            }
        }
    }
}
