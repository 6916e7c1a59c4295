using System.Globalization;

namespace Portal.Bench;

/// <param name="Seconds">Length of one measured stretch.</param>
/// <param name="Rounds">How often the sides take turns.</param>
/// <param name="Workers">Clients at once.</param>
sealed record BenchOptions(int Seconds = 8, int Rounds = 8, int Workers = 8)
{
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static string Admin => Environment.GetEnvironmentVariable("PORTAL_BENCH_ADMIN")
        ?? throw new InvalidOperationException("PORTAL_BENCH_ADMIN names no PostgreSQL server. Run scripts/bench.");

    public static string PostgresBinaries => Environment.GetEnvironmentVariable("PORTAL_BENCH_PGBIN") ?? "";

    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
            options = args[i] switch
            {
                "--seconds" => options with { Seconds = value },
                "--rounds" => options with { Rounds = value },
                "--workers" => options with { Workers = value },
                var other => throw new ArgumentException($"unknown option {other}", nameof(args)),
            };
        }

        return options;
    }
}
