using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>Why something that a model wrote is not said.</summary>
public enum GuardKind
{
    /// <summary>Says that something is done. Only the tools' own sentences do, with a receipt.</summary>
    Claim,

    /// <summary>Says that something will be done.</summary>
    Promise,

    /// <summary>Says what only the clinic's facts may say.</summary>
    Fact,
    Price,
    Advice,

    /// <summary>Speaks of codes, passwords or cards.</summary>
    Secret,

    /// <summary>Speaks of how it is instructed.</summary>
    Leak,

    /// <summary>Says that it is a person.</summary>
    Human,

    /// <summary>Speaks of people whom the patient did not name.</summary>
    Person,

    /// <summary>A day or a time.</summary>
    When,

    /// <summary>Digits of any script, or a number spelled out.</summary>
    Figures,

    /// <summary>Links, markup, letters pulled apart.</summary>
    Shape,

    /// <summary>Not in the conversation's language.</summary>
    Language,
    TooLong,
}

/// <summary>
/// Reads what a model wrote in its own words before anybody else does. It knows no shades: small talk passes, and whatever touches what only the
/// tools may say does not. The scripted mind answers in its place, so that a word too many in the lists costs warmth and no more.
/// </summary>
sealed class ClaimGuard(Exchange exchange, string prompt, IEnumerable<string> said)
{
    const int LongestText = 320;
    const int MostBreaks = 3;
    const int LeakedWords = 6;
    const double LeastOwnLanguage = 0.3;

    // what sentences of small talk are made of: a text without them is in another language
    static readonly FrozenSet<string> English = ("the a an to of and i im you your youre is are am was can could may how what whats for in it its me my we with that this would like please help hello hi hey " +
        "thank thanks thankyou welcome sorry do does did dont which who whom when where why tell have has need be or if on at so not no yes sure course will shall let lets know there about any all just here " +
        "glad happy certainly absolutely gladly okay ok great good alright right very much more else than from up as but anything something today").Split(' ').ToFrozenSet();

    static readonly FrozenSet<string> Yes = "yes yeah yep yup sure certainly absolutely indeed no nope نعم ايوه ايوا اه اها طبعا اكيد بالتاكيد بالطبع لا لاء".Split(' ').ToFrozenSet();

    static readonly FrozenSet<char> Marks = ".,!?؟،؛:;-–—'’‘\"“”()«»… \n\u00A0".ToFrozenSet();

    HashSet<string>? known;
    HashSet<string>? shingles;

    /// <returns>Null where it may be said.</returns>
    public GuardKind? Find(string text)
    {
        if (text.Length > LongestText || text.Count(c => c == '\n') > MostBreaks)
            return GuardKind.TooLong;
        if (ShapeOf(text) is { } shape)
            return shape;
        var utterance = Utterance.Of(text);
        if (Leaks(utterance))
            return GuardKind.Leak;
        var bare = GuardWords.WithoutManners(utterance);
        return GuardWords.Find(bare) ?? GuardWords.Find(Utterance.Of(Joined(text)))
            ?? (SaysWhen(bare) ? GuardKind.When
                : NamesPeople(bare) ? GuardKind.Person
                : AnswersAsFact(utterance) ? GuardKind.Fact
                : IsForeign(utterance) ? GuardKind.Language
                : null);
    }

    static GuardKind? ShapeOf(string text)
    {
        var singles = 0;
        foreach (var rune in text.EnumerateRunes())
            if (RuneOf(rune) is { } wrong)
                return wrong;
        for (var i = 1; i + 1 < text.Length; i++)
            if (text[i] is '.' or ':' or '_' or '…' && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]))
                return GuardKind.Shape; // an address, or a word with marks in it
        foreach (var piece in text.Split([' ', '\n', '-', '–', '—', '.', ',', '،'], StringSplitOptions.RemoveEmptyEntries))
            if ((singles = piece.Count(char.IsLetter) == 1 ? singles + 1 : 0) > 2)
                return GuardKind.Shape; // b o o k e d
        return Utterance.Of(text).Words.Count(word => ModelMask.IsDigitWord(word.Text)) > 2 ? GuardKind.Figures : null;
    }

    static GuardKind? RuneOf(Rune rune)
    {
        var value = rune.Value;
        if (value < 0x80 && Rune.IsLetter(rune) || value is >= 'ء' and <= 'ْ' || rune.IsBmp && Marks.Contains((char)value))
            return null;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => GuardKind.Figures,
            // letters in boxes and circles are letters, a tick is a claim
            UnicodeCategory.OtherSymbol => value is >= 0x2460 and <= 0x24FF or >= 0x1F100 and <= 0x1F1FF or 0x2705 or >= 0x2713 and <= 0x2714 or 0x2611 or >= 0x3200 and <= 0x33FF ? GuardKind.Shape : null,
            UnicodeCategory.ModifierSymbol or UnicodeCategory.NonSpacingMark => value is 0xFE0F or >= 0x1F3FB and <= 0x1F3FF ? null : GuardKind.Shape,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.TitlecaseLetter => GuardKind.Language,
            _ => GuardKind.Shape,
        };
    }

    // boo-ked, can celled: words pulled apart are put together again, each with its neighbour
    static string Joined(string text)
    {
        var words = Utterance.Of(text.Replace("-", "", StringComparison.Ordinal)).Words.Where(word => !word.IsMark).Select(word => word.Text).ToArray();
        return string.Join(" , ", words.Zip(words.Skip(1), (one, next) => one + next).Where(pair => pair.Length > 4).Concat(words.Select(Unfooled)));
    }

    // bookd, boocked: one letter off a word that may not be said
    static string Unfooled(string word) => word.Length < 5 || !char.IsAsciiLetter(word[0]) || English.Contains(word) ? "" : GuardWords.NearClaim(word) ?? "";

    bool Leaks(Utterance utterance)
    {
        shingles ??= [.. Shingles(Utterance.Of(prompt))];
        return Shingles(utterance).Any(shingles.Contains);
    }

    static IEnumerable<string> Shingles(Utterance utterance)
    {
        var words = utterance.Folded.Split(' ');
        for (var i = 0; i + LeakedWords <= words.Length; i++)
            yield return string.Join(' ', words, i, LeakedWords);
    }

    bool SaysWhen(Utterance utterance) => exchange.Clinic.Times.Read(utterance, exchange.LocalNow) is not { Dates.Count: 0, Times.Count: 0, Parts.Count: 0, Spans.Count: 0 };

    // a doctor who is not here, and a full name that nobody said
    bool NamesPeople(Utterance utterance)
    {
        if (SlotReader.Read(utterance, exchange.Clinic.Doctors).Doctor is { } doctor && exchange.Clinic.Services.Called(doctor.Value).Count == 0)
            return true;
        known ??= [.. said.Append(prompt).SelectMany(text => Utterance.Of(text).Words).Select(word => word.Text)];
        var words = utterance.Words;
        for (var i = 0; i + 1 < words.Count; i++)
            if (IsStranger(utterance, i) && IsStranger(utterance, i + 1))
                return true;
        return false;
    }

    bool IsStranger(Utterance utterance, int i)
    {
        var word = utterance.Words[i];
        return !known!.Contains(word.Text) && !English.Contains(word.Text)
            && (GivenNames.IsOne(word.Text) || char.IsUpper(utterance.Typed[word.Start]) && GivenNames.SoundsLikeOne(word.Text));
    }

    // "have you parking?" "Yes!" is a fact that nobody looked up
    bool AnswersAsFact(Utterance utterance) =>
        exchange.Heard.Utterance.Words.Any(word => word.Text == "?") && utterance.Words.Count > 0 && Yes.Contains(utterance.Words[0].Text) && !utterance.Words.Any(word => word.Text == "?");

    bool IsForeign(Utterance utterance)
    {
        var words = utterance.Words.Where(word => !word.IsMark).ToArray();
        if (words.Length == 0)
            return true;
        return exchange.Language == "ar"
            ? words.Count(word => word.Text[0] is >= 'ء' and <= 'ي') < words.Length * 0.8
            : words.Count(word => English.Contains(word.Text)) < words.Length * LeastOwnLanguage;
    }
}
