using NodaTime;
using Portal.Domain.Chart.Model;

namespace Portal.Domain.Chart.Passages;

static class RecordDate
{
    /// <summary>When it was written down here; of what was imported that says nothing.</summary>
    public static LocalDate? Of(ChartRecord record, PassageStyle style) => record.Source == RecordSource.Import ? null : style.DateOf(record.RecordedAt);
}
