using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

static class MedicationPassage
{
    public static RenderedPassage Of(MedicationStatement medication, PassageStyle style)
    {
        var since = medication.StartedOn is { } start ? PassageStyle.Day(start) : null;
        var until = medication.EndedOn is { } end ? PassageStyle.Day(end) : null;
        string?[] parts =
        [
            PassageStyle.Coded(medication.Medicine, medication.Code),
            medication.Dosage,
            medication.Status switch
            {
                MedicationStatus.Active => since is null ? style.Say("taken now", "يؤخذ حاليا") : style.Say($"taken now, since {since}", $"يؤخذ حاليا منذ {since}"),
                MedicationStatus.Stopped => until is null ? style.Say("stopped", "أوقف") : style.Say($"stopped {until}", $"أوقف في {until}"),
                _ => until is null ? style.Say("completed", "اكتمل") : style.Say($"completed {until}", $"اكتمل في {until}"),
            },
        ];
        return style.Line(medication.StartedOn ?? RecordDate.Of(medication, style), ("Medicine", "دواء"), string.Join(style.Say(", ", "، "), parts.Where(part => part is not null)), medication.Code);
    }
}
