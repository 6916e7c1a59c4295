using System.Globalization;
using System.Text.Json;

namespace Portal.Bench;

/// <summary>What a verb measured: a readable table, then one line of JSON for machines.</summary>
sealed class Report
{
    readonly List<(string Metric, double Value, string Words)> rows = [];

    public void Add(string metric, double value, string words) => rows.Add((metric, value, words));

    public void Print(string verb)
    {
        Console.WriteLine();
        foreach (var (metric, value, words) in rows)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {metric,-30} {value,12:0.###}   {words}"));
        Console.WriteLine();
        Console.WriteLine(JsonSerializer.Serialize(new { bench = verb, metrics = rows.ToDictionary(r => r.Metric, r => Math.Round(r.Value, 4)) }));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Percentile(List<double> values, double share)
    {
        values.Sort();
        return values[(int)Math.Min(values.Count - 1, Math.Ceiling(values.Count * share) - 1)];
    }
}
