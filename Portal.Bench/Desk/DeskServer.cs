using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Hosting;

namespace Portal.Bench.Desk;

/// <summary>The Portal in a process of its own, so that its memory is its own; it says how much is alive, which the shipped one does not.</summary>
sealed class DeskServer : IAsyncDisposable
{
    public const string Verb = "serve-desk";
    const string HeapPath = "/bench/heap";
    readonly Process process;
    readonly HttpClient http;

    DeskServer(Process process, HttpClient http, Uri address) => (this.process, this.http, Address) = (process, http, address);

    public Uri Address { get; }

    public static async Task<DeskServer> StartAsync(HttpClient http)
    {
        var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(DeskServer).Assembly.Location, Verb]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true })!;
        while (await child.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith("http://", StringComparison.Ordinal)) // else it is the log's
            {
                await ReadyAsync(http, new(line));
                return new(child, http, new(line));
            }

        throw new InvalidOperationException("The Portal did not start.");
    }

    // what the front desk learns at the start is neither a desk's memory nor a booking's time
    static async Task ReadyAsync(HttpClient http, Uri address)
    {
        using var ready = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await http.GetAsync(new Uri(address, "/health/ready"), ready.Token) is not { IsSuccessStatusCode: true })
            await Task.Delay(200, ready.Token);
    }

    /// <summary>Bytes that are alive, once the buffers that were lent and given back are let go: the pools do so after a minute of rest.</summary>
    public async Task<long> HeapAsync()
    {
        await AliveAsync();
        await Task.Delay(TimeSpan.FromSeconds(65));
        return await AliveAsync();
    }

    async Task<long> AliveAsync() => long.Parse(await http.GetStringAsync(new Uri(Address, HeapPath)), CultureInfo.InvariantCulture);

    /// <summary>The child's side: serves until its input ends.</summary>
    public static async Task ServeAsync()
    {
        await using var app = Server.Build(
            ["--urls=http://127.0.0.1:0", "--Portal:BaseHost=localhost", $"--ConnectionStrings:Portal={DeskDatabase.App}", "--environment=Production",
                $"--DataProtection:Key={DeskDatabase.Key}", "--applicationName=Portal"],
            builder => builder.Logging.SetMinimumLevel(LogLevel.Warning),
            front => front.Use(async (context, next) =>
            {
                if (context.Request.Path != HeapPath)
                    await next(context);
                else
                    await context.Response.WriteAsync(Alive().ToString(CultureInfo.InvariantCulture));
            }));
        await app.StartAsync();
        Console.WriteLine(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        while (await Console.In.ReadLineAsync() is not null)
        {
        }

        await app.StopAsync();
    }

    static long Alive()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
