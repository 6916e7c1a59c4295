using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

static class AllergyPassage
{
    public static RenderedPassage Of(AllergyIntolerance allergy, PassageStyle style)
    {
        string?[] parts =
        [
            PassageStyle.Coded(allergy.Substance, allergy.Code),
            allergy.Kind switch
            {
                AllergyKind.Medication => style.Say("to a medicine", "من دواء"),
                AllergyKind.Food => style.Say("to food", "من طعام"),
                AllergyKind.Environment => style.Say("to the surroundings", "من البيئة"),
                _ => null,
            },
            allergy.Reaction is { } reaction ? style.Say($"reaction: {reaction}", $"التفاعل: {reaction}") : null,
            allergy.Criticality switch { AllergyCriticality.High => style.Say("high risk", "خطورة عالية"), AllergyCriticality.Low => style.Say("low risk", "خطورة منخفضة"), _ => null },
            allergy.Status switch { AllergyStatus.Active => style.Say("active", "قائمة"), AllergyStatus.Resolved => style.Say("resolved", "انتهت"), _ => style.Say("refuted: found not to be so", "نُفيت: ثبت عدم وجودها") },
        ];
        return style.Line(allergy.OnsetDate ?? RecordDate.Of(allergy, style), ("Allergy", "حساسية"), string.Join(style.Say(", ", "، "), parts.Where(part => part is not null)), allergy.Code);
    }
}
