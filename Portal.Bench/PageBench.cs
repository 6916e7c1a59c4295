using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Bench.Load;
using Portal.Hosting;

namespace Portal.Bench;

/// <summary>
/// The clinic's public page against an endpoint at the front of the same server that writes the same bytes and headers and does nothing else.
/// Taking turns, over the same raw sockets, no output cache.
/// </summary>
static class PageBench
{
    const string Host = "clinic-1.localhost";
    const string Bare = "/bare";

    public static async Task<Report> RunAsync(BenchOptions options)
    {
        await BenchDatabases.PrepareAsync();
        byte[]? body = null;
        KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>[] headers = [];
        await using var app = Server.Build(
            ["--urls=http://127.0.0.1:0", "--Portal:BaseHost=localhost", $"--ConnectionStrings:Portal={BenchDatabases.App()}", "--environment=Production",
                $"--DataProtection:Key={Convert.ToBase64String(new byte[32])}", "--applicationName=Portal"],
            builder => builder.Logging.SetMinimumLevel(LogLevel.Warning),
            front => front.Use(async (context, next) =>
            {
                if (context.Request.Path != Bare)
                {
                    await next(context);
                    return;
                }

                foreach (var (name, value) in headers)
                    context.Response.Headers[name] = value;
                await context.Response.Body.WriteAsync(body!, context.RequestAborted);
            }));
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

        using var http = new HttpClient();
        using var page = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = Host } });
        page.EnsureSuccessStatusCode();
        body = await page.Content.ReadAsByteArrayAsync();
        headers = [.. page.Headers.Concat(page.Content.Headers).Where(h => h.Key is not ("Date" or "Server" or "Transfer-Encoding"))
            .Select(h => KeyValuePair.Create(h.Key, new Microsoft.Extensions.Primitives.StringValues([.. h.Value])))];

        var port = address.Port;
        Console.WriteLine($"the page is {body.Length} bytes; warming up ...");
        await RawHttpLoad.RequestsPerSecondAsync(port, Host, "/", options.Workers, BenchOptions.WarmUp.TotalSeconds);
        await RawHttpLoad.RequestsPerSecondAsync(port, Host, Bare, options.Workers, BenchOptions.WarmUp.TotalSeconds / 2);
        var rounds = new List<(double Bare, double Page)>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            var bare = await RawHttpLoad.RequestsPerSecondAsync(port, Host, Bare, options.Workers, options.Seconds);
            var full = await RawHttpLoad.RequestsPerSecondAsync(port, Host, "/", options.Workers, options.Seconds);
            rounds.Add((bare, full));
            Console.WriteLine($"  round {round}: bare {bare:0}/s, page {full:0}/s ({full / bare:0.000})");
        }

        await app.StopAsync();
        var report = new Report();
        report.Add("page_vs_bare_ratio", Report.Median(rounds.Select(r => r.Page / r.Bare)), "target ≥ 0.10");
        report.Add("page_per_s", Report.Median(rounds.Select(r => r.Page)), $"{options.Workers} connections, {body.Length} bytes");
        report.Add("bare_per_s", Report.Median(rounds.Select(r => r.Bare)), "the same bytes and headers");
        return report;
    }
}
