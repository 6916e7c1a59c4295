using System.Globalization;
using Portal.Domain.Platform.Text;

namespace Portal.Features.Booking.Money;

/// <summary>Sums as people type them: in either digits, with either point, with or without thousands' marks; a discount also in per cent.</summary>
static class Amounts
{
    /// <returns>Null where it is no sum.</returns>
    public static decimal? Parse(string? typed)
    {
        var text = Digits.Fold(typed ?? "").Replace('٫', '.').Replace("٬", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Trim();
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }

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
