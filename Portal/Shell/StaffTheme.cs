using MudBlazor;

namespace Portal.Shell;

/// <summary>MudBlazor in the house's colours: the same tokens as wwwroot/css/tokens.css, with the tenant's accent.</summary>
static class StaffTheme
{
    static readonly string[] Fonts = ["IBM Plex Sans Arabic", "IBM Plex Sans", "system-ui", "sans-serif"];

    /// <param name="scope">The CSS selector that its variables stand under.</param>
    public static MudTheme For(BrandPalette brand, string scope) => new()
    {
        PseudoCss = new PseudoCss { Scope = scope },
        PaletteLight = new PaletteLight
        {
            Primary = brand.OnLight, PrimaryContrastText = brand.TextOnLight, Background = "#faf8f5", Surface = "#ffffff", TextPrimary = "#23211d",
            TextSecondary = "#5c574e", Divider = "#e4dfd6", LinesDefault = "#e4dfd6", LinesInputs = "#8d867a", ActionDefault = "#5c574e",
            Error = "#b3261e", Success = "#1b6e3c", Warning = "#8a5a00", Info = "#1f5f99", AppbarBackground = "#ffffff", AppbarText = "#23211d",
        },
        PaletteDark = new PaletteDark
        {
            Primary = brand.OnDark, PrimaryContrastText = brand.TextOnDark, Background = "#1b1917", Surface = "#24211e", TextPrimary = "#f0ece5",
            TextSecondary = "#b5aea3", Divider = "#3a3631", LinesDefault = "#3a3631", LinesInputs = "#8d867a", ActionDefault = "#b5aea3",
            Error = "#ff9d94", Success = "#7fd6a0", Warning = "#f0b95a", Info = "#8cc0f0", AppbarBackground = "#24211e", AppbarText = "#f0ece5",
        },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.9375rem" } },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
    };
}
