using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Words;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.Understanding.People;

/// <summary>What somebody said of themselves or of whom they write for.</summary>
/// <param name="Names">In the order said, honours left out; each at most five words.</param>
/// <param name="Phone">E.164; the last one said, since people correct themselves forwards.</param>
/// <param name="Digits">A run of 3–8 digits that is no phone: a one-time code, where one is waited for.</param>
public sealed record PersonSaid(IReadOnlyList<string> Names, string? Phone, string? Digits);

/// <summary>Reads names, phones and codes out of an utterance.</summary>
static partial class PersonReader
{
    const int LongestName = 5;
    static readonly PhraseBook<bool> WeakMarkers = Book("weak");
    static readonly FrozenSet<string> Stops = Words("stop").ToFrozenSet();
    static readonly FrozenSet<string> Honours = Words("honour").ToFrozenSet();
    static readonly PhraseBook<bool> Markers = Book("marker");

    /// <param name="country">ISO 3166 alpha-2, whose local numbers are meant.</param>
    /// <param name="expectsName">A name was just asked for, so that bare words are one.</param>
    public static PersonSaid Read(Utterance utterance, string country, bool expectsName)
    {
        var digits = Digits.Fold(utterance.Typed);
        string? phone = null, code = null;
        foreach (Match run in Runs().Matches(digits))
            if (run.Value.Count(char.IsAsciiDigit) >= 8 && Phones.Parse(run.Value, country) is { } number)
                phone = number;
            else if (run.Value.Count(char.IsAsciiDigit) is >= 3 and <= 8)
                code = Digits.Only(run.Value);
        return new([.. Names(utterance, expectsName)], phone, code);
    }

    static IEnumerable<string> Names(Utterance utterance, bool expected)
    {
        var words = utterance.Words;
        var marked = words.Select((_, i) => StartAt(utterance, i)).ToArray();
        if (expected && Array.TrueForAll(marked, start => start is null) && words.Count > 0)
            marked[0] = SkipHonours(words, 0);
        for (var i = 0; i < words.Count; i++)
        {
            if (marked[i] is not { } start)
                continue;
            foreach (var (from, to) in Parts(words, start))
            {
                yield return Bare(utterance, from, to);
                i = to - 1;
            }
        }
    }

    // my name is …, the baby is …; my son Theo Ward, ابني آسر
    static int? StartAt(Utterance utterance, int i)
    {
        var words = utterance.Words;
        if (GivenNames.IsOne(words[i].Text)) // باسم is a name, and not "in the name of"
            return null;
        if (Markers.At(words, i) is { } marker)
            return SkipHonours(words, marker.End);
        // "I'm" and "my son" come before much else
        if ((WeakMarkers.At(words, i)?.End ?? SlotReader.PersonAt(words, i)) is not { } end)
            return null;
        end = SkipHonours(words, end);
        return end < words.Count && (GivenNames.IsOne(words[end].Text) || char.IsUpper(utterance.Typed[words[end].Start]) && IsNamePart(words, end)) ? end : null;
    }

    static int SkipHonours(IReadOnlyList<Word> words, int start)
    {
        while (start < words.Count && (words[start].IsMark || Honours.Contains(words[start].Text)))
            start++;
        return start;
    }

    // معتز هاني ومازن هاني; Ella and Max Shaw
    static IEnumerable<(int From, int To)> Parts(IReadOnlyList<Word> words, int start)
    {
        while (true)
        {
            var end = start;
            while (end < words.Count && end - start < LongestName && IsNamePart(words, end) && !(end > start && SecondBegins(words, end)))
                end++;
            if (end == start || words.Skip(start).Take(end - start).Sum(word => word.Text.Length) < 2)
                yield break;
            yield return (start, end);
            if (end >= words.Count || !SecondBegins(words, end))
                yield break;
            start = words[end].Text is "و" or "and" ? end + 1 : end;
            if (start >= words.Count || !IsNamePart(words, start))
                yield break;
        }
    }

    // the "and" before another name, also where it is written onto it
    static bool SecondBegins(IReadOnlyList<Word> words, int i) =>
        words[i].Text is "و" or "and" && i + 1 < words.Count && IsNamePart(words, i + 1)
        || words[i].Text[0] == 'و' && !GivenNames.IsOne(words[i].Text) && GivenNames.IsOne(words[i].Text[1..]);

    static bool IsNamePart(IReadOnlyList<Word> words, int i)
    {
        var word = words[i];
        return !word.IsMark && !char.IsAsciiDigit(word.Text[0]) && !Stops.Contains(word.Text) && (Markers.At(words, i) is null || GivenNames.IsOne(word.Text));
    }

    static string Bare(Utterance utterance, int from, int to)
    {
        var name = utterance.TypedOf(from, to).Trim();
        return name[0] == 'و' && SecondBegins(utterance.Words, from) ? name[1..] : name;
    }

    /// <summary>Whether a number that may be a phone's stands in it.</summary>
    public static bool HasPhone(Utterance utterance)
    {
        foreach (Match run in Runs().Matches(Digits.Fold(utterance.Typed)))
            if (run.Value.Count(char.IsAsciiDigit) >= 8)
                return true;
        return false;
    }

    static PhraseBook<bool> Book(string head) =>
        new(WordFiles.Read(typeof(PersonReader), "person-words.txt").Where(line => line.Head == head).SelectMany(line => line.Said.Split(',')).Select(phrase => (phrase, true)));

    static IEnumerable<string> Words(string head) =>
        WordFiles.Read(typeof(PersonReader), "person-words.txt").Where(line => line.Head == head).SelectMany(line => line.Said.Split(',')).Select(word => Utterance.Of(word).Folded).Where(word => word.Length > 0);

    [GeneratedRegex(@"\+?[0-9](?:[ \-]?[0-9])*", RegexOptions.NonBacktracking)]
    private static partial Regex Runs();
}
