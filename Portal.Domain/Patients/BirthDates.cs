using NodaTime;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Patients;

/// <summary>
/// Dates of birth as people type them, day first: 3/5/1990, ٣-٥-١٩٩٠, 3.5.90; as HTML's own field sends them, 1990-05-03; a year alone; or an age, which is
/// the first of January of the year that makes it so today.
/// </summary>
public static class BirthDates
{
    const int OldestAge = 120;

    /// <param name="today">The clinic's.</param>
    /// <returns>Null where it is no date, one to come, or of nobody alive.</returns>
    public static LocalDate? Parse(string? typed, LocalDate today)
    {
        var parts = Digits.Fold(typed ?? "").Split(['/', '-', '.', ' ', '،', ',', '\\', '\u200e', '\u200f'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is not (1 or 3) || !Array.TrueForAll(parts, part => part.Length <= 4 && part.All(char.IsAsciiDigit)))
            return null;
        var numbers = Array.ConvertAll(parts, int.Parse);
        var date = numbers switch
        {
            [var age] when parts[0].Length <= 3 => FirstOf(today.Year - age),
            [var year] => FirstOf(year),
            [var year, var month, var day] when parts[0].Length == 4 => Of(year, month, day),
            [var day, var month, var year] => Of(parts[2].Length <= 2 ? Century(year, today) : year, month, day),
            _ => null,
        };
        return date is { } born && born <= today && born > today.PlusYears(-OldestAge - 1) ? born : null;
    }

    // nobody was born in a year to come
    static int Century(int year, LocalDate today) => year + (year > today.Year % 100 ? today.Year / 100 - 1 : today.Year / 100) * 100;

    static LocalDate? FirstOf(int year) => Of(year, 1, 1);

    static LocalDate? Of(int year, int month, int day) =>
        year is > 0 and < 9999 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;
}
