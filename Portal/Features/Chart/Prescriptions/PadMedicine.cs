using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Domain.Chart.Prescriptions;
using Portal.Domain.Platform.Text;

namespace Portal.Features.Chart.Prescriptions;

/// <summary>A medicine of a sheet that is being written, as it is typed and as the browser keeps it.</summary>
static partial class PadMedicine
{
    /// <summary>A name as it is typed, with its strength at the end where there is one: Augmentin 1 g, Panadol 500mg, Ventolin 5mg/ml.</summary>
    public static (string Medicine, string? Strength) Split(string typed)
    {
        var text = typed.Trim();
        var match = StrengthAtEnd().Match(Digits.Fold(text));
        return match.Success && match.Index > 0 ? (text[..match.Index].TrimEnd(), text[match.Index..].Trim()) : (text, null);
    }

    /// <summary>What the browser keeps of a sheet until it is sent.</summary>
    public static string Write(IEnumerable<PrescribedMedicine> medicines) => JsonSerializer.Serialize(medicines);

    /// <returns>Nothing where what was kept cannot be read: it may be of an older page.</returns>
    public static IReadOnlyList<PrescribedMedicine> Read(string? kept)
    {
        try
        {
            return kept is { Length: > 0 } ? JsonSerializer.Deserialize<PrescribedMedicine[]>(kept) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"\s\d+([.,]\d+)?\s*(mg|g|gm|mcg|µg|ml|iu|%|مجم|مج|جم|جرام|مل|وحدة)(/\d*\s*(ml|g|مل))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StrengthAtEnd();
}
