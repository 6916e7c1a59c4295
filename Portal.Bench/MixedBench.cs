using System.Diagnostics;
using NodaTime;
using Npgsql;
using Portal.Bench.Load;
using Portal.Domain.Booking;

namespace Portal.Bench;

/// <summary>
/// Forty doctors, booked by many at once: half of the wishes are for a time that nobody else wants, half for one that four want. A wish of the first
/// kind that is refused is a false refusal, and so is a time that four wanted and none got.
/// </summary>
static class MixedBench
{
    const int Clinics = 4, Doctors = 10, Rivals = 4, Halves = 22, FirstDay = 686; // behind the days that the other measurements book on

    public static async Task AddAsync(Report report, BenchOptions options)
    {
        foreach (var (database, name) in new[] { (BenchDatabases.Product, ""), (BenchDatabases.Empty, "_empty") })
        {
            await using var product = new Product(BenchDatabases.App(database: database));
            await product.StartAsync();
            await product.ReadEveryRuleAsync();
            var outcome = await RunAsync(product, options.Workers * 2, options.Seconds * 2);
            report.Add($"mixed{name}_bookings_per_s", outcome.PerSecond, $"{outcome.Refused} of {outcome.Asked} wishes rightly refused; {(name.Length == 0 ? "a million appointments in the tables" : "an empty calendar")}");
            report.Add($"false_refusals{name}", outcome.False, $"of {outcome.Alone} wishes that met no other; target 0");
            report.Add($"double_bookings{name}", await OverlapsAsync(database), "overlapping appointments of one doctor, counted past the constraint; target 0");
        }
    }

    static async Task<(double PerSecond, int Asked, int Alone, int Refused, int False)> RunAsync(Product product, int workers, double seconds)
    {
        var (wishes, clock) = (Wishes(new Random(23)), Stopwatch.StartNew());
        var (next, booked, refused, wrong, alone) = (-1, 0, 0, 0, 0);
        var winners = new int[wishes.Length];
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            while (clock.Elapsed.TotalSeconds < seconds && Interlocked.Increment(ref next) is var i && i < wishes.Length)
            {
                var wish = wishes[i];
                var result = await product.BookAsync(wish.Clinic, wish.Doctor, wish.Start, random);
                if (wish.Rivals == 0)
                    Interlocked.Increment(ref alone);
                if (result.Succeeded)
                {
                    Interlocked.Increment(ref booked);
                    Interlocked.Increment(ref winners[wish.Group]);
                }
                else if (wish.Rivals > 0 && result.IsError(BookingError.Taken))
                    Interlocked.Increment(ref refused);
                else
                    Interlocked.Increment(ref wrong);
            }
        })));
        var asked = Math.Min(next + 1, wishes.Length);
        // a group of rivals that was not asked for to its end says nothing
        wrong += wishes.Take(asked).Where(wish => wish.Rivals > 0).GroupBy(wish => wish.Group).Count(group => group.Count() == Rivals && winners[group.Key] != 1);
        return (booked / clock.Elapsed.TotalSeconds, asked, alone, refused, wrong);
    }

    // each time of forty doctors over weeks once, half of them four times, rivals near each other
    static Wish[] Wishes(Random random)
    {
        var times = (
            from clinic in Enumerable.Range(0, Clinics) from doctor in Enumerable.Range(0, Doctors) from day in Enumerable.Range(FirstDay, 44) from half in Enumerable.Range(0, Halves)
            select (Clinic: clinic, Doctor: doctor, Start: Product.StartOf(day, half))).ToArray();
        random.Shuffle(times);
        var wishes = new List<Wish>();
        foreach (var (group, time) in times.Index())
            for (var rival = 0; rival < (group % 5 == 0 ? Rivals : 1); rival++)
                wishes.Add(new(group, time.Clinic, time.Doctor, time.Start, group % 5 == 0 ? Rivals - 1 : 0));
        return [.. wishes];
    }

    static async Task<long> OverlapsAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(BenchDatabases.Admin(database) + ";Search Path=portal,public");
        await using var command = source.CreateCommand(
            """
            select count(*) from (
              select starts_at, lag(ends_at) over (partition by tenant_id, practitioner_id order by starts_at) as before
              from appointments where status not in ('Cancelled', 'NoShow')) each where starts_at < before
            """);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <param name="Group">Those who want the same.</param>
    readonly record struct Wish(int Group, int Clinic, int Doctor, Instant Start, int Rivals);
}
