using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using Portal.Bench.Load;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Live;

namespace Portal.Bench;

/// <summary>
/// Free times at the use case: cold (rules and calendars read anew each time), for one practitioner, any of ten and any of twelve; and warm, while
/// another process books, with how much came from memory and whether anything old was offered.
/// </summary>
static class AvailabilityBench
{
    /// <summary>The clinics with twelve practitioners.</summary>
    const int Large = 20;

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        await BenchDatabases.PrepareAsync();
        await using var product = new Product(BenchDatabases.App());
        var report = new Report();
        var (one, oneSlots) = await MeasureAsync(product, options, 14, ids => ids.Practitioners[3], cold: true);
        var (ten, tenSlots) = await MeasureAsync(product, options, 14, _ => null, cold: true);
        var (month, monthSlots) = await MeasureAsync(product, options, 30, _ => null, cold: true, clinics: Large);
        var (warm, _) = await MeasureAsync(product, options, 30, _ => null, cold: false, clinics: Large);
        report.Add("availability_one_p99_ms", Report.Percentile(one, 0.99), $"p50 {Report.Percentile(one, 0.5):0.00} ms, {oneSlots} slots of 14 days; target < 5");
        report.Add("availability_ten_p99_ms", Report.Percentile(ten, 0.99), $"p50 {Report.Percentile(ten, 0.5):0.00} ms, {tenSlots} slots; target < 20");
        report.Add("any_doctor_30d_cold_p95_ms", Report.Percentile(month, 0.95), $"p50 {Report.Percentile(month, 0.5):0.00} ms, {monthSlots} slots of twelve doctors; target < 30");
        report.Add("any_doctor_30d_warm_p95_ms", Report.Percentile(warm, 0.95), $"p50 {Report.Percentile(warm, 0.5):0.00} ms, from memory");
        await AddStalenessAsync(report, product, options);
        return report;
    }

    static async Task<(List<double> Milliseconds, int Slots)> MeasureAsync(
        Product product, BenchOptions options, int days, Func<Product.Ids, PractitionerId?> who, bool cold, int clinics = 200)
    {
        var (random, times, slots) = (new Random(11), new List<double>(), 0);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < BenchOptions.WarmUp + TimeSpan.FromSeconds(options.Seconds))
        {
            if (cold)
                ((MemoryCache)product.Services.GetRequiredService<IMemoryCache>()).Clear(); // what is forgotten lingers for half a minute, and a thousand cold searches' leavings are nobody's memory
            var tenant = random.Next(clinics);
            var started = Stopwatch.GetTimestamp();
            slots = (await FindAsync(product, tenant, random.Next(5), days, who(product.Of(tenant)))).Count;
            if (clock.Elapsed > BenchOptions.WarmUp)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return (times, slots);
    }

    static async Task<IReadOnlyList<Domain.Booking.Rules.Slot>> FindAsync(Product product, int tenant, int service, int days, PractitionerId? who)
    {
        await using var scope = product.Desk(tenant);
        return await scope.ServiceProvider.GetRequiredService<FindSlots>().ExecuteAsync(
            new(product.Of(tenant).Services[service], who, new DateInterval(Product.Today, Product.Today.PlusDays(days - 1))), default);
    }

    // one process searches, another books: some thirty searches for each booking, as a busy clinic's pages have it
    static async Task AddStalenessAsync(Report report, Product searching, BenchOptions options)
    {
        await using var booking = new Product(BenchDatabases.App());
        await booking.StartAsync();
        await searching.ListenAsync();
        var (hits, misses, stale, searches, bookings) = (0L, 0L, 0, 0, 0);
        using var meter = Counting(value => Interlocked.Add(ref hits, value), value => Interlocked.Add(ref misses, value));
        var taken = new ConcurrentDictionary<(PractitionerId, Instant), Instant>();
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(2 * options.Seconds));
        var booker = Task.Run(async () =>
        {
            var random = new Random(5);
            while (!over.IsCancellationRequested)
            {
                var seen = Volatile.Read(ref searches);
                var (tenant, who, start) = (random.Next(Large), random.Next(12), Product.StartOf(1 + random.Next(6), random.Next(22)));
                if ((await booking.BookAsync(tenant, who, start, random)).Succeeded)
                {
                    taken[(booking.Of(tenant).Practitioners[who], start)] = Now();
                    bookings++;
                }

                while (Volatile.Read(ref searches) < seen + 30 && !over.IsCancellationRequested)
                    await Task.Yield();
            }
        });
        await Task.WhenAll(Enumerable.Range(0, options.Workers / 2).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            while (!over.IsCancellationRequested)
            {
                var began = Now();
                foreach (var slot in await FindAsync(searching, random.Next(Large), random.Next(5), 7, null))
                    if (taken.TryGetValue((slot.Practitioner, slot.Start), out var since) && since < began - Duration.FromSeconds(1))
                        Interlocked.Increment(ref stale);
                Interlocked.Increment(ref searches);
            }
        })));
        await booker;
        report.Add("cache_hit_rate", hits / (double)(hits + misses), $"of {hits + misses} days of a doctor, in {searches} searches while another process made {bookings} bookings");
        report.Add("stale_slots_seen", stale, "offered by a search that began more than a second after the slot was booked; target 0");

        static Instant Now() => TimeProvider.System.GetUtcNow().ToInstant();
    }

    static MeterListener Counting(Action<long> hits, Action<long> misses)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == TenantCache.MeterName)
                    own.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => (instrument.Name.EndsWith("hits", StringComparison.Ordinal) ? hits : misses)(value));
        listener.Start();
        return listener;
    }
}
