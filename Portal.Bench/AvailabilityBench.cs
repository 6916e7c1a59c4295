using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Bench.Load;
using Portal.Domain.Booking;
using Portal.Domain.Platform.Live;

namespace Portal.Bench;

/// <summary>Fourteen days of free times at the use case, the rules read anew each time: for one practitioner, and for any of ten.</summary>
static class AvailabilityBench
{
    public static async Task<Report> RunAsync(BenchOptions options)
    {
        await BenchDatabases.PrepareAsync();
        await using var product = new Product(BenchDatabases.App());
        var (one, oneSlots) = await MeasureAsync(product, options, any: false);
        var (ten, tenSlots) = await MeasureAsync(product, options, any: true);
        var report = new Report();
        report.Add("availability_one_p99_ms", Report.Percentile(one, 0.99), $"p50 {Report.Percentile(one, 0.5):0.00} ms, {oneSlots} slots; target < 5");
        report.Add("availability_ten_p99_ms", Report.Percentile(ten, 0.99), $"p50 {Report.Percentile(ten, 0.5):0.00} ms, {tenSlots} slots; target < 20");
        return report;
    }

    static async Task<(List<double> Milliseconds, int Slots)> MeasureAsync(Product product, BenchOptions options, bool any)
    {
        var (random, times, slots) = (new Random(11), new List<double>(), 0);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < BenchOptions.WarmUp + TimeSpan.FromSeconds(options.Seconds))
        {
            var tenant = random.Next(200);
            var ids = product.Of(tenant);
            var from = Product.Today.PlusDays(random.Next(5));
            var request = new FindSlots.Request(ids.Services[random.Next(5)], any ? null : ids.Practitioners[random.Next(10)], new DateInterval(from, from.PlusDays(13)));
            product.Services.GetRequiredService<TenantCache>().Forget(ids.Tenant, Topics.Rules);
            await using var scope = product.Desk(tenant);
            var find = scope.ServiceProvider.GetRequiredService<FindSlots>();
            var started = Stopwatch.GetTimestamp();
            slots = (await find.ExecuteAsync(request, default)).Count;
            if (clock.Elapsed > BenchOptions.WarmUp)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return (times, slots);
    }
}
