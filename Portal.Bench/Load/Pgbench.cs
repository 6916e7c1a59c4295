using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Portal.Bench.Load;

/// <summary>PostgreSQL's own load generator on the bare transaction: the ceiling that the product's path is held against.</summary>
static partial class Pgbench
{
    /// <returns>Bookings committed per second, counted in the table and not taken from the tool.</returns>
    public static async Task<double> BookingsPerSecondAsync(int clients, int seconds)
    {
        var before = await CountAsync();
        var clock = Stopwatch.StartNew();
        var output = await RunAsync("pgbench", [.. Login(BenchDatabases.Baseline, "clinic_app"), "-n", "-M", "prepared", "-c", Number(clients), "-j", "2", "-T", Number(seconds),
            "-f", Path.Combine(AppContext.BaseDirectory, "Baseline", "book_rec.sql")]);
        var elapsed = Duration().Match(output) is { Success: true } match
            ? double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture) : clock.Elapsed.TotalSeconds;
        return (await CountAsync() - before) / elapsed;
    }

    public static Task PsqlAsync(string database, string script) => RunAsync("psql", [.. Login(database, null), "-q", "-v", "ON_ERROR_STOP=1", "-f", script]);

    static Task<long> CountAsync() => BenchDatabases.ScalarAsync<long>(BenchDatabases.Baseline, "select count(*) from clinic.appointments");

    static string[] Login(string database, string? user)
    {
        var admin = new NpgsqlConnectionStringBuilder(BenchOptions.Admin);
        return ["-h", admin.Host!, "-p", Number(admin.Port), "-U", user ?? admin.Username!, .. (string[])["-d", database]];
    }

    static async Task<string> RunAsync(string tool, string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(BenchOptions.PostgresBinaries, tool)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{tool}: {await error}");
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // what pgbench reports of itself: "duration: 10 s"
    [GeneratedRegex(@"^duration: (?<seconds>[0-9.]+) s$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration();
}
