using System.Globalization;

namespace Portal.Bench;

/// <param name="Seconds">Length of one measured stretch.</param>
/// <param name="Rounds">How often the sides take turns.</param>
/// <param name="Workers">Clients at once.</param>
/// <param name="Show">frontdesk: prints this scenario's conversation (or all).</param>
/// <param name="Data">frontdesk: scores every *.jsonl of this directory, laid out as the labelled sets; chart: every folder below it with passages.jsonl and questions.jsonl.</param>
/// <param name="RedFlags">frontdesk: scores this JSONL of {prompt, gold}.</param>
/// <param name="Only">frontdesk: of attacks, scenarios and speed this part alone, or <c>sets</c> for none of them; chart: of retrieval, embed, sync, joined, leaks and ann this part alone.</param>
/// <param name="Rows">chart: passages in the database of <c>ann</c>.</param>
sealed record BenchOptions(int Seconds = 8, int Rounds = 8, int Workers = 8, string? Show = null, string? Data = null, string? RedFlags = null, string? Only = null, int Rows = 1_000_000)
{
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static string Admin => Environment.GetEnvironmentVariable("PORTAL_BENCH_ADMIN")
        ?? throw new InvalidOperationException("PORTAL_BENCH_ADMIN names no PostgreSQL server. Run scripts/bench.");

    public static string PostgresBinaries => Environment.GetEnvironmentVariable("PORTAL_BENCH_PGBIN") ?? "";

    public bool Has(string part) => Only is null || Only == part;

    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            options = args[i] switch
            {
                "--seconds" => options with { Seconds = Number(args[i + 1]) },
                "--rounds" => options with { Rounds = Number(args[i + 1]) },
                "--workers" => options with { Workers = Number(args[i + 1]) },
                "--show" => options with { Show = args[i + 1] },
                "--data" => options with { Data = args[i + 1] },
                "--red-flags" => options with { RedFlags = args[i + 1] },
                "--rows" => options with { Rows = Number(args[i + 1]) },
                "--only" => options with { Only = args[i + 1] },
                var other => throw new ArgumentException($"unknown option {other}", nameof(args)),
            };
        }

        return options;
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
