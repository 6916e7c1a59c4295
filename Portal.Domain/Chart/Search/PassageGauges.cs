using System.Diagnostics.Metrics;
using NodaTime;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Search;

/// <summary>How far the passages are behind their sources, for each tenant that has any waiting.</summary>
sealed class PassageGauges : IDisposable
{
    public const string MeterName = "Portal.Chart";

    readonly Meter meter = new(MeterName);
    volatile IReadOnlyList<Backlog> last = [];

    public PassageGauges()
    {
        meter.CreateObservableGauge("portal.chart.stale", () => last.Select(b => new Measurement<long>(b.Sources, Tag(b))), "{source}", "Sources whose passages are not what they say.");
        meter.CreateObservableGauge("portal.chart.lag", () => last.Select(b => new Measurement<double>(b.Oldest.TotalSeconds, Tag(b))), "s", "How long the oldest of them waits.");
    }

    public readonly record struct Backlog(TenantId Tenant, long Sources, Duration Oldest);

    public void Show(IReadOnlyList<Backlog> backlogs) => last = backlogs;

    static KeyValuePair<string, object?> Tag(Backlog backlog) => new("tenant", backlog.Tenant.ToString());

    public void Dispose() => meter.Dispose();
}
