using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

static class ConditionPassage
{
    public static RenderedPassage Of(Condition condition, PassageStyle style)
    {
        var status = condition.Status switch
        {
            ConditionStatus.Active => condition.OnsetDate is { } since ? style.Say($"active since {PassageStyle.Day(since)}", $"قائم منذ {PassageStyle.Day(since)}") : style.Say("active", "قائم"),
            ConditionStatus.Resolved => condition.AbatementDate is { } end ? style.Say($"resolved {PassageStyle.Day(end)}", $"انتهى {PassageStyle.Day(end)}") : style.Say("resolved", "انتهى"),
            _ => style.Say("inactive", "غير نشط"),
        };
        return style.Line(condition.OnsetDate ?? RecordDate.Of(condition, style), ("Diagnosis", "تشخيص"), $"{PassageStyle.Coded(condition.Text, condition.Code)}{style.Say(",", "،")} {status}", condition.Code);
    }
}
