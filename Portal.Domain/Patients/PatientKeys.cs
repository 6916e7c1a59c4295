using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Patients;

/// <summary>
/// The keys a patient is found by; each kind has a prefix and is searched by ranges: <c>n:</c> a folded word of the name, <c>s:</c> its
/// skeleton (where the scripts meet), <c>v:</c> the skeleton with its long vowel, <c>e:</c> the phone's digits from the end, <c>d:</c> its digits as dialled at home.
/// </summary>
public static class PatientKeys
{
    const int Longest = 60;

    /// <summary>To be written in the same save as the patient.</summary>
    public static IEnumerable<PatientKey> Of(Patient patient) =>
        Texts(patient.Name, patient.Phone).Distinct(StringComparer.Ordinal).Select(key => new PatientKey(patient.TenantId, key, patient.Id));

    static IEnumerable<string> Texts(string name, string phone)
    {
        // a name in two parts is found by the whole and by each part
        foreach (var word in NameFolding.Words(name).Concat(NameFolding.Parts(name)).Distinct(StringComparer.Ordinal))
        {
            yield return Cut("n:" + word);
            if (NameFolding.WithoutArticle(word) is { } bare)
                yield return Cut("n:" + bare);
            yield return Cut("v:" + NameSkeleton.WithLongVowel(word));
            foreach (var skeleton in NameSkeleton.AllOf(word))
                yield return Cut("s:" + skeleton);
        }

        yield return "e:" + Reversed(Digits.Only(phone));
        yield return "d:" + Digits.Only(Phones.National(phone));
    }

    /// <summary>What typed words ask for: a patient must have a key in one range of each word.</summary>
    /// <param name="Word">Numbers the typed word.</param>
    /// <param name="Weight">Less is a better match.</param>
    internal readonly record struct KeyRange(int Word, string Low, string High, int Weight);

    /// <returns>Nothing where too little was typed to search by.</returns>
    internal static List<KeyRange> Wanted(string typed, string country)
    {
        var digits = Digits.Only(typed);
        if (digits.Length >= 3 && !typed.Any(char.IsLetter))
            return WantedPhone(typed, digits, country);
        var ranges = new List<KeyRange>();
        var words = NameFolding.Words(typed);
        for (var i = 0; i < words.Count; i++)
        {
            Exact(ranges, i, "n:" + words[i], 0);
            Prefix(ranges, i, "n:" + words[i], 1);
            Exact(ranges, i, "v:" + NameSkeleton.WithLongVowel(words[i]), 2);
            foreach (var skeleton in NameSkeleton.AllOf(words[i]))
            {
                Exact(ranges, i, "s:" + skeleton, 3);
                if (skeleton.Length >= 2) // one consonant begins half of all names
                    Prefix(ranges, i, "s:" + skeleton, 4);
            }
        }

        return ranges;
    }

    /// <summary>Finds those who are on the screen already, as <see cref="FindPatients"/> finds all: by the beginnings of names in either script, or by either end of the phone.</summary>
    /// <returns>Tells of a name and a phone whether they are meant; null where too little was typed to search by.</returns>
    public static Func<string, string, bool>? Finder(string typed, string country)
    {
        var words = Wanted(typed, country).GroupBy(range => range.Word).Select(ranges => ranges.ToArray()).ToArray();
        return words.Length == 0 ? null : (name, phone) =>
        {
            var keys = Texts(name, phone).ToArray();
            return Array.TrueForAll(words, ranges => Array.Exists(ranges, range =>
                Array.Exists(keys, key => string.CompareOrdinal(key, range.Low) >= 0 && string.CompareOrdinal(key, range.High) < 0)));
        };
    }

    static List<KeyRange> WantedPhone(string typed, string digits, string country)
    {
        var ranges = new List<KeyRange>();
        if (Phones.Parse(typed, country) is { } whole)
            Exact(ranges, 0, "e:" + Reversed(Digits.Only(whole)), 0);
        Prefix(ranges, 0, "e:" + Reversed(digits), 1);
        Prefix(ranges, 0, "d:" + digits, 2);
        return ranges;
    }

    static void Exact(List<KeyRange> ranges, int word, string key, int weight) => ranges.Add(new(word, Cut(key), Cut(key) + '\u0001', weight));

    // collation "C" orders by code point, and no letter comes after the last of the basic plane's
    static void Prefix(List<KeyRange> ranges, int word, string key, int weight) => ranges.Add(new(word, Cut(key), Cut(key) + '\uffff', weight));

    static string Cut(string key) => key.Length <= Longest ? key : key[..Longest];

    static string Reversed(string digits) => string.Create(digits.Length, digits, static (span, from) =>
    {
        from.CopyTo(span);
        span.Reverse();
    });
}
