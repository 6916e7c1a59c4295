using NodaTime;

namespace Portal.Domain.Chart.Asking;

/// <summary>
/// The answer without a language model: what the record says, in its own words, each passage a sentence that cites itself; by kind, the newest first. It can leave
/// out, and it cannot make up.
/// </summary>
static class ExtractiveAnswer
{
    const int Most = 12, MostOfLatest = 1;

    /// <param name="found">The best first.</param>
    public static List<CitedPassage> Choose(QuestionReading reading, IReadOnlyList<CitedPassage> found)
    {
        var of = reading.Kinds.Count == 0 ? found : [.. found.Where(passage => reading.Kinds.Contains(passage.Kind))];
        if (of.Count == 0)
            of = found; // it was called otherwise than it is kept: "the report on her heart" may be a note
        var within = of.Where(passage => IsWithin(reading, passage.Date)).ToList();
        // what the best one is about comes first, and each kind stays together
        var kinds = within.Select(passage => passage.Kind).Distinct().ToList();
        return reading.Time switch
        {
            QuestionTime.Latest => WholeSource(within, within.OrderByDescending(passage => passage.Date).Take(MostOfLatest)),
            QuestionTime.First => WholeSource(within, within.Where(passage => passage.Date is not null).OrderBy(passage => passage.Date).Take(MostOfLatest)),
            _ => [.. within.Take(Most).OrderBy(passage => kinds.IndexOf(passage.Kind)).ThenByDescending(passage => passage.Date).ThenBy(passage => passage.Part)],
        };
    }

    // a note that was cut in parts is told whole
    static List<CitedPassage> WholeSource(List<CitedPassage> all, IEnumerable<CitedPassage> chosen) =>
        [.. chosen.SelectMany(one => all.Where(passage => passage.Source == one.Source).OrderBy(passage => passage.Part)).DistinctBy(passage => passage.Id)];

    static bool IsWithin(QuestionReading reading, LocalDate? date) =>
        (reading.From is not { } from || date >= from) && (reading.To is not { } to || date <= to);
}
