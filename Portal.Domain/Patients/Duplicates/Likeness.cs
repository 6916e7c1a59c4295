using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Patients.Duplicates;

/// <summary>What two records have in common, or what speaks against their being of one person.</summary>
[Flags]
public enum Likenesses
{
    None = 0,
    SameNationalId = 1,
    SamePhone = 2,
    SameBirthDate = 4,
    SameName = 8,

    /// <summary>The names may be one: another spelling, another script, a part of the other.</summary>
    RelatedName = 16,
    OtherBirthDate = 32,
    OtherGender = 64,
    OtherNationalId = 128,
}

/// <summary>
/// How likely two records are of one person, from 0 to 100. No mark alone is enough but the national id: families share a phone, and twins the day of birth too;
/// thousands share a name.
/// </summary>
/// <param name="Score">From <see cref="Suggested"/> on it is worth looking at both.</param>
public readonly record struct Likeness(int Score, Likenesses Why)
{
    public const int Suggested = 50;

    public static Likeness Of(Patient one, Patient other)
    {
        var (score, why) = Name(one, other);
        if (one.Phone == other.Phone)
            Add(25, Likenesses.SamePhone);
        if (one.NationalIdHash is { } id && other.NationalIdHash is { } otherId)
            _ = id.AsSpan().SequenceEqual(otherId) ? Add(60, Likenesses.SameNationalId) : Add(-60, Likenesses.OtherNationalId);
        if (one.BirthDate is { } born && other.BirthDate is { } otherBorn)
            _ = born == otherBorn ? Add(20, Likenesses.SameBirthDate) : IsYearAlone(born, otherBorn) ? Add(10, Likenesses.SameBirthDate) : Add(-30, Likenesses.OtherBirthDate);
        if (one.Gender is { } gender && other.Gender is { } otherGender && gender != otherGender)
            Add(-30, Likenesses.OtherGender);
        return new(Math.Clamp(score, 0, 100), why);

        int Add(int points, Likenesses reason)
        {
            why |= reason;
            return score += points;
        }
    }

    // the first of January is what an age or a year was written down as
    static bool IsYearAlone(LocalDate one, LocalDate other) => one.Year == other.Year && (one.DayOfYear == 1 || other.DayOfYear == 1);

    static (int Score, Likenesses Why) Name(Patient one, Patient other) =>
        (from a in Names(one) from b in Names(other) select OfNames(a, b)).MaxBy(likeness => likeness.Score);

    static IEnumerable<string> Names(Patient patient) => patient.OtherName is { } other ? [patient.Name, other] : [patient.Name];

    internal static (int Score, Likenesses Why) OfNames(string one, string other)
    {
        var (a, b) = (NameFolding.Words(one), NameFolding.Words(other));
        if (a.SequenceEqual(b, StringComparer.Ordinal))
            return (40, Likenesses.SameName);
        var (shorter, longer) = a.Count <= b.Count ? (a, b) : (b, a);
        if (shorter.Count == 0 || !Sounds(shorter[0], longer[0]))
            return default;
        // the words of the shorter one stand in the longer one in their order: a grandfather may be left out
        var (at, alike) = (0, true);
        foreach (var word in shorter)
        {
            while (at < longer.Count && !Sounds(word, longer[at]))
                at++;
            if (at == longer.Count)
                return default;
            alike &= SameVowels(word, longer[at]);
            at++;
        }

        if (shorter.Count == 1)
            return (alike ? 25 : 10, Likenesses.RelatedName);
        // vowels of two scripts prove less than vowels of one: with the phone in common both are worth looking at
        return (alike ? 30 : IsArabic(one) == IsArabic(other) ? 20 : 25, Likenesses.RelatedName);
    }

    static bool IsArabic(string name) => name.Any(c => c is >= '\u0600' and <= '\u06FF');

    static bool Sounds(string one, string other) => one == other || NameSkeleton.Readings(one).Intersect(NameSkeleton.Readings(other), StringComparer.Ordinal).Any();

    // محمد and محمود have the same skeleton and are two names
    static bool SameVowels(string one, string other) => one == other || NameSkeleton.WithLongVowel(one) == NameSkeleton.WithLongVowel(other);
}
