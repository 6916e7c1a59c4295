using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Domain.CallCenter.Understanding.Words;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>
/// Takes out of a text what a model must not see: phone numbers, one-time codes and whatever else is a long number, in the digits of any script
/// or spelled digit by digit.
/// </summary>
static partial class ModelMask
{
    public const string Phone = "[phone]";
    public const string Number = "[number]";
    const int LongestHarmless = 3;
    const int ShortestPhone = 8;

    static readonly FrozenSet<string> DigitWords = new[]
    {
        "zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "double", "triple",
        "صفر", "زيرو", "واحد", "واحده", "اتنين", "اثنين", "اتنان", "تلاته", "ثلاثه", "تلات", "اربعه", "اربع", "خمسه", "خمس", "سته", "ست", "سبعه", "سبع", "تمانيه", "ثمانيه", "تمنيه", "تمن", "تسعه", "تسع",
        "sefr", "sifr", "wa7ed", "wahed", "etneen", "itnein", "tnen", "talata", "arba3a", "arbaa", "5amsa", "khamsa", "setta", "sitta", "sab3a", "sabaa", "tamanya", "tmanya", "tes3a", "tesaa",
    }.ToFrozenSet();

    public static string Mask(string text) =>
        MaskSpelled(Runs().Replace(Digits.Fold(text.Normalize(NormalizationForm.FormKC)), run => MaskOf(run.Value.Count(char.IsAsciiDigit), run.Value)));

    static string MaskOf(int digits, string run) => digits <= LongestHarmless ? run : digits >= ShortestPhone ? Phone : Number;

    static string MaskSpelled(string text)
    {
        var utterance = Utterance.Of(text);
        var masked = new StringBuilder();
        var (from, first, count) = (0, -1, 0);
        for (var i = 0; i <= utterance.Words.Count; i++)
        {
            if (i < utterance.Words.Count && utterance.Words[i].IsMark && count > 0)
                continue;
            if (i < utterance.Words.Count && IsDigit(utterance.Words[i]))
            {
                (first, count) = (count == 0 ? i : first, count + 1);
                continue;
            }

            if (count > LongestHarmless)
            {
                masked.Append(text, from, utterance.Words[first].Start - from).Append(count >= ShortestPhone ? Phone : Number);
                from = utterance.Words[i - 1].End;
            }

            count = 0;
        }

        return masked.Append(text, from, text.Length - from).ToString();
    }

    static bool IsDigit(Word word) => IsDigitWord(word.Text) || word.IsNumber && word.Text.Length <= 2;

    /// <summary>Whether a folded word is a digit spelled out.</summary>
    public static bool IsDigitWord(string word) => DigitWords.Contains(word) || word.Length > 1 && word[0] == 'و' && DigitWords.Contains(word[1..]);

    // a date (12/10) and a time (5:30) are no runs; a phone is however it is written
    [GeneratedRegex(@"\+?[0-9](?:[ \-.()_*\u00A0\u200B-\u200F\u2010-\u2015]{0,3}[0-9])*", RegexOptions.NonBacktracking)]
    private static partial Regex Runs();
}
