using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

/// <summary>A visit: who, why, and the note; a note that is too long for one passage is one for each of its parts, or several.</summary>
static class EncounterPassage
{
    static readonly (string English, string Arabic) Visit = ("Visit", "زيارة");

    /// <param name="doctor">Null where it was imported.</param>
    public static IEnumerable<RenderedPassage> Of(
        Encounter visit, IEnumerable<EncounterAmendment> amendments, (string NameAr, string NameEn, string? SpecialtyAr, string? SpecialtyEn)? doctor, PassageStyle style)
    {
        var date = style.DateOf(visit.StartedAt);
        var who = string.Join(" · ", new[]
        {
            visit.Status == EncounterStatus.Draft ? style.Say("draft", "مسودة") : null,
            doctor is { } own ? style.Doctor(own) : visit.Author,
        }.Where(part => part is not null));
        var before = who.Length == 0 ? "" : who + " · ";
        var parts = new (string Name, string? Text)[]
        {
            (style.Say("Reason", "سبب الزيارة"), visit.Reason), (style.Say("Complaint", "الشكوى"), visit.Complaint), (style.Say("Findings", "الفحص"), visit.Findings),
            (style.Say("Assessment", "التقييم"), visit.Assessment), (style.Say("Plan", "الخطة"), visit.Plan),
        }.Where(part => !string.IsNullOrWhiteSpace(part.Text)).Select(part => $"{part.Name}: {part.Text!.Trim()}").ToList();

        var whole = string.Join(". ", parts.Select(part => part.TrimEnd('.', ' ')));
        if (parts.Count == 0)
            yield return style.Line(date, Visit, who);
        else if (before.Length + whole.Length <= PassageStyle.Longest - 40)
            yield return style.Line(date, Visit, before + whole);
        else
            foreach (var passage in parts.SelectMany(part => style.Lines(date, Visit, before, part)))
                yield return passage;

        foreach (var amendment in amendments.OrderBy(a => a.At).ThenBy(a => a.Id))
        {
            var on = style.Say($"{who} · addendum to the visit of {PassageStyle.Day(date)}: ", $"{who} · إضافة إلى زيارة {PassageStyle.Day(date)}: ");
            foreach (var passage in style.Lines(style.DateOf(amendment.At), Visit, on.TrimStart(' ', '·'), amendment.Reason.Length == 0 ? amendment.Text : $"{amendment.Text} ({amendment.Reason})"))
                yield return passage;
        }
    }
}
