using System.Text;

namespace Portal.Domain.Chart.Documents.Text;

/// <summary>Text as it is kept: words, single spaces, lines.</summary>
static class CleanText
{
    /// <summary>Of a page. More is no page of words.</summary>
    public const int Longest = 100_000;

    public static string Of(string raw)
    {
        var text = new StringBuilder(Math.Min(raw.Length, Longest));
        foreach (var line in raw.AsSpan().EnumerateLines())
        {
            var begin = text.Length;
            foreach (var rune in line.EnumerateRunes())
                Append(text, rune, begin);
            while (text.Length > begin && text[^1] == ' ')
                text.Length--;
            if (text.Length > begin)
                text.Append('\n');
            if (text.Length > Longest)
                break;
        }

        return text.ToString(0, Math.Min(text.Length, Longest)).Trim();
    }

    /// <summary>Letters in the shapes they take in a word, as some files have them, become the letters themselves.</summary>
    public static string Letters(string text) => text.Any(IsShape) ? text.Normalize(NormalizationForm.FormKC) : text;

    /// <summary>How many letters and digits it has, of those that can be read: a font without a table of its characters gives others.</summary>
    public static int CountWordy(string text) => text.EnumerateRunes().Count(rune => Rune.IsLetterOrDigit(rune) && !IsPrivate(rune.Value));

    static void Append(StringBuilder text, Rune rune, int begin)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            if (text.Length > begin && text[^1] != ' ')
                text.Append(' ');
        }
        else if (!Rune.IsControl(rune) && !IsDirection(rune.Value) && rune.Value is not (0xFEFF or 0xFFFD or 0xAD))
            text.Append(Letters(rune.ToString()));
    }

    // marks of direction, which Tesseract writes around numbers
    static bool IsDirection(int value) => value is 0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    static bool IsShape(char c) => c is (>= '\uFB00' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    static bool IsPrivate(int value) => value is (>= 0xE000 and <= 0xF8FF) or >= 0xF0000 or 0xFFFD;
}
