using Portal.Domain.Chart.Model;

namespace Portal.Domain.Chart.Entries;

static class Interpretations
{
    /// <returns>Null where there is no range.</returns>
    public static ObservationInterpretation? Of(decimal? value, decimal? low, decimal? high) => value is null || (low is null && high is null) ? null
        : value < low ? ObservationInterpretation.Low
        : value > high ? ObservationInterpretation.High
        : ObservationInterpretation.Normal;
}
