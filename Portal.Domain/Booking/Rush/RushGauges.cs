using System.Collections.Concurrent;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Rush;

/// <summary>This process's gauges, one a tenant that somebody has booked at. Each process measures what comes to it.</summary>
public sealed class RushGauges(TimeProvider clock)
{
    readonly ConcurrentDictionary<TenantId, RushGauge> gauges = new();
    readonly long started = clock.GetTimestamp();

    public bool Count(TenantId tenant, int rate) => gauges.GetOrAdd(tenant, _ => new()).Count(Second, rate);

    public bool IsOpen(TenantId tenant, int rate) => gauges.TryGetValue(tenant, out var gauge) && gauge.IsOpen(Second, rate);

    // not the time of day, which may be set back
    long Second => (long)clock.GetElapsedTime(started).TotalSeconds;
}
