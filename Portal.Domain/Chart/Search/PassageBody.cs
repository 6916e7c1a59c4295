using NodaTime;
using NodaTime.Text;

namespace Portal.Domain.Chart.Search;

static class PassageBody
{
    const int LongestKind = 24;

    /// <summary>What a passage says, without the day and the kind that it is written with: for where those stand beside it in the reader's own words.</summary>
    public static string Of(string text, LocalDate? dated)
    {
        var day = dated is { } date ? $"{LocalDatePattern.Iso.Format(date)} · " : "";
        var rest = text.StartsWith(day, StringComparison.Ordinal) ? text[day.Length..] : text;
        var (begin, end) = (rest.IndexOf(" · ", StringComparison.Ordinal), rest.LastIndexOf(" / ", StringComparison.Ordinal));
        return begin is > 0 and < LongestKind && end > begin + 3 && rest.Length - end < LongestKind ? rest[(begin + 3)..end] : rest;
    }
}
