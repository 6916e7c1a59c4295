using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys.Looks;

/// <summary>The component library is in the house's colours, light or dark as the person's system is, and changes with it without a reload.</summary>
public sealed class ThemeFollowsTheSystemTests(RunningPortal portal, Chromium chromium)
{
    [Fact]
    public async Task The_surface_is_light_by_day_and_dark_by_night()
    {
        var page = await chromium.VisitorAsync(portal, "nour", Device.Desktop, "en");
        await new SignInScreen(page).SignInAsync("reception@nour.example");
        await page.ArriveAsync(url => new Uri(url).AbsolutePath == "/desk");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        (await SurfaceAsync(page)).ShouldBe("rgb(255, 255, 255)");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        (await SurfaceAsync(page)).ShouldBe("rgb(36, 33, 30)");
    }

    // as the browser reads it, however the library writes colours
    static Task<string> SurfaceAsync(IPage page) => page.EvaluateAsync<string>(
        """
        () => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = 'var(--mud-palette-surface)';
          const colour = getComputedStyle(probe).color;
          probe.remove();
          return colour;
        }
        """);
}
