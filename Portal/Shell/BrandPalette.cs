using System.Globalization;

namespace Portal.Shell;

/// <summary>
/// The tenant's colour made readable: darkened for light pages and lightened for dark ones until text in it has a contrast of 4.5 : 1
/// (WCAG 2.2, 1.4.3), with black or white on top of it, whichever is clearer.
/// </summary>
public sealed record BrandPalette(string OnLight, string TextOnLight, string OnDark, string TextOnDark)
{
    const double Enough = 4.5;
    // of the grounds that it stands on, the one nearest to it: --surface-sunk
    static readonly Rgb LightGround = Rgb.Parse("#f3efe9");
    static readonly Rgb DarkGround = Rgb.Parse("#2c2824");

    public static BrandPalette From(string colour)
    {
        var brand = Rgb.Parse(colour);
        var onLight = Adjust(brand, LightGround, towards: new(0, 0, 0));
        var onDark = Adjust(brand, DarkGround, towards: new(255, 255, 255));
        return new(onLight.ToString(), Over(onLight), onDark.ToString(), Over(onDark));
    }

    static Rgb Adjust(Rgb colour, Rgb ground, Rgb towards)
    {
        for (var step = 0; step <= 20; step++)
            if (colour.Mix(towards, step / 20.0) is var mixed && mixed.Contrast(ground) >= Enough)
                return mixed;
        return towards;
    }

    static string Over(Rgb ground) => new Rgb(255, 255, 255).Contrast(ground) >= Enough ? "#ffffff" : "#14110d";

    readonly record struct Rgb(double R, double G, double B)
    {
        public static Rgb Parse(string hex) =>
            hex.Length == 7 && uint.TryParse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var v)
                ? new(v >> 16, (v >> 8) & 255, v & 255)
                : new(15, 118, 110);

        public Rgb Mix(Rgb other, double share) => new(R + (other.R - R) * share, G + (other.G - G) * share, B + (other.B - B) * share);

        public double Contrast(Rgb other)
        {
            var (a, b) = (Luminance + 0.05, other.Luminance + 0.05);
            return a > b ? a / b : b / a;
        }

        // relative luminance as WCAG defines it
        double Luminance => 0.2126 * Linear(R) + 0.7152 * Linear(G) + 0.0722 * Linear(B);

        static double Linear(double channel) => channel / 255 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{(int)Math.Round(R):x2}{(int)Math.Round(G):x2}{(int)Math.Round(B):x2}");
    }
}
