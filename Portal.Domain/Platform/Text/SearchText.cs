using System.Buffers;
using System.Globalization;
using System.Text;

namespace Portal.Domain.Platform.Text;

/// <summary>
/// A text as search reads it, the same for what is stored and for what is asked: letters in one spelling (أإآٱ→ا, ة→ه, ى→ي, ؤئ→وي, no hamza,
/// tashkeel, tatweel, accents or capitals), digits of any script as 0–9, words cut to their stems, the commonest words left out.
/// PostgreSQL's own <c>arabic</c> configuration finds less than this does (measured: <c>scripts/bench chart</c>).
/// </summary>
public static class SearchText
{
    const char Silent = '\0', Gap = ' ';

    // what a letter below U+0700 becomes: Latin, Greek, Cyrillic and Arabic are all there
    static readonly char[] Folded = [.. Enumerable.Range(0, 0x700).Select(c => FoldOne((char)c))];

    /// <summary>How many letters <see cref="Fold"/> may need at most.</summary>
    public static int MostFolded(int length) => 2 * length + 1;

    /// <summary>Writes the words in one spelling, parted by single spaces.</summary>
    /// <param name="into">At least <see cref="MostFolded"/> long.</param>
    /// <returns>How many letters were written.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> into)
    {
        if (WantsNormalizing(text))
            return FoldNormal(text.ToString().Normalize(NormalizationForm.FormKD), into);
        return FoldNormal(text, into);
    }

    /// <summary>The words of a text, as they are folded.</summary>
    public static SearchWords Words(ReadOnlySpan<char> folded) => new(folded);

    /// <summary>The stems in their order.</summary>
    /// <param name="withCommon">With the commonest words too, which say nothing of what a text is about.</param>
    public static List<string> Stems(string text, bool withCommon = false)
    {
        var stems = new List<string>();
        var buffer = ArrayPool<char>.Shared.Rent(MostFolded(text.Length));
        var folded = buffer.AsSpan(0, Fold(text, buffer));
        foreach (var word in Words(folded))
            if (withCommon || !CommonWords.Contains(word))
                stems.Add(LightStems.Of(word).ToString());
        ArrayPool<char>.Shared.Return(buffer);
        return stems;
    }

    /// <summary>The stems with their places, as a <c>tsvector</c> is written. Read by a cast and not by PostgreSQL's parser, which would cut words anew.</summary>
    public static string Vector(string text)
    {
        const int lastPlace = 16_383, mostPlaces = 255; // what a tsvector holds
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var place = 0;
        foreach (var stem in Stems(text))
        {
            place = Math.Min(place + 1, lastPlace);
            if (!places.TryGetValue(stem, out var own))
                places[stem] = own = [];
            if (own.Count < mostPlaces && (own.Count == 0 || own[^1] != place))
                own.Add(place);
        }

        var vector = new StringBuilder(text.Length * 2);
        foreach (var (stem, own) in places)
            vector.Append('\'').Append(stem).Append("':").AppendJoin(',', own).Append(' ');
        return vector.ToString();
    }

    /// <summary>
    /// What is looked for as it stands: whatever has a digit in it, such as <c>e11.9</c>, <c>4548-4</c>, <c>7.2</c>, <c>140/90</c>, <c>hba1c</c>. Each once.
    /// </summary>
    public static List<string> Codes(string text)
    {
        var codes = new List<string>();
        var token = new StringBuilder();
        foreach (var raw in text.Append(Gap))
        {
            var c = raw switch
            {
                '٫' => '.',
                '٬' => Silent,
                _ => char.IsLetterOrDigit(raw) ? Digit(char.ToLowerInvariant(raw)) : IsInCodes(raw) ? raw : Gap,
            };
            if (c == Silent)
                continue;
            if (c != Gap)
            {
                token.Append(c);
                continue;
            }

            var code = token.ToString().Trim('.', '-', '/', ':');
            token.Clear();
            if (code.Length is > 1 and <= 40 && code.Any(char.IsAsciiDigit) && !codes.Contains(code))
                codes.Add(code);
        }

        return codes;
    }

    static int FoldNormal(ReadOnlySpan<char> text, Span<char> into)
    {
        var length = 0;
        var (numeric, arabic) = (false, false); // of the word that is being written
        foreach (var c in text)
        {
            var letter = c < Folded.Length ? Folded[c] : FoldOne(c);
            if (letter == Silent)
                continue;
            if (letter == Gap)
            {
                if (length > 0 && into[length - 1] != Gap)
                    into[length++] = Gap;
                continue;
            }

            var (isDigit, isArabic) = (char.IsAsciiDigit(letter), letter is >= '؀' and < '܀');
            if (length == 0 || into[length - 1] == Gap)
            {
                (numeric, arabic) = (isDigit, isArabic);
            }
            else if (!isDigit && (numeric || isArabic != arabic))
            {
                // 500mg is 500 mg, and الـCRP is two words
                into[length++] = Gap;
                (numeric, arabic) = (false, isArabic);
            }

            into[length++] = letter;
        }

        return length > 0 && into[length - 1] == Gap ? length - 1 : length;
    }

    static char FoldOne(char c) => c switch
    {
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ة' => 'ه',
        'ى' or 'ی' or 'ئ' => 'ي',
        'ؤ' => 'و',
        'ک' => 'ك',
        'ء' or 'ـ' or '\'' or '’' or '‘' or '`' or '٬' => Silent,
        _ when CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format => Silent,
        _ when char.IsLetterOrDigit(c) => Digit(char.ToLowerInvariant(c)),
        _ => Gap,
    };

    static char Digit(char c) => c > '9' && CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var value ? (char)('0' + value) : c;

    static bool IsInCodes(char c) => c is '.' or '-' or '/' or ':';

    // accents, and the Arabic letter forms that come out of PDF files
    static bool WantsNormalizing(ReadOnlySpan<char> text) =>
        text.IndexOfAnyInRange('À', 'ɏ') >= 0 || text.IndexOfAnyInRange('ﬀ', 'ﻼ') >= 0;
}

/// <summary>Goes through a folded text word by word, copying nothing.</summary>
public ref struct SearchWords(ReadOnlySpan<char> folded)
{
    ReadOnlySpan<char> rest = folded;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly SearchWords GetEnumerator() => this;

    public bool MoveNext()
    {
        if (rest.IsEmpty)
            return false;
        var end = rest.IndexOf(' ');
        Current = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return true;
    }
}
