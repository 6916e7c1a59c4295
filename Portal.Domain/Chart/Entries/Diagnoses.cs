using System.Text.RegularExpressions;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Chart.Entries;

/// <summary>
/// The diagnoses that a clinic writes most, with their codes of ICD-10 (World Health Organization, version 2019), in both languages. Not the whole list: a code that is not here
/// is typed as it stands.
/// </summary>
public static partial class Diagnoses
{
    public const int Most = 12;

    public static IReadOnlyList<IcdCode> All { get; } = Read();

    static readonly Dictionary<IcdCode, string[]> Words = All.ToDictionary(code => code, code => SearchText.Stems($"{code.En} {code.Ar}").ToArray());

    /// <summary>Whether it has the shape of a code: a letter, two digits, and up to four more after a point.</summary>
    public static bool IsCode(string code) => Shape().IsMatch(code);

    /// <summary>By the beginning of a code, or by words of either language, each of which begins one of the diagnosis.</summary>
    public static IReadOnlyList<IcdCode> Find(string typed)
    {
        var asked = typed.Trim();
        if (asked.Length == 0)
            return [];
        var byCode = All.Where(code => code.Code.StartsWith(asked, StringComparison.OrdinalIgnoreCase));
        var stems = SearchText.Stems(asked);
        var byWords = stems.Count == 0 ? [] : All.Where(code => stems.TrueForAll(stem => Array.Exists(Words[code], word => word.StartsWith(stem, StringComparison.Ordinal))));
        return [.. byCode.Concat(byWords).Distinct().Take(Most)];
    }

    static List<IcdCode> Read()
    {
        using var text = typeof(Diagnoses).Assembly.GetManifestResourceStream("Portal.Domain.Chart.Entries.icd10.txt")!;
        return [.. new StreamReader(text).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('|')).Select(parts => new IcdCode(parts[0], parts[2], parts[1]))];
    }

    [GeneratedRegex(@"^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Shape();
}

/// <summary>A diagnosis of the list.</summary>
public sealed record IcdCode(string Code, string Ar, string En)
{
    public string Name(string language) => language == "ar" ? Ar : En;
}
