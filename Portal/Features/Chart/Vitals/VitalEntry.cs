using System.Globalization;
using Portal.Domain.Chart.Entries;
using Portal.Domain.Platform.Text;

namespace Portal.Features.Chart.Vitals;

/// <summary>Vital signs as they are typed.</summary>
static class VitalEntry
{
    /// <summary>Those with a box of their own, in the order in which they are taken; the pressure has one for both its numbers.</summary>
    public static readonly IReadOnlyList<VitalSign> Boxes =
        [VitalSigns.Pulse, VitalSigns.Temperature, VitalSigns.Breaths, VitalSigns.Saturation, VitalSigns.Weight, VitalSigns.Height, VitalSigns.Glucose];

    /// <summary>A unit of UCUM as people write it.</summary>
    public static string Unit(string? unit) => unit switch { "mm[Hg]" => "mmHg", "Cel" => "°C", "kg/m2" => "kg/m²", null => "", _ => unit };

    /// <returns>Null where it is no number, or none that this can be.</returns>
    public static decimal? Parse(this VitalSign sign, string typed) =>
        decimal.TryParse(Digits.Fold(typed).Trim().Replace('٫', '.').Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= sign.Least && value <= sign.Most ? value : null;

    /// <summary>120/80, also with a space or a hyphen between.</summary>
    public static (decimal Upper, decimal Lower)? ParsePressure(string typed) =>
        typed.Split(['/', ' ', '-', '\\'], StringSplitOptions.RemoveEmptyEntries) is [var above, var below]
        && VitalSigns.Systolic.Parse(above) is { } upper && VitalSigns.Diastolic.Parse(below) is { } lower && lower < upper ? (upper, lower) : null;
}
