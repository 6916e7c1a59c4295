using System.Diagnostics;
using Npgsql;

namespace Portal.E2E.Support;

/// <summary>A PostgreSQL server of one test's own, made by the scripts that make everybody's, to be killed. It writes to the disk as in production.</summary>
public sealed class OwnCluster : IAsyncDisposable
{
    const string Folder = ".local/faults";

    /// <summary>For the superuser.</summary>
    public string Admin { get; private set; } = "";

    public async Task StartAsync()
    {
        var words = (await RunAsync("start")).Trim().Split(' ');
        Admin = new NpgsqlConnectionStringBuilder { Host = words[0], Port = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), Username = "postgres" }.ConnectionString;
    }

    /// <summary>Ends the server with all its children at once.</summary>
    public static Task KillAsync() => RunAsync("kill");

    public async ValueTask DisposeAsync() => await RunAsync("stop");

    static async Task<string> RunAsync(string verb)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Portal.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The test does not run in the repository.");
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(root, "scripts/lib/cluster"), [verb, Folder]) { WorkingDirectory = root, UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        return script.ExitCode == 0 ? said : throw new InvalidOperationException($"The cluster did not {verb}.");
    }
}
