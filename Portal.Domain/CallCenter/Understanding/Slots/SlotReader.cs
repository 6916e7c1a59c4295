using System.Collections.Frozen;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Slots;

/// <summary>Reads the doctor, the specialty and for whom out of an utterance, by the words of <c>slot-words.txt</c>.</summary>
static class SlotReader
{
    static readonly PhraseBook<Specialty> Specialties = Book<Specialty>("specialty");
    static readonly PhraseBook<ForWhom> People = Book<ForWhom>("for_whom");
    static readonly FrozenSet<string> NotSaid = new[] { "مش", "مو", "بلاش", "غير", "not", "instead", "mesh", "msh", "mish" }.ToFrozenSet();

    // heart pills, a heart tracing: no specialty is asked for
    static readonly FrozenSet<string> NoField = new[] { "دوا", "دواء", "الدوا", "ادويه", "برشام", "حبوب", "قطره", "مرهم", "رسم", "اسبرين", "لعب", "العاب", "حضانه", "rasm", "dawa", "medicine", "pills" }.ToFrozenSet();

    /// <param name="knownDoctors">Names of the clinic's own, which are known without a title too.</param>
    public static SlotsSaid Read(Utterance utterance, DoctorNames knownDoctors)
    {
        var specialty = Last(Specialties.FindIn(utterance).Where(found => !IsSaidAway(utterance, found.Start)), utterance);
        return new(knownDoctors.Find(utterance), specialty, Last(People.FindIn(utterance).Where(found => !IsTalkedOf(utterance.Words, found.Start, found.End)), utterance));
    }

    /// <summary>Whether a specialty stands at this word: then a title before it names no doctor.</summary>
    internal static bool IsSpecialty(IReadOnlyList<Word> words, int i) => Specialties.At(words, i) is not null;

    internal static bool IsPerson(IReadOnlyList<Word> words, int i) => People.At(words, i) is not null;

    /// <summary>One past a specialty, where one is named at this word.</summary>
    internal static int? SpecialtyAt(IReadOnlyList<Word> words, int i) => Specialties.At(words, i)?.End;

    /// <summary>One past the words that say for whom, where they begin at this word.</summary>
    internal static int? PersonAt(IReadOnlyList<Word> words, int i) => People.At(words, i)?.End;

    // the last one said: people correct themselves forwards
    static Said<T>? Last<T>(IEnumerable<PhraseFound<T>> found, Utterance utterance)
    {
        Said<T>? last = null;
        foreach (var hit in found)
            last = new(hit.Meaning, utterance.TypedOf(hit.Start, hit.End), hit.Start, hit.End);
        return last;
    }

    // my husband says, my mother sleeps early, my son's phone, my daughter has an exam: talked of, not brought
    static bool IsTalkedOf(IReadOnlyList<Word> words, int start, int end) =>
        words[start].Text.EndsWith("الحاج", StringComparison.Ordinal) && end < words.Count && GivenNames.IsOne(words[end].Text) // an honour, and the name
        || start > 0 && Beside.Before.Contains(words[start - 1].Text) || end < words.Count && Beside.After.Contains(words[end].Text)
        || end + 1 < words.Count && words[end].Text is "عنده" or "عندها" or "عندهم" or "3ando" or "3andaha" or "has" && Beside.Busy.Contains(words[end + 1].Text);

    /// <summary>What stands beside a person who is only talked of, by <c>talked-of.txt</c>.</summary>
    static class Beside
    {
        public static readonly FrozenSet<string> Before = Of("before");
        public static readonly FrozenSet<string> After = Of("after");

        /// <summary>What somebody has who therefore cannot come, or cannot bring.</summary>
        public static readonly FrozenSet<string> Busy = Of("busy");

        static FrozenSet<string> Of(string head) =>
            WordFiles.Read(typeof(SlotReader), "talked-of.txt").Where(line => line.Head == head).SelectMany(line => line.Said.Split(' ')).Select(word => Utterance.Of(word).Folded).ToFrozenSet();
    }

    static bool IsSaidAway(Utterance utterance, int start)
    {
        for (var i = Math.Max(0, start - 2); i < start; i++)
            if (NotSaid.Contains(utterance.Words[i].Text))
                return true;
        return start > 0 && NoField.Contains(utterance.Words[start - 1].Text);
    }

    static PhraseBook<T> Book<T>(string slot) where T : struct, Enum => new(
        from line in WordFiles.Read(typeof(SlotReader), "slot-words.txt")
        let head = line.Head.Split(' ')
        where head[0] == slot
        from phrase in line.Said.Split(',')
        select (phrase, Enum.Parse<T>(head[1], ignoreCase: true)));
}
