using System.Globalization;
using NodaTime;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Patients;

/// <summary>
/// What somebody who types into the search may mean: words of a name, a phone or a part of one, a year or a day of birth, the number of a file; the name and one of
/// the others together.
/// </summary>
static class TypedPatient
{
    const int FewestAlone = 3, FewestAfterZeros = 5, OldestYear = 1890;

    /// <returns>Nothing where too little was typed to search by; the words that few people meet, those of digits, are numbered last.</returns>
    public static List<KeyRange> Wanted(string typed, string country)
    {
        var ranges = new List<KeyRange>();
        var word = 0;
        var digits = Digits.Only(typed);
        if (!typed.Any(char.IsLetter))
        {
            if (digits.Length >= FewestAlone)
                WithoutLetters(ranges, typed.Trim(), digits, country);
            return ranges;
        }

        var (name, numbers) = Apart(typed);
        var parts = NameFolding.Words(name);
        foreach (var part in parts)
            OfName(ranges, word++, part, parts.Count + numbers.Count == 1);
        foreach (var number in numbers)
            if (number.Count(char.IsAsciiDigit) >= FewestAlone)
                WithoutLetters(ranges, number, Digits.Only(number), country, word++);
        // "A 12/7" may be the number of a file as well, which says all of it at once
        for (var each = 0; digits.Length > 0 && each < word; each++)
            ranges.Add(KeyRange.Exact(each, PatientKeys.File(typed), 0));
        return ranges;
    }

    /// <summary>Whether the last of several words is one that few people meet: a piece of a phone, and no year, which is hundreds'.</summary>
    public static bool EndsWithFewPeoples(List<KeyRange> ranges) =>
        ranges[^1].Word > 0 && ranges.FindAll(range => range.Word == ranges[^1].Word) is var last
        && last.Exists(range => range.Low.StartsWith("e:", StringComparison.Ordinal)) && !last.Exists(range => range.Low.StartsWith("b:", StringComparison.Ordinal));

    // runs of digits, with what stands between the digits of a phone or a date, come out; the rest is the name
    static (string Name, List<string> Numbers) Apart(string typed)
    {
        var name = new List<string>();
        var numbers = new List<string>();
        var number = false;
        foreach (var piece in Digits.Fold(typed).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var isNumber = piece.Any(char.IsAsciiDigit) && !piece.Any(char.IsLetter);
            if (!isNumber)
                name.Add(piece);
            else if (number && YearOf(numbers[^1]) is null)
                numbers[^1] += piece; // a phone in pieces; a year stands alone
            else
                numbers.Add(piece);
            number = isNumber;
        }

        return (string.Join(' ', name), numbers);
    }

    static void OfName(List<KeyRange> ranges, int word, string part, bool alone)
    {
        // one letter begins a tenth of all names
        ranges.Add(alone && part.Length < 2 ? KeyRange.Exact(word, "n:" + part, 0) : KeyRange.Prefix(word, "n:" + part, 1, whole: 0));
        ranges.Add(KeyRange.Exact(word, "v:" + NameSkeleton.WithLongVowel(part), 2));
        foreach (var skeleton in NameSkeleton.Readings(part)) // and one consonant half of them
            ranges.Add(skeleton.Length >= 2 ? KeyRange.Prefix(word, PatientKeys.Sounding(skeleton), 4, whole: 3) : KeyRange.Exact(word, PatientKeys.Sounding(skeleton), 3));
    }

    static void WithoutLetters(List<KeyRange> ranges, string typed, string digits, string country, int word = 0)
    {
        ranges.Add(KeyRange.Exact(word, PatientKeys.File(typed), 0));
        if (Phones.Parse(typed, country) is { } whole)
            ranges.Add(KeyRange.Exact(word, PatientKeys.WholePhone(whole), 0));
        if (YearOf(digits) is { } year)
            ranges.Add(KeyRange.Prefix(word, $"b:{year}-", 1));
        if (DayOf(typed) is { } born)
            ranges.Add(KeyRange.Exact(word, PatientKeys.Born(born), 0));
        ranges.Add(KeyRange.Prefix(word, "e:" + PatientKeys.Reversed(digits), 1));
        ranges.Add(KeyRange.Prefix(word, "d:" + digits, 2));
        if (digits.Length < PatientKeys.FewestDigits)
            return;
        ranges.Add(KeyRange.Prefix(word, "m:" + digits, 3));
        if (digits.StartsWith("00", StringComparison.Ordinal) && digits.Length > FewestAfterZeros)
            ranges.Add(KeyRange.Prefix(word, "m:" + digits[2..], 3));
    }

    static string? YearOf(string digits) =>
        digits.Length == 4 && int.Parse(digits, CultureInfo.InvariantCulture) is >= OldestYear and < 2100 ? digits : null;

    // only with its year in full: 0100-123-4567 is no day
    static LocalDate? DayOf(string typed)
    {
        var parts = Digits.Fold(typed).Split(['/', '-', '.'], StringSplitOptions.RemoveEmptyEntries);
        return parts is [{ Length: <= 4 }, { Length: <= 2 }, { Length: <= 4 }] && Array.Find(parts, part => part.Length == 4) is { } year && int.TryParse(year, out var number) && number < 9999
            ? BirthDates.Parse(typed, new LocalDate(number, 12, 31)) : null;
    }
}
