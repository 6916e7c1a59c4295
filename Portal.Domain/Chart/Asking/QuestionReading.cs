using NodaTime;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Chart.Asking;

/// <summary>Which of what fits a question asks for.</summary>
public enum QuestionTime
{
    Any,
    Latest,
    First,

    /// <summary>What holds now: medicines taken, problems that are active.</summary>
    Current,

    /// <summary>How it went over time.</summary>
    Trend,
}

/// <summary>
/// A question as the offline answer reads it: what kinds of record it is about, which in time, and the words left that must be found. By rule, so that the same
/// question always reads the same.
/// </summary>
/// <param name="Kinds">Empty where it names none.</param>
/// <param name="Terms">Stems that say what about, without those that said kind and time.</param>
/// <param name="Language"><c>ar</c> or <c>en</c>, by its letters.</param>
/// <param name="From">With <paramref name="To"/>, the days it is limited to.</param>
sealed record QuestionReading(IReadOnlyCollection<SourceKind> Kinds, QuestionTime Time, IReadOnlyList<string> Terms, string Language, LocalDate? From, LocalDate? To)
{
    /// <summary>It asks for all of a kind: which allergies, what medicines now.</summary>
    public bool AsksForAll => Kinds.Count > 0 && Terms.Count == 0;

    /// <param name="today">The clinic's.</param>
    public static QuestionReading Of(string question, LocalDate today)
    {
        var language = question.Any(c => c is >= '\u0600' and <= '\u06ff') ? "ar" : "en";
        var kinds = new List<SourceKind>();
        var time = QuestionTime.Any;
        var terms = new List<string>();
        var stems = SearchText.Stems(question, withCommon: true);
        var telling = SearchText.Stems(question).ToHashSet(StringComparer.Ordinal);
        var (from, to) = (default(LocalDate?), default(LocalDate?));
        for (var i = 0; i < stems.Count; i++)
        {
            if (QuestionCues.KindsOf(stems[i]) is { Length: > 0 } named)
                kinds.AddRange(named.Except(kinds));
            else if (QuestionCues.TimeOf(stems[i]) is { } meant)
                time = Stronger(time, meant);
            else if (YearOf(stems[i], today) is { } year)
                (from, to) = (new LocalDate(year, 1, 1), IsSince(stems, i) ? default(LocalDate?) : new LocalDate(year, 12, 31));
            else if (telling.Contains(stems[i]) && !QuestionCues.IsFiller(stems[i]))
                terms.Add(stems[i]);
        }

        return new(kinds, time, terms, language, from, to);
    }

    /// <summary>What is searched for: the question without the words that only say which in time. No passage says "trend" of itself.</summary>
    public static string SubjectOf(string question)
    {
        var subject = string.Join(' ', question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => !SaysTimeAlone(word)));
        return subject.Length == 0 ? question : subject;
    }

    static bool SaysTimeAlone(string word) => SearchText.Stems(word, withCommon: true) is { Count: > 0 } stems && stems.TrueForAll(stem => QuestionCues.TimeOf(stem) is not null);

    // "the last ones and how they went" asks for the course
    static QuestionTime Stronger(QuestionTime one, QuestionTime other) => one == QuestionTime.Trend || other == QuestionTime.Any ? one : other;

    static int? YearOf(string stem, LocalDate today) => stem.Length == 4 && int.TryParse(stem, out var year) && year >= 1900 && year <= today.Year + 1 ? year : null;

    static bool IsSince(List<string> stems, int year) => year > 0 && QuestionCues.IsSince(stems[year - 1]);
}
