using Deque.AxeCore.Playwright;

namespace Portal.E2E.Support;

/// <summary>What must be true of every page as it is seen: nothing for axe to find, nothing wider than the screen; and a picture of it where one was asked for.</summary>
static class Looks
{
    static readonly string? Folder = Environment.GetEnvironmentVariable("PORTAL_E2E_SCREENSHOTS");

    /// <summary>Whether pictures are wanted: then every size, language and theme is walked, otherwise a few that differ in all of them.</summary>
    public static bool AreWanted => !string.IsNullOrEmpty(Folder);

    public static IEnumerable<(Device Device, string Language, bool Dark)> Combinations() => AreWanted
        ? from device in Device.All from language in (string[])["ar", "en"] from dark in (bool[])[false, true] select (device, language, dark)
        : [(Device.Phone, "ar", false), (Device.Phone, "en", true), (Device.Desktop, "en", true), (Device.Tablet, "ar", false)];

    // axe takes longer than all else: without pictures it sees each page in both languages, both themes, narrow and wide, and not in all that they make together
    static bool SeenByAxe(Device device, string language) => AreWanted || (device == Device.Phone ? language == "ar" : device == Device.Desktop);

    public static async Task ShouldBeFineAsync(IPage page, string name, Device device, string language, bool dark)
    {
        if (AreWanted)
            await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(Folder!, $"{name}-{device.Name}-{language}-{(dark ? "dark" : "light")}.png") });
        if (SeenByAxe(device, language))
            (await page.RunAxe()).Violations.Select(v => $"{v.Id}: {string.Join(", ", v.Nodes.Select(n => n.Html).Take(3))}")
                .ShouldBeEmpty($"{name} on {device.Name}, {language}, {(dark ? "dark" : "light")}");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
            .ShouldBeLessThanOrEqualTo(0, $"{name} scrolls sideways on {device.Name} in {language}");
    }
}
