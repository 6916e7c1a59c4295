using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

/// <summary>One result, or what was measured together: the two numbers of a blood pressure are one sentence.</summary>
static class ObservationPassage
{
    const string Systolic = "8480-6";
    const string Diastolic = "8462-4";

    /// <summary>Which of a group its passages are of: one stands for all, so that nothing is said twice.</summary>
    public static Observation LeaderOf(IEnumerable<Observation> group) => group.OrderBy(o => o.Code == Systolic ? 0 : 1).ThenBy(o => o.Id.Value).First();

    public static IEnumerable<RenderedPassage> Of(IReadOnlyList<Observation> group, PassageStyle style)
    {
        var first = LeaderOf(group);
        var date = style.DateOf(first.EffectiveAt);
        var kind = KindOf(first.Category);
        var codes = group.Select(o => o.Code).ToArray();
        if (group.Count == 2 && group.FirstOrDefault(o => o.Code == Systolic) is { Value: { } upper } top && group.FirstOrDefault(o => o.Code == Diastolic) is { Value: { } lower })
        {
            yield return style.Line(date, kind, $"{style.Say("Blood pressure", "ضغط الدم")} {PassageStyle.Number(upper)}/{PassageStyle.Number(lower)} {PassageStyle.Unit(top.Unit ?? "mmHg")}", codes);
            yield break;
        }

        var room = PassageStyle.Longest - 60;
        var line = "";
        foreach (var one in group.OrderBy(o => o.Id == first.Id ? 0 : 1).ThenBy(o => o.Id.Value).Select(o => Result(o, style)))
        {
            if (line.Length > 0 && line.Length + one.Length + 2 > room)
            {
                yield return style.Line(date, kind, line, codes);
                line = "";
            }

            line = line.Length == 0 ? one : $"{line}; {one}";
        }

        if (line.Length <= PassageStyle.Longest)
            yield return style.Line(date, kind, line, codes);
        else
            foreach (var part in style.Lines(date, kind, "", line))
                yield return part;
    }

    static string Result(Observation o, PassageStyle style)
    {
        var name = PassageStyle.Coded(o.Text, o.Code);
        if (o.Value is not { } value)
            return o.ValueText is { } text ? $"{name}: {text}" : name;
        var range = (o.Low, o.High) switch
        {
            ({ } low, { } high) => $"{PassageStyle.Number(low)}–{PassageStyle.Number(high)}",
            ({ } low, null) => $"≥ {PassageStyle.Number(low)}",
            (null, { } high) => $"≤ {PassageStyle.Number(high)}",
            _ => null,
        };
        var said = string.Join(style.Say(", ", "، "), new[] { range, Meaning(o, value, style) }.Where(part => part is not null));
        var measured = $"{name} {PassageStyle.Number(value)} {PassageStyle.Unit(o.Unit ?? "")}".TrimEnd();
        return said.Length == 0 ? measured : $"{measured} ({said})";
    }

    static string? Meaning(Observation o, decimal value, PassageStyle style)
    {
        var meaning = o.Interpretation ?? (o.Low > value ? ObservationInterpretation.Low : o.High < value ? ObservationInterpretation.High : o.Low is null && o.High is null ? null : ObservationInterpretation.Normal);
        return meaning switch
        {
            ObservationInterpretation.Low => style.Say("low", "منخفض"),
            ObservationInterpretation.Normal => style.Say("normal", "طبيعي"),
            ObservationInterpretation.High => style.Say("high", "مرتفع"),
            ObservationInterpretation.Critical => style.Say("critical", "حرج"),
            _ => null,
        };
    }

    static (string English, string Arabic) KindOf(ObservationCategory category) => category switch
    {
        ObservationCategory.Lab => ("Lab", "تحليل"),
        ObservationCategory.Vital => ("Vital sign", "علامة حيوية"),
        ObservationCategory.Survey => ("Survey", "استبيان"),
        _ => ("Result", "نتيجة"),
    };
}
