using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Portal.Domain.Platform.Text;

/// <summary>
/// Brings the ways of writing one name together. <see cref="Words"/> evens out spelling within a script: أإآٱ→ا, ة→ه, ى→ي, ؤئ→وي, no
/// tashkeel or tatweel, no Latin accents or case, and the parts of one name joined (<c>عبد الله</c> = <c>عبدالله</c>, <c>el sayed</c> =
/// <c>elsayed</c>). <see cref="NameSkeleton"/> then lets the scripts meet.
/// </summary>
public static class NameFolding
{
    // what never stands alone: the first half of a name
    static readonly FrozenSet<string> Openers = new[]
    {
        "عبد", "ابو", "ابي", "ام", "ال", "abd", "abdel", "abdal", "abdul", "abdur", "abu", "abo", "abou", "abul", "aboul", "om", "umm", "al", "el", "il", "ul",
    }.ToFrozenSet();

    // the second half of names such as نور الدين, جاد الله
    static readonly FrozenSet<string> Closers = new[]
    {
        "الدين", "الله", "eldin", "eldeen", "eldine", "aldin", "aldeen", "uldin", "eddin", "eddine", "uddin", "allah", "ullah",
    }.ToFrozenSet();

    /// <summary>The name's words, evened out and joined where they are one name.</summary>
    public static IReadOnlyList<string> Words(string name)
    {
        var words = new List<string>();
        var open = false; // the last word waits for its second half
        foreach (var part in Parts(name))
        {
            if (words.Count > 0 && (open || Closers.Contains(part)))
                words[^1] += part;
            else
                words.Add(part);
            // "nour" + "el" + "din": the article opens a word that may itself close the one before
            if (open && words.Count > 1 && Closers.Contains(words[^1]))
            {
                words[^2] += words[^1];
                words.RemoveAt(words.Count - 1);
            }

            open = Openers.Contains(part);
        }

        return words;
    }

    /// <summary>The name's words, evened out, each as it stands.</summary>
    public static IReadOnlyList<string> Parts(string name)
    {
        var parts = new List<string>();
        var word = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c))
                Append(word, c);
            else if (!IsSilent(c) && word.Length > 0)
                Finish();
        }

        if (word.Length > 0)
            Finish();
        return parts;

        void Finish()
        {
            parts.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>Two spellings of the same name in one script fold to the same text.</summary>
    public static string Fold(string name) => string.Join(' ', Words(name));

    /// <summary>The word without its article (<c>السيد</c> → <c>سيد</c>, <c>elsayed</c> → <c>sayed</c>), or null where it seems to have none.</summary>
    public static string? WithoutArticle(string word) =>
        word.Length >= 5 && (word.StartsWith("ال", StringComparison.Ordinal) || word.StartsWith("el", StringComparison.Ordinal)
            || word.StartsWith("al", StringComparison.Ordinal)) ? word[2..] : null;

    static void Append(StringBuilder word, char c)
    {
        switch (c)
        {
            case 'ة': word.Append('ه'); break;
            case 'ى' or 'ی': word.Append('ي'); break;
            case 'ک': word.Append('ك'); break;
            case 'ٱ': word.Append('ا'); break;
            case 'ـ' or 'ء': break; // tatweel; a hamza of its own is left out by most who type
            default: word.Append(char.ToLowerInvariant(Digits.Fold(c.ToString())[0])); break;
        }
    }

    // marks above and below (FormKD has taken hamza and accents off their letters), invisible marks, apostrophes inside a name
    static bool IsSilent(char c) =>
        c is '\'' or '’' or '‘' or '`' or 'ʿ' or 'ʾ'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;
}
