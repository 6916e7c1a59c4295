using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain.Chart.Search;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Chart.Asking;

/// <summary>
/// What of a written answer may be shown: a sentence that cites passages, whose every number stands in one of them, and most of whose words do, in either language.
/// It is a check of words and not of sense; what it cannot tell (a denial turned round) is why each sentence opens its source.
/// </summary>
static partial class SupportedSentences
{
    const double LeastBorne = 0.6;

    /// <param name="given">The passages as they were numbered, from 1.</param>
    public static List<AnswerSentence> Of(string written, IReadOnlyList<CitedPassage> given)
    {
        var sentences = new List<AnswerSentence>();
        foreach (Match match in Sentence().Matches(written))
        {
            var citations = Number().Matches(match.Groups["cites"].Value).Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture) - 1)
                .Where(place => place >= 0 && place < given.Count).Distinct().ToList();
            var text = match.Groups["text"].Value.Trim();
            if (text.Length > 0 && citations.Count > 0 && IsBorne(text, [.. citations.Select(place => given[place])]))
                sentences.Add(new(text, citations));
        }

        return sentences;
    }

    static bool IsBorne(string text, IReadOnlyList<CitedPassage> cited)
    {
        var sources = string.Join(' ', cited.Select(passage => passage.Date is { } date ? $"{passage.Text} {Dates(date)}" : passage.Text));
        var numbers = Numbers(sources);
        if (!Numbers(text).IsSubsetOf(numbers))
            return false;
        var known = SearchText.Stems(sources).ToHashSet(StringComparer.Ordinal);
        // a thing is borne where the passages say it in one of the ways it may be said, in either language
        var asked = SearchQuestion.Of(text);
        var things = asked.Ways.Where(way => way.Thing < asked.Things).GroupBy(way => way.Thing).Where(ways => !ways.First().Stems.All(stem => stem.All(char.IsAsciiDigit))).ToList();
        return things.Count == 0 || things.Count(ways => ways.Any(way => way.Stems.All(known.Contains))) >= LeastBorne * things.Count;
    }

    // a date may be written in words
    static string Dates(NodaTime.LocalDate date) =>
        $"{date.Year} {date.Month} {date.Day} {TimeWords.Day(date, "en", false)} {TimeWords.Day(date, "ar", false)}";

    static HashSet<string> Numbers(string text) => [.. Number().Matches(Digits.Fold(text).Replace('٫', '.')).Select(number => number.Value.TrimStart('0'))];

    [GeneratedRegex(@"(?<text>[^\[\]]+?)[\s.؟?!،]*(?<cites>(\[[\d,،\s]+\]\s*)+)[.؟?!]?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
