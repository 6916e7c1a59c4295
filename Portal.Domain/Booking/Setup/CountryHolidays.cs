using NodaTime;

namespace Portal.Domain.Booking.Setup;

/// <summary>A public holiday that a clinic may want to close on.</summary>
/// <param name="ByMoon">Reckoned by the Umm al-Qura calendar; the day that is announced may be one earlier or later.</param>
public sealed record SuggestedHoliday(LocalDate Date, string NameAr, string NameEn, bool ByMoon);

/// <summary>
/// A country's public holidays, as a list to start from: the clinic takes what it closes on. Fixed days as their laws name them (Egypt: the yearly decrees of the
/// Prime Minister; Saudi Arabia, the Emirates and Jordan: their labour regulations); Sham El-Nessim is the day after the Coptic Easter, by the Julian computus
/// (J. Meeus, Astronomical Algorithms, chapter 9).
/// </summary>
public static class CountryHolidays
{
    static readonly Dictionary<string, (int Month, int Day, string Ar, string En)[]> Fixed = new()
    {
        ["EG"] =
        [
            (1, 7, "عيد الميلاد المجيد", "Coptic Christmas"), (1, 25, "عيد الشرطة وثورة ٢٥ يناير", "Police Day and 25 January"), (4, 25, "عيد تحرير سيناء", "Sinai Liberation Day"),
            (5, 1, "عيد العمال", "Labour Day"), (6, 30, "ثورة ٣٠ يونيو", "30 June"), (7, 23, "ثورة ٢٣ يوليو", "23 July"), (10, 6, "عيد القوات المسلحة", "Armed Forces Day"),
        ],
        ["SA"] = [(2, 22, "يوم التأسيس", "Founding Day"), (9, 23, "اليوم الوطني", "National Day")],
        ["AE"] = [(1, 1, "رأس السنة الميلادية", "New Year's Day"), (12, 2, "عيد الاتحاد", "National Day"), (12, 3, "عيد الاتحاد", "National Day")],
        ["JO"] = [(1, 1, "رأس السنة الميلادية", "New Year's Day"), (5, 1, "عيد العمال", "Labour Day"), (5, 25, "عيد الاستقلال", "Independence Day"), (12, 25, "عيد الميلاد المجيد", "Christmas Day")],
    };

    static readonly (int Month, int Day, string Ar, string En, string Countries)[] ByMoon =
    [
        (1, 1, "رأس السنة الهجرية", "Islamic New Year", "EG AE JO"), (3, 12, "المولد النبوي", "Birthday of the Prophet", "EG AE JO"),
        (10, 1, "عيد الفطر", "Eid al-Fitr", "EG SA AE JO"), (10, 2, "عيد الفطر", "Eid al-Fitr", "EG SA AE JO"), (10, 3, "عيد الفطر", "Eid al-Fitr", "EG SA AE JO"),
        (12, 9, "وقفة عرفات", "Day of Arafah", "EG SA AE JO"), (12, 10, "عيد الأضحى", "Eid al-Adha", "EG SA AE JO"), (12, 11, "عيد الأضحى", "Eid al-Adha", "EG SA AE JO"),
        (12, 12, "عيد الأضحى", "Eid al-Adha", "EG SA AE JO"),
    ];

    /// <param name="country">ISO 3166-1; one without a list of its own has none.</param>
    /// <returns>Of the days from <paramref name="from"/> for a year, earliest first.</returns>
    public static IReadOnlyList<SuggestedHoliday> After(string country, LocalDate from)
    {
        var until = from.PlusYears(1);
        var all = new List<SuggestedHoliday>();
        for (var year = from.Year; year <= until.Year; year++)
        {
            foreach (var (month, day, ar, en) in Fixed.GetValueOrDefault(country, []))
                all.Add(new(new LocalDate(year, month, day), ar, en, false));
            if (country == "EG")
                all.Add(new(OrthodoxEaster(year).PlusDays(1), "شم النسيم", "Sham El-Nessim", false));
        }

        // a year of the sun meets two of the moon
        var hijri = from.WithCalendar(CalendarSystem.UmAlQura).Year;
        foreach (var (month, day, ar, en, countries) in ByMoon)
            for (var year = hijri; year <= hijri + 1 && countries.Contains(country, StringComparison.Ordinal); year++)
                all.Add(new(new LocalDate(year, month, day, CalendarSystem.UmAlQura).WithCalendar(CalendarSystem.Iso), ar, en, true));
        return [.. all.Where(holiday => holiday.Date >= from && holiday.Date < until).OrderBy(holiday => holiday.Date)];
    }

    // in the Gregorian calendar; the Julian one is thirteen days behind until 2100
    static LocalDate OrthodoxEaster(int year)
    {
        var (a, b, c) = (year % 4, year % 7, year % 19);
        var d = (19 * c + 15) % 30;
        var e = (2 * a + 4 * b - d + 34) % 7;
        var sum = d + e + 114;
        return new LocalDate(year, sum / 31, sum % 31 + 1, CalendarSystem.Julian).WithCalendar(CalendarSystem.Iso);
    }
}
