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
    static readonly FrozenSet<string> NoField = new[] { "دوا", "دواء", "الدوا", "ادويه", "برشام", "حبوب", "قطره", "مرهم", "رسم", "rasm", "dawa", "medicine", "pills" }.ToFrozenSet();

    /// <param name="knownDoctors">Names of the clinic's own, which are known without a title too.</param>
    public static SlotsSaid Read(Utterance utterance, DoctorNames knownDoctors)
    {
        var specialty = Last(Specialties.FindIn(utterance).Where(found => !IsSaidAway(utterance, found.Start)), utterance);
        return new(knownDoctors.Find(utterance), specialty, Last(People.FindIn(utterance).Where(found => found.Start == 0 || utterance.Words[found.Start - 1].Text is not ("يا" or "ya")).Where(found => !IsDoing(utterance, found.End)), utterance));
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

    // my husband says, my mother sleeps early: talked of, not brought
    static bool IsDoing(Utterance utterance, int i) =>
        i < utterance.Words.Count && utterance.Words[i].Text is "بيقول" or "بتقول" or "بيقولك" or "بتقولك" or "قال" or "قالت" or "قالي" or "قالتلي" or "هيبقي" or "هتبقي" or "هيوصلني" or "هتوصلني" or "بينام" or "بتنام" or "بتصلي" or "بيصلي" or "هيعدي" or "هتعدي"
            or "مبتعرفش" or "مبيعرفش" or "هيجي" or "هتيجي" or "هتعرف" or "هيعرف" or "بتترعب" or "بيترعب" or "بتخاف" or "بيخاف" or "says" or "said" or "thinks";

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
