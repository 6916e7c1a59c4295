using System.Globalization;
using Portal.Domain.Platform.Text;
using Portal.Domain.Tenancy.Model;

namespace Portal.Domain.Tenancy;

/// <summary>A place on the earth, written as maps write it: latitude, a comma, longitude.</summary>
public static class Places
{
    /// <returns>Whether it is a place, or nothing at all.</returns>
    public static bool TryRead(string? typed, out double? latitude, out double? longitude)
    {
        (latitude, longitude) = (null, null);
        if (string.IsNullOrWhiteSpace(typed))
            return true;
        // digits of either script, and the Arabic comma and decimal point
        var parts = Digits.Fold(typed).Replace('٫', '.').Replace('،', ',').Trim('(', ')', ' ').Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts is not [var north, var east] || Degrees(north, 90) is not { } up || Degrees(east, 180) is not { } right)
            return false;
        (latitude, longitude) = (up, right);
        return true;
    }

    /// <summary>Where a tenant is, to be read again by <see cref="TryRead"/>; null where nobody told.</summary>
    public static string? Of(Tenant tenant) =>
        tenant is { Latitude: { } latitude, Longitude: { } longitude } ? string.Create(CultureInfo.InvariantCulture, $"{latitude:0.######}, {longitude:0.######}") : null;

    static double? Degrees(string written, double most) =>
        double.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most ? degrees : null;
}
