using System.Collections.Concurrent;
using Portal.E2E.Support;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Portal.E2E.Support;

/// <summary>One browser for the run; each visitor is a context of their own, with own cookies.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Visitors = new(StringComparer.Ordinal);
    static int visitors;

    IPlaywright? playwright;
    IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PORTAL_TEST_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Somebody with a device, a language, a theme, and perhaps no script.</summary>
    public Task<IPage> VisitorAsync(RunningPortal portal, string slug, Device device, string language, bool dark = false, bool script = true) =>
        VisitorAsync(portal.Address(slug), device, language, dark, script);

    public async Task<IPage> VisitorAsync(string home, Device device, string language, bool dark = false, bool script = true)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = home,
            ViewportSize = new() { Width = device.Width, Height = device.Height },
            HasTouch = device == Device.Phone,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            Locale = language == "ar" ? "ar-EG" : "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
            ExtraHTTPHeaders = [new("X-Forwarded-For", AddressOfTheNext())],
        });
        if (TestContext.Current.Test is { } journey)
            Visitors.GetOrAdd(journey.UniqueID, _ => []).Add(context);
        context.SetDefaultTimeout(20_000);
        Assertions.SetDefaultExpectTimeout(20_000); // a busy machine is slow, and not wrong
        await context.AddCookiesAsync([new() { Name = "lang", Value = language, Url = home }]);
        return await context.NewPageAsync();
    }

    /// <summary>Each comes from an address of their own, as people do: what one address may post in a minute is for one visitor to spend.</summary>
    static string AddressOfTheNext()
    {
        var number = Interlocked.Increment(ref visitors);
        return $"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}";
    }

    /// <summary>All who came for a journey.</summary>
    internal static async Task LeaveAsync(string journey)
    {
        if (Visitors.TryRemove(journey, out var contexts))
            foreach (var context in contexts)
                await context.CloseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

public sealed record Device(string Name, int Width, int Height)
{
    public static readonly Device Phone = new("phone", 360, 740);
    public static readonly Device Tablet = new("tablet", 820, 1180);
    public static readonly Device Desktop = new("desktop", 1366, 768);

    public static readonly Device[] All = [Phone, Tablet, Desktop];
}
