using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

static class ProcedurePassage
{
    public static RenderedPassage Of(Procedure procedure, PassageStyle style) =>
        style.Line(procedure.PerformedOn, ("Procedure", "إجراء"), PassageStyle.Coded(procedure.Text, procedure.Code), procedure.Code);
}
