using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Patients;

/// <summary>
/// The keys a patient is found by; each kind has a prefix and is searched by ranges: <c>n:</c> a folded word of the name, <c>s:</c> its
/// skeleton (where the scripts meet), <c>v:</c> the skeleton with its long vowel, <c>e:</c> the phone's digits from the end, <c>d:</c> its digits as dialled at home,
/// <c>m:</c> its digits from each place on, <c>b:</c> the date of birth, <c>f:</c> the number of the paper file.
/// </summary>
public static class PatientKeys
{
    internal const int FewestDigits = 4;

    /// <summary>To be written in the same save as the patient.</summary>
    public static IEnumerable<PatientKey> Of(Patient patient) =>
        Texts(patient).Distinct(StringComparer.Ordinal).Select(key => new PatientKey(patient.TenantId, key, patient.Id));

    /// <summary>Of a patient that was changed: what no longer holds is taken away and what is new is added, in the same save.</summary>
    internal static async Task RewriteAsync(PortalDbContext db, Patient patient, CancellationToken cancellation)
    {
        var wanted = Of(patient).ToDictionary(key => key.Key, StringComparer.Ordinal);
        var kept = await db.Set<PatientKey>().AsTracking().Where(key => key.PatientId == patient.Id).ToListAsync(cancellation);
        db.RemoveRange(kept.Where(key => !wanted.ContainsKey(key.Key)));
        db.AddRange(wanted.Values.ExceptBy(kept.Select(key => key.Key), key => key.Key, StringComparer.Ordinal));
    }

    static IEnumerable<string> Texts(Patient patient)
    {
        foreach (var key in Texts(patient.Name, patient.Phone))
            yield return key;
        foreach (var key in OfName(patient.OtherName ?? ""))
            yield return key;
        if (patient.BirthDate is { } born)
            yield return Born(born);
        if (patient.FileNumber is { } file)
            yield return File(file);
    }

    static IEnumerable<string> Texts(string name, string phone)
    {
        foreach (var key in OfName(name))
            yield return key;
        var digits = Digits.Only(phone);
        yield return WholePhone(phone);
        yield return "d:" + Digits.Only(Phones.National(phone));
        for (var from = 0; from + FewestDigits <= digits.Length; from++)
            yield return "m:" + digits[from..];
    }

    static IEnumerable<string> OfName(string name)
    {
        // a name in two parts is found by the whole and by each part
        foreach (var word in NameFolding.Words(name).Concat(NameFolding.Parts(name)).Distinct(StringComparer.Ordinal))
        {
            yield return KeyRange.Cut("n:" + word);
            if (NameFolding.WithoutArticle(word) is { } bare)
                yield return KeyRange.Cut("n:" + bare);
            yield return KeyRange.Cut("v:" + NameSkeleton.WithLongVowel(word));
            foreach (var skeleton in NameSkeleton.Readings(word))
                yield return Sounding(skeleton);
        }
    }

    internal static string Sounding(string skeleton) => KeyRange.Cut("s:" + skeleton);

    internal static string WholePhone(string phone) => "e:" + Reversed(Digits.Only(phone));

    internal static string Born(LocalDate born) => $"b:{born.Year:0000}-{born.Month:00}-{born.Day:00}";

    internal static string File(string number) => KeyRange.Cut("f:" + Folded(number));

    // A 12/7 and a12/7 are one file, in either digits
    static string Folded(string number) => string.Concat(Digits.Fold(number).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();

    internal static string Reversed(string digits) => string.Create(digits.Length, digits, static (span, from) =>
    {
        from.CopyTo(span);
        span.Reverse();
    });

    /// <summary>Finds those who are on the screen already, as <see cref="FindPatients"/> finds all: by the beginnings of names in either script, or by a part of the phone.</summary>
    /// <returns>Tells of a name and a phone whether they are meant; null where too little was typed to search by.</returns>
    public static Func<string, string, bool>? Finder(string typed, string country)
    {
        var words = TypedPatient.Wanted(typed, country).GroupBy(range => range.Word).Select(ranges => ranges.ToArray()).ToArray();
        return words.Length == 0 ? null : (name, phone) =>
        {
            var keys = Texts(name, phone).ToArray();
            return Array.TrueForAll(words, ranges => Array.Exists(ranges, range => Array.Exists(keys, range.Holds)));
        };
    }
}

/// <summary>A range of keys that a typed word asks for: a patient must have a key in one range of each word.</summary>
/// <param name="Word">Numbers the typed word.</param>
/// <param name="Weight">Less is a better match.</param>
/// <param name="Whole">The weight where the key is all that was typed, and not only begins so.</param>
readonly record struct KeyRange(int Word, string Low, string High, int Weight, int Whole)
{
    const int Longest = 60;

    public static KeyRange Exact(int word, string key, int weight) => new(word, Cut(key), Cut(key) + '\u0001', weight, weight);

    // collation "C" orders by code point, and no letter comes after the last of the basic plane's
    public static KeyRange Prefix(int word, string key, int weight, int? whole = null) => new(word, Cut(key), Cut(key) + '\uffff', weight, whole ?? weight);

    public bool Holds(string key) => string.CompareOrdinal(key, Low) >= 0 && string.CompareOrdinal(key, High) < 0;

    public static string Cut(string key) => key.Length <= Longest ? key : key[..Longest];
}
