using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Bench.Load;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;

namespace Portal.Bench;

/// <summary>The product's own booking against the bare transaction in pgbench: same server, same million rows, taking turns.</summary>
static class BookingBench
{
    public static async Task<Report> RunAsync(BenchOptions options)
    {
        await BenchDatabases.PrepareAsync();
        await using var product = new Product(BenchDatabases.App());
        await using var unbound = new Product(BenchDatabases.App(BenchDatabases.BypassRole));
        await product.StartAsync();
        await unbound.StartAsync();

        Console.WriteLine("warming up ...");
        await BookAsync(product, options.Workers, BenchOptions.WarmUp.TotalSeconds);
        await BookAsync(unbound, options.Workers, BenchOptions.WarmUp.TotalSeconds);
        await Pgbench.BookingsPerSecondAsync(options.Workers, (int)BenchOptions.WarmUp.TotalSeconds);

        var rounds = new List<(double Bare, double Product, double Bytes)>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            var (bare, rate, bytes) = (0d, 0d, 0d);
            var turns = new Func<Task>[]
            {
                async () => bare = await Pgbench.BookingsPerSecondAsync(options.Workers, options.Seconds),
                async () => (rate, bytes) = await BookAsync(product, options.Workers, options.Seconds),
            };
            // each side goes first as often as last: what one leaves to be written out slows the next
            foreach (var turn in round % 2 == 0 ? turns : turns.Reverse())
            {
                await BenchDatabases.ExecuteAsync("postgres", "checkpoint");
                await turn();
            }

            rounds.Add((bare, rate, bytes));
            Console.WriteLine($"  round {round}: pgbench {bare:0}/s, product {rate:0}/s ({rate / bare:0.00}), {bytes / 1024:0.0} KB a booking");
        }

        var report = new Report();
        report.Add("booking_vs_pgbench_ratio", Report.Median(rounds.Select(r => r.Product / r.Bare)), "target ≥ 0.70");
        report.Add("bookings_per_s", Report.Median(rounds.Select(r => r.Product)), $"{options.Workers} workers, committed");
        report.Add("pgbench_per_s", Report.Median(rounds.Select(r => r.Bare)), "book_rec.sql, committed");
        report.Add("booking_alloc_bytes", Report.Median(rounds.Select(r => r.Bytes)), "aim ≤ 16384");
        report.Add("rls_cost_ratio", await RowSecurityCostAsync(product, unbound, options), "share of the rate that row security costs, paired; target ≤ 0.05");
        report.Add("booking_round_trips", await RoundTripsAsync(), "counted by a TCP proxy; target 1");
        await AddContendedAsync(report, product);
        await MixedBench.AddAsync(report, options);
        return report;
    }

    // with and without row security in short turns, so that a noisy neighbour is met by both
    static async Task<double> RowSecurityCostAsync(Product product, Product unbound, BenchOptions options)
    {
        var pairs = new List<(double Bound, double Free)>();
        await BenchDatabases.ExecuteAsync("postgres", "checkpoint");
        for (var turn = 0; turn < 2 * options.Rounds; turn++)
        {
            var first = (await BookAsync(turn % 2 == 0 ? product : unbound, options.Workers, 2)).PerSecond;
            var second = (await BookAsync(turn % 2 == 0 ? unbound : product, options.Workers, 2)).PerSecond;
            pairs.Add(turn % 2 == 0 ? (first, second) : (second, first));
        }

        return 1 - Report.Median(pairs.Select(pair => pair.Bound / pair.Free));
    }

    static async Task<(double PerSecond, double BytesEach)> BookAsync(Product product, int workers, double seconds)
    {
        var (bytes, clock, booked) = (GC.GetTotalAllocatedBytes(), Stopwatch.StartNew(), 0);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random(HashCode.Combine(worker, clock.ElapsedTicks));
            while (clock.Elapsed.TotalSeconds < seconds)
                if ((await product.BookAnyAsync(random)).Succeeded)
                    Interlocked.Increment(ref booked);
        })));
        return (booked / clock.Elapsed.TotalSeconds, (GC.GetTotalAllocatedBytes() - bytes) / (double)Math.Max(booked, 1));
    }

    static async Task<double> RoundTripsAsync()
    {
        await using var proxy = new RoundTripProxy(BenchDatabases.App());
        await using var product = new Product(proxy.ConnectionString); // its publisher rests: only the booking is counted
        var random = new Random(7);
        await product.ReadEveryRuleAsync();
        for (var i = 0; i < 50; i++) // until the statements are prepared
            await product.BookAnyAsync(random);
        var trips = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var before = proxy.Trips;
            if ((await product.BookAnyAsync(random)).Succeeded) // a refusal is audited, in a trip of its own
                trips.Add(proxy.Trips - before);
        }

        return trips.Average();
    }

    // 100 workers who all want one of the same 20 slots, again and again
    static async Task AddContendedAsync(Report report, Product product)
    {
        const int rounds = 60, workers = 100, slots = 20;
        var (times, winners, errors) = (new List<double>(), new List<double>(), 0);
        for (var round = 0; round < rounds; round++)
        {
            var ids = product.Of(round % 200);
            var day = Product.Today.PlusDays(685 + round / 200);
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var won = 0;
            var tasks = Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
            {
                var start = day.At(new LocalTime(9, 0)).PlusMinutes(30 * (worker % slots)).InZoneLeniently(Product.Cairo).ToInstant();
                await gate.Task;
                await using var scope = product.Desk(round % 200);
                var result = await scope.ServiceProvider.GetRequiredService<BookAppointment>().ExecuteAsync(
                    new(Guid.NewGuid(), ids.Patients[worker], ids.Services[0], ids.Practitioners[0], start, BookingSource.Desk), default);
                if (result.Succeeded)
                    Interlocked.Increment(ref won);
                else if (!result.IsError(BookingError.Taken))
                    Interlocked.Increment(ref errors);
            })).ToArray();
            var clock = Stopwatch.StartNew();
            gate.SetResult();
            await Task.WhenAll(tasks);
            if (round >= 5)
                times.Add(clock.Elapsed.TotalMilliseconds);
            winners.Add(won);
        }

        report.Add("contended_winners", winners.Min() == winners.Max() ? winners[0] : -1, $"of {workers} workers on {slots} slots, in each of {rounds} rounds; target {slots}");
        report.Add("contended_errors", errors, "anything but \"taken\"; target 0");
        report.Add("contended_round_p99_ms", Report.Percentile(times, 0.99), $"p50 {Report.Percentile(times, 0.5):0} ms; target ≤ 150");
    }
}
