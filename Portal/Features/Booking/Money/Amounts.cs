using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain.Platform.Text;

namespace Portal.Features.Booking.Money;

/// <summary>Sums as people type them: in either digits, with either point, with or without thousands' marks; a discount also in per cent.</summary>
static partial class Amounts
{
    /// <remarks>A comma makes groups of three, or stands before the last digit or two: "250,50" is no twenty-five thousand. What is neither is asked again.</remarks>
    /// <returns>Null where it is no sum.</returns>
    public static decimal? Parse(string? typed)
    {
        if (Typed().Match(Digits.Fold(typed ?? "").Trim()) is not { Success: true } sum)
            return null;
        var whole = string.Concat(sum.Groups["whole"].Value.Where(char.IsAsciiDigit));
        return decimal.TryParse(
            $"{sum.Groups["sign"].Value}{whole}.{sum.Groups["parts"].Value}", NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? amount : null;
    }

    [GeneratedRegex(@"^(?<sign>[+-]?)(?:(?<whole>[1-9][0-9]{0,2}(?<mark>[,٬،])[0-9]{3}(?:\k<mark>[0-9]{3})*)(?:[.٫](?<parts>[0-9]*))?|(?<whole>[0-9]+)(?:[.٫](?<parts>[0-9]*)|[,٬،](?<parts>[0-9]{1,2}))?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Typed();

    /// <param name="of">What per cents are of.</param>
    /// <returns>Nothing typed is no discount; null where it is no sum.</returns>
    public static decimal? ParseDiscount(string? typed, decimal of)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0)
            return 0;
        return text is [.. var share, '%' or '٪'] ? Parse(share) is { } percent ? decimal.Round(of * percent / 100, 2, MidpointRounding.AwayFromZero) : null : Parse(text);
    }

    /// <summary>As an input shows it.</summary>
    public static string Write(decimal? amount) => amount?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
}
