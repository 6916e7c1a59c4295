namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>
/// Multinomial logistic regression over hashed features, learnt by AdaGrad with a little L2. Small, quick to learn (a second for some thousand
/// phrases) and the same from run to run: examples are shuffled by a fixed seed.
/// </summary>
sealed class LinearClassifier
{
    readonly int[] labels;
    readonly float[] weights; // by place, then label

    LinearClassifier(int[] labels) => (this.labels, weights) = (labels, new float[FeatureHash.Size * labels.Length]);

    public static LinearClassifier Learn(IReadOnlyList<(Feature[] Features, int Label)> examples, int epochs = 12, float rate = 0.4f, float decay = 2e-5f)
    {
        var model = new LinearClassifier([.. examples.Select(example => example.Label).Distinct().Order()]);
        var (squares, scores, random) = (new float[model.weights.Length], new float[model.labels.Length], new Random(20261123));
        var order = Enumerable.Range(0, examples.Count).ToArray();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order)
                model.Step(examples[i].Features, Array.IndexOf(model.labels, examples[i].Label), scores, squares, rate, decay);
        }

        return model;
    }

    /// <summary>The likeliest label, with its probability and the runner-up's.</summary>
    public (int Label, float Sure, int Second, float SecondSure) Tell(ReadOnlySpan<Feature> features)
    {
        Span<float> scores = stackalloc float[labels.Length];
        Score(features, scores);
        var (best, second) = (0, labels.Length > 1 ? 1 : 0);
        if (scores[second] > scores[best])
            (best, second) = (second, best);
        for (var i = 2; i < scores.Length; i++)
            if (scores[i] > scores[best])
                (best, second) = (i, best);
            else if (scores[i] > scores[second])
                second = i;
        return (labels[best], scores[best], labels[second], scores[second]);
    }

    void Step(Feature[] features, int truth, float[] scores, float[] squares, float rate, float decay)
    {
        Score(features, scores);
        for (var label = 0; label < scores.Length; label++)
        {
            var error = scores[label] - (label == truth ? 1 : 0);
            if (MathF.Abs(error) < 1e-4f)
                continue;
            foreach (var (place, weight) in features)
            {
                var at = place * labels.Length + label;
                var gradient = error * weight + decay * weights[at];
                squares[at] += gradient * gradient;
                weights[at] -= rate * gradient / (MathF.Sqrt(squares[at]) + 1e-6f);
            }
        }
    }

    void Score(ReadOnlySpan<Feature> features, Span<float> scores)
    {
        scores.Clear();
        foreach (var (place, weight) in features)
        {
            var row = weights.AsSpan(place * labels.Length, labels.Length);
            for (var label = 0; label < row.Length; label++)
                scores[label] += weight * row[label];
        }

        var most = float.MinValue;
        foreach (var score in scores)
            most = MathF.Max(most, score);
        var sum = 0f;
        foreach (ref var score in scores)
            sum += score = MathF.Exp(score - most);
        foreach (ref var score in scores)
            score /= sum;
    }
}
