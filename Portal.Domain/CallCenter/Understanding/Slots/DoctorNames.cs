using System.Collections.Frozen;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Words;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.Understanding.Slots;

/// <summary>
/// Finds the doctor who is named: by a title before the name, or by the name alone where it is one of the clinic's own. Scripts meet by the
/// names' skeletons, so دكتورة منى, dr Mona and doctora mona are one.
/// </summary>
public sealed class DoctorNames
{
    const int Longest = 4;
    static readonly FrozenSet<string> Titles = WordFiles.Lines(typeof(DoctorNames), "titles.txt").SelectMany(Split).ToFrozenSet();
    static readonly FrozenSet<string> Openers = new[] { "عبد", "ابو", "ام", "abd", "abdel", "abdul", "abu", "abo", "el", "al" }.ToFrozenSet();

    // what stands after a title and is no name: "a good doctor", "another doctor", "the doctor said"
    static readonly FrozenSet<string> NoNames = WordFiles.Lines(typeof(DoctorNames), "no-names.txt").SelectMany(Split).ToFrozenSet();

    // how the present, the future and "not" begin in Egyptian
    static readonly string[] Verbs = ["بي", "بت", "هي", "هت", "مب", "ما", "مف", "ات", "اعت", "مت"];

    const int ShortestSound = 3;

    readonly FrozenSet<string> known; // as they sound
    readonly FrozenSet<string> spelt;

    /// <param name="names">Of the clinic's practitioners, in each language, with or without title.</param>
    public DoctorNames(IEnumerable<string> names)
    {
        spelt = names.SelectMany(NameFolding.Parts).Select(part => Utterance.Of(part).Folded).Where(part => !Titles.Contains(part) && part.Length > 2).ToFrozenSet();
        known = spelt.Select(NameSkeleton.Of).Where(s => s.Length >= ShortestSound).ToFrozenSet();
    }

    DoctorNames(FrozenSet<string> spelt, FrozenSet<string> known) => (this.spelt, this.known) = (spelt, known);

    public DoctorNames And(IEnumerable<string> names)
    {
        var more = new DoctorNames(names);
        return new(spelt.Union(more.spelt).ToFrozenSet(), known.Union(more.known).ToFrozenSet());
    }

    /// <summary>Of a clinic that is not known.</summary>
    public static DoctorNames None { get; } = new([]);

    /// <summary>The last doctor who is named: people correct themselves forwards.</summary>
    public Said<string>? Find(Utterance utterance)
    {
        Said<string>? found = null;
        var words = utterance.Words;
        for (var i = 0; i < words.Count; i++)
        {
            var titled = TitleOf(words[i].Text) is not null && IsTitle(words, i);
            // مكان عند باسل
            titled |= words[i].Text is "عند" or "3and" && i + 1 < words.Count && GivenNames.IsOne(words[i + 1].Text) && words.Take(i).Any(word => AppointmentWords.IsNoun(word.Text) || word.Text is "مكان" or "الانتظار" or "انتظار");
            var start = titled ? i + 1 : i;
            while (titled && start < words.Count && words[start].Text is "." or "/" or "اسمه" or "اسمها" or "esmo" or "esmaha" or "called" or "named")
                start++;
            // دكتوره الجلديه ريم الحسيني
            if (titled && start + 1 < words.Count && SlotReader.SpecialtyAt(words, start) is { } past && past < words.Count && GivenNames.IsOne(words[past].Text))
                start = past;
            var end = start >= words.Count ? start : titled ? EndAfterTitle(utterance, start) : EndOfKnown(words, start);
            if (end <= start || IsSaidAway(words, i, end))
                continue;
            found = new(Bare(utterance.TypedOf(start, end)), utterance.TypedOf(start, end), start, end);
            i = end - 1;
        }

        return found;
    }

    // غير دكتور فريد, مش عايز دكتور فريد, لا فريد لا
    static bool IsSaidAway(IReadOnlyList<Word> words, int start, int end) =>
        start > 0 && (words[start - 1].Text is "غير" or "بلاش" or "مش" or "بدل" or "not" or "msh" or "mesh" || words[start - 1].Text is "عايز" or "عايزه" or "عاوز" or "عاوزه" or "حابب" or "3ayez" or "3ayza" && start > 1 && words[start - 2].Text is "مش" or "msh" or "mesh"
            || words[start - 1].Text is "لا" && end < words.Count && words[end].Text is "لا");

    // a single letter is a title only before something that can be a name
    static bool IsTitle(IReadOnlyList<Word> words, int i) =>
        words[i].Text.Length > 1 || i + 1 < words.Count && (words[i + 1].Text is "." or "/" || IsName(words[i + 1].Text));

    static int EndAfterTitle(Utterance utterance, int start)
    {
        var words = utterance.Words;
        // "the doctor" comes before much else
        if (!MayBegin(words, start) || start > 0 && TitleOf(words[start - 1].Text)?.StartsWith("ال", StringComparison.Ordinal) == true && !IsName(words[start].Text))
            return start;
        var end = start + 1;
        while (end < words.Count && end - start < Longest && MayBegin(words, end)
            && (Openers.Contains(words[end - 1].Text) || Openers.Contains(words[end].Text) && end + 1 < words.Count || IsName(words[end].Text) || end - start == 1 && IsName(words[start].Text) && IsSurname(words, end) || IsCapital(utterance, end - 1) && IsCapital(utterance, end)))
            end++;
        return end;
    }

    // لدكتور, ودكتوره: small words are written onto it
    static string? TitleOf(string word)
    {
        if (Titles.Contains(word))
            return word;
        return word.Length > 4 && word[0] is 'ل' or 'و' or 'ب' or 'ف' or 'ك' && Titles.Contains(word[1..]) ? word[1..] : null;
    }

    // after a given name a word that nobody says of other things, before what begins anew: دكتور ياسر عماره يوم الخميس
    static bool IsSurname(IReadOnlyList<Word> words, int i) =>
        words[i].Text[0] is >= '\u0600' and <= '\u06FF' && !Verbs.Any(verb => words[i].Text.StartsWith(verb, StringComparison.Ordinal))
        // مستنيني, كاتبالي, ومفيش غيره, يا كبير
        && (words[i].Text.StartsWith("ال", StringComparison.Ordinal) || !(words[i].Text.EndsWith("تني", StringComparison.Ordinal) || words[i].Text.EndsWith("نيني", StringComparison.Ordinal) || words[i].Text.EndsWith("الي", StringComparison.Ordinal) && words[i].Text.Length > 5))
        && !words[i].Text.StartsWith("يا", StringComparison.Ordinal) && !(words[i].Text[0] == 'و' && IsCommon(words[i].Text[1..]))
        && (i + 1 == words.Count || words[i + 1].IsMark || IsCommon(words[i + 1].Text) || TimeLexicon.Meanings(words[i + 1].Text, out _).Count > 0);

    static bool IsCapital(Utterance utterance, int i) => char.IsUpper(utterance.Typed[utterance.Words[i].Start]);

    int EndOfKnown(IReadOnlyList<Word> words, int start)
    {
        if (spelt.Count == 0 || words[start].Text.Length < 3 || !IsKnown(words[start].Text))
            return start;
        var end = start + 1;
        while (end < words.Count && end - start < Longest && !words[end].IsMark && (IsKnown(words[end].Text) || Openers.Contains(words[end].Text)))
            end++;
        return end;
    }

    // without a title a name must be spelt so, or sound so and be a name that people bear: "sore" is not Sara
    bool IsKnown(string word) =>
        !NoNames.Contains(word) && !Titles.Contains(word) && (spelt.Contains(word.Replace("ء", "", StringComparison.Ordinal)) || (GivenNames.IsOne(word) || char.IsAsciiLetter(word[0]) && word.Length > 4) && known.Contains(NameSkeleton.Of(word)));

    static bool MayBegin(IReadOnlyList<Word> words, int i) =>
        !words[i].IsMark && !words[i].IsNumber && words[i].Text.Length > 1 && !IsCommon(words[i].Text) && !SlotReader.IsSpecialty(words, i)
        && !SlotReader.IsPerson(words, i) && TimeLexicon.Meanings(words[i].Text, out _).Count == 0;

    /// <summary>A word that people say of other things, and no name.</summary>
    static bool IsCommon(string word) => NoNames.Contains(word) || CommonWords.Said.Contains(word) && !GivenNames.IsOne(word);

    static bool IsName(string word) => GivenNames.IsOne(word) || !NoNames.Contains(word) && GivenNames.SoundsLikeOne(word);

    // "هدى," or "Hoda." were typed with their mark
    static string Bare(string typed) => typed.Trim('.', ',', '،', '/', ' ');

    static string[] Split(string line) => [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Utterance.Of(word).Folded).Where(word => word.Length > 0)];
}
