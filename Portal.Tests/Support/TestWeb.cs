using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Hosting;

namespace Portal.Tests.Support;

/// <summary>The whole web server in this process, on the database and the clock of a <see cref="TestPortal"/>. A class fixture.</summary>
public sealed class TestWeb(PostgresServer server) : IAsyncLifetime
{
    WebApplication app = null!;

    public TestPortal Portal { get; } = new(server);

    public IServiceProvider Services => app.Services;

    public async ValueTask InitializeAsync()
    {
        await Portal.InitializeAsync();
        app = Server.Build(
            [
                "--applicationName=Portal", "--environment=Production", "--role=web", "--Portal:BaseHost=localhost",
                $"--ConnectionStrings:Portal={PostgresServer.AppConnectionTo(Portal.Database)}", $"--DataProtection:Key={Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
            ],
            builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Logging.SetMinimumLevel(LogLevel.Warning);
                builder.Services.AddSingleton<TimeProvider>(Portal.Clock);
            });
        await app.StartAsync();
    }

    public HttpMessageHandler Handler() => app.GetTestServer().CreateHandler();

    public TestBrowser Browser(string host) => new(app.GetTestServer(), host);

    public TestBrowser Browser(TestClinic clinic) => Browser($"{clinic.Slug}.localhost");

    public async ValueTask DisposeAsync()
    {
        TestPortal.LeaveHangfire();
        await app.DisposeAsync();
        await Portal.DisposeAsync();
    }
}

/// <summary>A browser with JavaScript off: keeps cookies, sends the forms of the page it sees, and follows no redirect by itself.</summary>
public sealed partial class TestBrowser : IDisposable
{
    readonly HttpClient http;

    internal TestBrowser(TestServer server, string host)
    {
        http = new HttpClient(new CookieContainerHandler(Cookies) { InnerHandler = server.CreateHandler() }) { BaseAddress = new Uri($"http://{host}") };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0) Firefox/140.0");
    }

    public CookieContainer Cookies { get; } = new();

    public Uri Address => http.BaseAddress!;

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path, TestContext.Current.CancellationToken);

    public async Task<string> ReadAsync(string path) =>
        WebUtility.HtmlDecode(await (await GetAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>Opens the page, fills the named form and sends it with its token.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await (await GetAsync(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var token = Token().Match(page);
        token.Success.ShouldBeTrue($"{path} has no form");
        var content = fields.Select(f => KeyValuePair.Create(f.Name, f.Value))
            .Append(new("__RequestVerificationToken", token.Groups["it"].Value)).Append(new("_handler", form));
        return await http.PostAsync(path, new FormUrlEncodedContent(content), TestContext.Current.CancellationToken);
    }

    /// <summary>What another site could send in this person's name: cookies, and no token.</summary>
    public Task<HttpResponseMessage> PostBareAsync(string path, params (string Name, string Value)[] fields) =>
        http.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), TestContext.Current.CancellationToken);

    /// <summary>What a script of the page proves with that it is the page's own.</summary>
    public async Task<string> TokenOfAsync(string page) =>
        Token().Match(await (await GetAsync(page)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups["it"].Value;

    /// <summary>As a script of the page asks the server: with the page's token as a header.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string token, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Headers = { { "RequestVerificationToken", token }, { "X-Requested-With", "XMLHttpRequest" } },
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<string> PostWithTokenAsync(string page, string path) =>
        await (await PostAsync(path, await TokenOfAsync(page))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<it>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Token();

    public void Dispose() => http.Dispose();
}
