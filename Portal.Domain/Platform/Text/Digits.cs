using System.Globalization;
using System.Text;

namespace Portal.Domain.Platform.Text;

/// <summary>Digits as people type them (٠١٢, ۰۱۲, 012) and as the clinic writes them.</summary>
public static class Digits
{
    const char ArabicZero = '٠';

    /// <summary>Every decimal digit of any script becomes 0–9; all else stays.</summary>
    public static string Fold(string text) => Map(text, c =>
        c > '9' && CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var value ? (char)('0' + value) : c);

    /// <summary>0–9 become ٠–٩, for clinics that write so in Arabic.</summary>
    public static string ToArabic(string text) => Map(text, c => char.IsAsciiDigit(c) ? (char)(ArabicZero + (c - '0')) : c);

    /// <summary>The digits alone, as 0–9.</summary>
    public static string Only(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var c in Fold(text))
            if (char.IsAsciiDigit(c))
                digits.Append(c);
        return digits.ToString();
    }

    static string Map(string text, Func<char, char> map) =>
        string.Create(text.Length, (text, map), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = state.map(state.text[i]);
        });
}
