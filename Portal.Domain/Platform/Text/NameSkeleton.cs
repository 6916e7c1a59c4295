using System.Text;

namespace Portal.Domain.Platform.Text;

/// <summary>
/// What is left of a name's word when the two scripts are mapped to one alphabet and the vowels, which nobody transliterates alike, are
/// gone: <c>محمد</c>, <c>Mohamed</c> and <c>Muhammad</c> are all <c>mhmd</c>. So is <c>محمود</c>: it is a hint to
/// search by, ranked behind the spelling, and never a reason to call two people one.
/// </summary>
/// <remarks>
/// The scheme: a vowel, ا or ع at the beginning is <c>a</c>; elsewhere vowels, ا ع و ي w y say nothing. Sounds that are written alike are
/// one letter: ت ط t th ث → t, د ض d dh → d, س ص s → s, ز ذ ظ z → z, ج غ g j gh → g, ك ق k q c → k, ب p b → b, ف v f → f, ح ه h → h,
/// خ kh → x, ش sh ch → c. The chat alphabet's 7, 5, 3, 2 are ح خ ع ء. Doubled letters count once, the article after <c>abd</c> is
/// dropped (عبد الرحمن, Abdurrahman), and a final h too where two letters stay (فاطمة, Fatima, Fatimah; صلاح, Salah).
/// </remarks>
public static class NameSkeleton
{
    /// <param name="word">One of <see cref="NameFolding.Words"/>.</param>
    public static string Of(string word) => Of(word, keepLong: false);

    /// <summary>The skeleton with the one vowel that both scripts write, the long u: <c>محمود</c> and <c>Mahmoud</c> are <c>mhmwd</c>, <c>محمد</c> and <c>Mohamed</c> are not.</summary>
    public static string WithLongVowel(string word) => Of(word, keepLong: true);

    static string Of(string word, bool keepLong)
    {
        var skeleton = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length;)
        {
            var (sound, length) = keepLong && i > 0 && LongVowel(word, i) is > 0 and var letters ? ('w', letters) : Sound(word, i);
            if (i == 0 && sound == '\0' && IsVowel(word[0]))
                sound = 'a';
            if (sound != '\0' && (skeleton.Length == 0 || skeleton[^1] != sound))
                skeleton.Append(sound);
            i += length;
        }

        if (skeleton.Length > 2 && EndsInH(word))
            skeleton.Length--;
        if (skeleton.Length > 5 && skeleton.ToString(0, 4) == "abdl")
            skeleton.Remove(3, 1);
        return skeleton.ToString();
    }

    /// <summary>The skeletons a word may be known by: its own, and the one without its article.</summary>
    public static IEnumerable<string> AllOf(string word)
    {
        var own = Of(word);
        if (own.Length == 0)
            yield break;
        yield return own;
        // ث is t to one and s to another: عثمان is Othman and Osman
        if (word.Contains('ث', StringComparison.Ordinal) || word.Contains("th", StringComparison.Ordinal))
            yield return Of(word.Replace('ث', 'س').Replace("th", "s", StringComparison.Ordinal));
        if (NameFolding.WithoutArticle(word) is { } bare && Of(bare) is { Length: > 1 } other && other != own)
            yield return other;
    }

    /// <summary>
    /// All that a search may try: besides <see cref="AllOf"/>, two Latin letters that are one sound in most names are two in some (<c>Fathy</c> is فتحي,
    /// <c>Adham</c> أدهم, <c>Ishak</c> إسحاق), and a short name's final h may be a ة (آية, Aya).
    /// </summary>
    public static IEnumerable<string> Readings(string word)
    {
        foreach (var skeleton in AllOf(word))
            yield return skeleton;
        foreach (var pair in TwoSounds)
            if (word.Contains(pair, StringComparison.Ordinal))
                yield return Of(word.Replace(pair, $"{pair[0]}7", StringComparison.Ordinal));
        if (word.EndsWith("يه", StringComparison.Ordinal) && Of(word) is { Length: 2 } own && own[^1] == 'h')
            yield return own[..1];
    }

    static readonly string[] TwoSounds = ["th", "dh", "sh", "kh", "gh"];

    static int LongVowel(string word, int i) =>
        word[i] == 'و' ? 1 : i + 1 < word.Length && (word[i], word[i + 1]) is ('o', 'u') or ('o', 'o') or ('o', 'w') ? 2 : 0;

    static bool EndsInH(string word) => word[^1] is 'h' or 'ه' or 'ح' or '7';

    static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'ا' or 'ع' or '3' or '2';

    static (char Sound, int Length) Sound(string word, int i)
    {
        var next = i + 1 < word.Length ? word[i + 1] : '\0';
        return (word[i], next) switch
        {
            ('k', 'h') => ('x', 2),
            ('s', 'h') => ('c', 2),
            ('c', 'h') => (i + 2 < word.Length && word[i + 2] == 'r' ? 'k' : 'c', 2),
            ('t', 'h') => ('t', 2),
            ('d', 'h') => ('d', 2),
            ('g', 'h') => ('g', 2),
            ('p', 'h') => ('f', 2),
            ('w' or 'و', _) => (i == 0 ? 'w' : '\0', 1),
            ('y' or 'ي', _) => (i == 0 ? 'y' : '\0', 1),
            (var c, _) => (Letter(c), 1),
        };
    }

    static char Letter(char c) => c switch
    {
        'ب' or 'پ' or 'b' or 'p' => 'b',
        'ت' or 'ط' or 'ث' or 't' => 't',
        'ج' or 'غ' or 'گ' or 'چ' or 'g' or 'j' => 'g',
        'ح' or 'ه' or 'h' or '7' => 'h',
        'خ' or '5' => 'x',
        'د' or 'ض' or 'd' => 'd',
        'ر' or 'r' => 'r',
        'ز' or 'ذ' or 'ظ' or 'z' => 'z',
        'س' or 'ص' or 's' => 's',
        'ش' => 'c',
        'ف' or 'ڤ' or 'f' or 'v' => 'f',
        'ك' or 'ق' or 'k' or 'q' or 'c' => 'k',
        'ل' or 'l' => 'l',
        'م' or 'm' => 'm',
        'ن' or 'n' => 'n',
        'x' => 'k',
        _ => '\0',
    };
}
