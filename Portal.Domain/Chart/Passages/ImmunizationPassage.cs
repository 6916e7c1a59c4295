using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

static class ImmunizationPassage
{
    public static RenderedPassage Of(Immunization immunization, PassageStyle style)
    {
        string?[] parts =
        [
            PassageStyle.Coded(immunization.Vaccine, immunization.Code),
            immunization.Dose is { } dose ? style.Say($"dose {dose}", $"جرعة {dose}") : null,
            immunization.Lot is { } lot ? style.Say($"lot {lot}", $"تشغيلة {lot}") : null,
        ];
        return style.Line(immunization.OccurredOn, ("Vaccination", "تطعيم"), string.Join(style.Say(", ", "، "), parts.Where(part => part is not null)), immunization.Code, immunization.Lot);
    }
}
