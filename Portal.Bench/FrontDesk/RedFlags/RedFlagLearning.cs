using System.Globalization;
using Portal.Domain.CallCenter.Safety;
using Portal.Domain.CallCenter.Understanding.Intents;

namespace Portal.Bench.FrontDesk.RedFlags;

/// <summary>
/// Learns the weights of red-flag-weights.txt from labelled messages: two logistic regressions, of words and of concepts, and which kind a concept
/// speaks for. The same from the same messages, every time.
/// </summary>
static class RedFlagLearning
{
    const double Shrink = 0.03;
    const int Line = 90; // bytes, 120 characters of base64

    /// <param name="Kind">The emergency's kind; null for an ordinary message.</param>
    /// <param name="Weight">How much it counts.</param>
    public sealed record Example(AlarmExample Message, string? Kind, double Weight);

    /// <summary>Two models whose sums are averaged.</summary>
    public sealed record Models(LogisticRegression.Model Words, LogisticRegression.Model Concepts)
    {
        public float Sum(AlarmExample message) => (Words.Sum(message.Words) + Concepts.Sum(message.Concepts)) / 2;
    }

    public static Models Learn(IReadOnlyList<Example> examples) => new(Learn(examples, message => message.Words), Learn(examples, message => message.Concepts));

    static LogisticRegression.Model Learn(IReadOnlyList<Example> examples, Func<AlarmExample, Feature[]> features) =>
        LogisticRegression.Learn([.. examples.Select(example => new LogisticRegression.Example(features(example.Message), example.Kind is not null, example.Weight))], AlarmFeatures.Size, Shrink);

    /// <summary>The lines of the weights' file, as AlarmScore reads them.</summary>
    public static IEnumerable<string> Lines(Models models, IReadOnlyList<Example> examples) =>
        [.. Lines("words", models.Words), .. Lines("concepts", models.Concepts), .. Kinds(examples)];

    static IEnumerable<string> Lines(string name, LogisticRegression.Model model)
    {
        var step = model.Weights.Max(Math.Abs) / sbyte.MaxValue;
        yield return string.Create(CultureInfo.InvariantCulture, $"{name}\t{model.Bias:0.0000}\t{step:0.000000}");
        foreach (var chunk in model.Weights.Select(weight => (byte)(sbyte)MathF.Round(weight / step)).Chunk(Line))
            yield return Convert.ToBase64String(chunk);
    }

    /// <summary>For each concept the kind in whose messages it is commonest, and how much commoner than in the others.</summary>
    static IEnumerable<string> Kinds(IReadOnlyList<Example> examples)
    {
        var sizes = examples.Where(example => example.Kind is not null).CountBy(example => example.Kind!).ToDictionary();
        return examples.Where(example => example.Kind is not null)
            .SelectMany(example => example.Message.Said.Select(concept => (concept, example.Kind)))
            .GroupBy(pair => pair.concept, pair => pair.Kind!).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => Kind(group.Key, group.CountBy(kind => kind).ToDictionary(pair => pair.Key, pair => (double)pair.Value / sizes[pair.Key])));
    }

    static IEnumerable<string> Kind(string concept, Dictionary<string, double> shares)
    {
        var (kind, share) = shares.OrderBy(pair => pair.Key, StringComparer.Ordinal).MaxBy(pair => pair.Value);
        var surely = share / shares.Values.Sum();
        if (surely >= 0.2)
            yield return string.Create(CultureInfo.InvariantCulture, $"{kind}\t{surely:0.00}\t{concept}");
    }
}
