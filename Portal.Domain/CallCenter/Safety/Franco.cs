using System.Collections.Frozen;
using System.Text;

namespace Portal.Domain.CallCenter.Safety;

/// <summary>
/// The chat alphabet (sadry byewga3ny), in which every writer spells differently: a word is brought down to its consonants, and so is the Arabic word
/// of the lexicon, where letters that Latin does not tell apart are one (س ص, د ض, ت ط, ح ه). Long enough skeletons that agree are the same word.
/// </summary>
static class Franco
{
    /// <summary>Shorter skeletons belong to too many words.</summary>
    public const int Shortest = 3;

    static readonly FrozenSet<string> SmallWords = new[]
    {
        "mesh", "msh", "mish", "ana", "enta", "enty", "howa", "heya", "ebny", "ebni", "bnty", "benty", "binti", "baba", "mama", "w", "we", "fe", "fi", "el", "bs", "bas",
        "ala", "awy", "awi", "gedan", "kda", "keda", "leh", "eh", "ya", "la", "aywa", "mn", "men", "3ala", "3andy", "shwaya", "kan", "kant", "wel", "bel", "fel", "lel",
        "law", "khales", "keteer", "ktir", "ma", "hwa", "hya", "el7a2ony", "elhe2ony", "elha2ny", "allah", "gowzy", "gozy", "marati", "ommy", "abouya", "teta", "geddo",
    }.ToFrozenSet();

    /// <summary>Whether a Latin word looks Egyptian: 3ayez, wa2a3, or one of the small words.</summary>
    public static bool IsSmallWord(string word) => SmallWords.Contains(word);

    public static bool HasLetterDigits(string word)
    {
        var letters = 0;
        var digits = 0;
        foreach (var c in word)
        {
            if (c is >= 'a' and <= 'z')
                letters++;
            else if (c is '2' or '3' or '5' or '6' or '7' or '8' or '9')
                digits++;
            else
                return false;
        }

        return digits > 0 && letters > digits;
    }

    /// <summary>The consonants of a word in the chat alphabet.</summary>
    public static string OfLatin(string word)
    {
        var skeleton = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            var next = i + 1 < word.Length ? word[i + 1] : '\0';
            var (sign, length) = (word[i], next) switch
            {
                ('s', 'h') or ('c', 'h') => ('$', 2),
                ('k', 'h') => ('5', 2),
                ('g', 'h') => ('8', 2),
                ('t', 'h') => ('t', 2),
                ('d', 'h') => ('d', 2),
                ('a' or 'e' or 'i' or 'o' or 'u' or 'y', _) => ('\0', 1),
                ('h', '\0') => ('\0', 1),
                ('7', _) => ('h', 1),
                ('q', _) => ('2', 1),
                ('j', _) => ('g', 1),
                ('v', _) => ('f', 1),
                ('p', _) => ('b', 1),
                ('c', _) => ('k', 1),
                ('9', _) => ('s', 1),
                ('6', _) => ('t', 1),
                var (c, _) => (c, 1),
            };
            Put(skeleton, sign);
            i += length - 1;
        }

        return skeleton.ToString();
    }

    /// <summary>The consonants of a folded Arabic word, with its و as a consonant and without.</summary>
    public static IEnumerable<string> OfArabic(string word)
    {
        yield return OfArabic(word, true);
        if (word.IndexOf('و', 1) > 0)
            yield return OfArabic(word, false);
    }

    static string OfArabic(string word, bool keepWaw)
    {
        var skeleton = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
            Put(skeleton, word[i] switch
            {
                'ا' or 'ي' or 'ء' => '\0',
                'و' => keepWaw || i == 0 ? 'w' : '\0',
                'ه' when i == word.Length - 1 => '\0',
                'ه' or 'ح' => 'h',
                'ب' => 'b',
                'ت' or 'ط' or 'ث' => 't',
                'ج' => 'g',
                'خ' => '5',
                'د' or 'ض' => 'd',
                'ذ' or 'ز' or 'ظ' => 'z',
                'ر' => 'r',
                'س' or 'ص' => 's',
                'ش' => '$',
                'ع' => '3',
                'غ' => '8',
                'ف' => 'f',
                'ق' => '2',
                'ك' => 'k',
                'ل' => 'l',
                'م' => 'm',
                'ن' => 'n',
                _ => '\0',
            });
        return skeleton.ToString();
    }

    static void Put(StringBuilder skeleton, char sign)
    {
        if (sign != '\0' && (skeleton.Length == 0 || skeleton[^1] != sign))
            skeleton.Append(sign);
    }
}
