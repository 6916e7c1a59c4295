using System.Collections.Frozen;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Chart.Search;

/// <summary>
/// The terms of <c>terms.txt</c>, by which a question in one language finds what is written in the other, and a layman's word a doctor's. Each line
/// is one thing with its names, each name as its stems.
/// </summary>
static class SearchTerms
{
    public const int LongestName = 5;

    /// <param name="Stems">In their order.</param>
    public readonly record struct Name(string[] Stems, bool IsArabic);

    static readonly FrozenDictionary<string, Name[]> ByName = Read();

    /// <summary>All names of what these stems name; none where they name nothing.</summary>
    public static ReadOnlySpan<Name> NamesOf(string stems) => ByName.TryGetValue(stems, out var names) ? names : [];

    static FrozenDictionary<string, Name[]> Read()
    {
        var names = new Dictionary<string, List<Name>>(StringComparer.Ordinal);
        foreach (var line in Lines())
        {
            var own = line.Split('|', 2).SelectMany((side, i) => side.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(name => new Name([.. SearchText.Stems(name)], IsArabic: i == 0))).Where(name => name.Stems.Length is > 0 and <= LongestName).ToArray();
            foreach (var key in own.Select(Key).Distinct())
            {
                if (!names.TryGetValue(key, out var all))
                    names[key] = all = [];
                all.AddRange(own.Where(name => all.TrueForAll(known => Key(known) != Key(name))));
            }
        }

        return names.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }

    static string Key(Name name) => string.Join(' ', name.Stems);

    static IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(typeof(SearchTerms).Assembly.GetManifestResourceStream("Portal.Domain.Chart.Search.terms.txt")!);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }
}
