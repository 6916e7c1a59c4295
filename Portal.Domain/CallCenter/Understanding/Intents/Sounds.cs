using System.Text;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>
/// A word as it sounds, without its vowels and without the small words and endings that are written onto it, so that احجزلي, هحجز, a7gez and 7agz
/// meet. It serves to compare, never to show.
/// </summary>
static class Sounds
{
    static readonly string[] ArabicBefore = ["وال", "بال", "لل", "ال", "هن", "هت", "هي", "بن", "بت", "بي", "و", "ه", "ب", "ل", "ا", "ن", "ت", "ي"];
    static readonly string[] ArabicAfter = ["هولي", "هالي", "ولي", "يلي", "هم", "كم", "كو", "لي", "له", "ها", "نا", "ني", "ين", "ات", "وا", "ي", "ه", "ك", "و", "ا", "ش"];

    public static string Of(string word)
    {
        var sound = new StringBuilder(word.Length);
        var text = word[0] is >= '؀' and <= 'ۿ' ? Stem(word) : WithoutArticle(word);
        for (var i = 0; i < text.Length; i++)
        {
            var (letter, length) = Letter(text, i);
            i += length - 1;
            if (letter != '\0' && (sound.Length == 0 || sound[^1] != letter))
                sound.Append(letter);
        }

        return sound.ToString();
    }

    static string Stem(string word)
    {
        foreach (var prefix in ArabicBefore)
            if (word.Length >= prefix.Length + 3 && word.StartsWith(prefix, StringComparison.Ordinal))
            {
                word = word[prefix.Length..];
                break;
            }

        foreach (var suffix in ArabicAfter)
            if (word.Length >= suffix.Length + 3 && word.EndsWith(suffix, StringComparison.Ordinal))
                return word[..^suffix.Length];
        return word;
    }

    static string WithoutArticle(string word) => word.Length > 4 && (word.StartsWith("el", StringComparison.Ordinal) || word.StartsWith("al", StringComparison.Ordinal)) ? word[2..] : word;

    static (char Letter, int Length) Letter(string word, int i)
    {
        var next = i + 1 < word.Length ? word[i + 1] : '\0';
        return (word[i], next) switch
        {
            ('k', 'h') => ('x', 2),
            ('s', 'h') => ('c', 2),
            ('c', 'h') => ('c', 2),
            ('g', 'h') => ('G', 2),
            ('t', 'h') => ('t', 2),
            ('d', 'h') => ('d', 2),
            ('p', 'h') => ('f', 2),
            ('7', '\'') => ('x', 2),
            _ => (Letter(word[i]), 1),
        };
    }

    static char Letter(char c) => c switch
    {
        'ب' or 'b' or 'p' => 'b',
        'ت' or 'ط' or 'ث' or 't' or '6' => 't',
        'ج' or 'g' or 'j' => 'g',
        'غ' or '8' => 'G',
        'ح' or 'ه' or 'h' or '7' => 'h',
        'خ' or '5' => 'x',
        'د' or 'ض' or 'd' => 'd',
        'ر' or 'r' => 'r',
        'ز' or 'ذ' or 'ظ' or 'z' => 'z',
        'س' or 'ص' or 's' or '9' => 's',
        'ش' => 'c',
        'ع' or '3' => '3',
        'ف' or 'f' or 'v' => 'f',
        'ك' or 'k' or 'c' => 'k',
        'ق' or 'q' or '2' => 'q',
        'ل' or 'l' => 'l',
        'م' or 'm' => 'm',
        'ن' or 'n' => 'n',
        _ => '\0',
    };
}
