using Portal.Domain.Platform.Text;

namespace Portal.Domain.Chart.Search;

/// <summary>
/// How much of what is asked for some texts say, each thing as much as the next. Told here and not by the database: of the few hundred that were found by their
/// likeness, whichever patients they are of. How rare a word is cannot be told among those: they were found because they say it.
/// </summary>
static class SaidInTexts
{
    /// <returns>For each text, 1 where it says all of it and 0 where it says nothing.</returns>
    public static double[] Of(SearchQuestion wanted, IReadOnlyList<string> texts)
    {
        var things = wanted.Ways.Where(way => way.Thing < wanted.Things).GroupBy(way => way.Thing).ToList();
        return [.. texts.Select(text =>
        {
            var stems = SearchText.Stems(text).ToHashSet(StringComparer.Ordinal);
            return things.Count == 0 ? 0 : things.Average(ways => ways.Where(way => way.Stems.All(stems.Contains)).Select(way => (double)way.Weight).DefaultIfEmpty().Max());
        })];
    }
}
