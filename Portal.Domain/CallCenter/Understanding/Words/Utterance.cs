using System.Globalization;
using System.Text;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.Understanding.Words;

/// <summary>
/// What somebody said, cut into words and folded: أإآ→ا, ى→ي, ة→ه, ؤ→و, ئ→ي, no tashkeel or tatweel, Latin in small letters without
/// accents, digits of every script as 0–9, a letter drawn out (يااااريت, pleaaase) said once. Marks are kept where they may mean something
/// (5:30, 3/12). Letters and digits part where they are two things (5pm, الساعة5) and not in the chat alphabet's words (3ayez, ba3d).
/// </summary>
public sealed class Utterance
{
    const string Marks = ":/.-,?!؟،";

    Utterance(string typed, IReadOnlyList<Word> words) => (Typed, Words) = (typed, words);

    public string Typed { get; }

    public IReadOnlyList<Word> Words { get; }

    /// <summary>The folded words with single spaces, marks left out.</summary>
    public string Folded => field ??= string.Join(' ', Words.Where(word => !word.IsMark).Select(word => word.Text));

    /// <summary>What was typed from one word to before another, both numbers of <see cref="Words"/>.</summary>
    public string TypedOf(int start, int end) => Typed[Words[start].Start..Words[end - 1].End];

    public static Utterance Of(string typed)
    {
        var words = new List<Word>();
        var word = new StringBuilder();
        var start = 0;
        for (var i = 0; i <= typed.Length; i++)
        {
            var c = i < typed.Length ? Fold(typed[i]) : ' ';
            if (c == '\0')
                continue; // silent
            if (char.IsLetterOrDigit(c) && (word.Length == 0 || !Parts(word[^1], c)))
            {
                if (word.Length == 0)
                    start = i;
                word.Append(c);
                continue;
            }

            if (word.Length > 0)
                Finish(words, word, start, i);
            if (char.IsLetterOrDigit(c))
            {
                start = i;
                word.Append(c);
            }
            else if (Marks.Contains(c))
            {
                words.Add(new(c is '؟' ? "?" : c is '،' ? "," : c.ToString(), i, i + 1));
            }
        }

        return new(typed, words);
    }

    // Arabic letters and digits are never one word
    static bool Parts(char last, char next) => char.IsAsciiDigit(last) && IsArabic(next) || IsArabic(last) && char.IsAsciiDigit(next);

    static bool IsArabic(char c) => c is >= '؀' and <= 'ۿ';

    static void Finish(List<Word> words, StringBuilder word, int start, int end)
    {
        var text = Shortened(word);
        word.Clear();
        // 5pm, 7th, 10am are a number and a word; 3ayez and ba3d are one
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (digits > 0 && digits < text.Length && text[digits..] is "am" or "pm" or "p" or "a" or "st" or "nd" or "rd" or "th" or "h" or "ish" or "oclock" or "min" or "mins")
        {
            words.Add(new(text[..digits], start, start + digits));
            words.Add(new(text[digits..], start + digits, end));
        }
        else
        {
            words.Add(new(text, start, end));
        }
    }

    static string Shortened(StringBuilder word)
    {
        var text = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            var drawn = i >= 2 && word[i] == word[i - 1] && word[i] == word[i - 2] && char.IsLetter(word[i]);
            if (!drawn)
                text.Append(word[i]);
            else if (text.Length >= 2 && text[^1] == text[^2])
                text.Length--; // three and more are one
        }

        return text.ToString();
    }

    static char Fold(char c) => c switch
    {
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' or 'ی' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        'ئ' => 'ي',
        'ک' or 'گ' => 'ك',
        'ڤ' => 'ف',
        'پ' => 'ب',
        'چ' => 'ج',
        'ـ' or '\'' or '’' or '‘' or '`' or '"' => '\0',
        < '\u0080' => char.ToLowerInvariant(c),
        _ => Other(c),
    };

    static char Other(char c)
    {
        if (char.IsSurrogate(c)) // half of an emoji
            return ' ';
        if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
            return '\0';
        var digit = Digits.Fold(c.ToString())[0];
        return char.IsAsciiDigit(digit) ? digit : char.ToLowerInvariant(c.ToString().Normalize(NormalizationForm.FormKD)[0]);
    }
}
