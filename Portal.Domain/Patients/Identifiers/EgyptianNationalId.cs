using System.Globalization;
using NodaTime;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Patients.Identifiers;

/// <summary>
/// What an Egyptian national id says: <c>C YYMMDD GG SSSS X</c>, 14 digits: the century (2 is 1900–1999, 3 is 2000–2099), the day of birth, the governorate of
/// birth, a serial number whose last digit is odd for men and even for women, and a check digit.
/// </summary>
/// <remarks>
/// The parts are those that en.wikipedia.org/wiki/Egyptian_National_Identity_Card gives (the card of Law 143 of 1994 on civil status); the codes of the governorates and the digit
/// of the gender are those of codereview.stackexchange.com/questions/221899. The check digit is not verified: the ministry has not published how it is reckoned, and the two ways
/// that are in circulation (Luhn's, and weights modulo 11) contradict each other, so that either would refuse people's real numbers.
/// </remarks>
/// <param name="Governorate">Its code; see <see cref="Governorates"/>.</param>
public sealed record EgyptianNationalId(LocalDate BirthDate, string Governorate, Gender Gender)
{
    const int Length = 14;

    /// <summary>Code, name in Arabic, name in English.</summary>
    static readonly Dictionary<string, (string Ar, string En)> Governorates = new(StringComparer.Ordinal)
    {
        ["01"] = ("القاهرة", "Cairo"), ["02"] = ("الإسكندرية", "Alexandria"), ["03"] = ("بورسعيد", "Port Said"), ["04"] = ("السويس", "Suez"),
        ["11"] = ("دمياط", "Damietta"), ["12"] = ("الدقهلية", "Dakahlia"), ["13"] = ("الشرقية", "Sharqia"), ["14"] = ("القليوبية", "Qalyubia"),
        ["15"] = ("كفر الشيخ", "Kafr El Sheikh"), ["16"] = ("الغربية", "Gharbia"), ["17"] = ("المنوفية", "Monufia"), ["18"] = ("البحيرة", "Beheira"),
        ["19"] = ("الإسماعيلية", "Ismailia"), ["21"] = ("الجيزة", "Giza"), ["22"] = ("بني سويف", "Beni Suef"), ["23"] = ("الفيوم", "Fayoum"),
        ["24"] = ("المنيا", "Minya"), ["25"] = ("أسيوط", "Asyut"), ["26"] = ("سوهاج", "Sohag"), ["27"] = ("قنا", "Qena"), ["28"] = ("أسوان", "Aswan"),
        ["29"] = ("الأقصر", "Luxor"), ["31"] = ("البحر الأحمر", "Red Sea"), ["32"] = ("الوادي الجديد", "New Valley"), ["33"] = ("مطروح", "Matrouh"),
        ["34"] = ("شمال سيناء", "North Sinai"), ["35"] = ("جنوب سيناء", "South Sinai"), ["88"] = ("خارج مصر", "Outside Egypt"),
    };

    public string GovernorateName(string language) => Governorates[Governorate] is var (ar, en) && language == "ar" ? ar : Governorates[Governorate].En;

    /// <param name="digits">0–9 alone.</param>
    /// <param name="today">The clinic's: nobody is born later.</param>
    /// <returns>Null where it can be nobody's.</returns>
    public static EgyptianNationalId? Parse(string digits, LocalDate today)
    {
        if (digits.Length != Length || !digits.All(char.IsAsciiDigit) || digits[0] is not ('2' or '3') || !Governorates.ContainsKey(digits[7..9]))
            return null;
        var year = (digits[0] == '2' ? 1900 : 2000) + Number(digits[1..3]);
        var (month, day) = (Number(digits[3..5]), Number(digits[5..7]));
        if (month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month) || new LocalDate(year, month, day) is var born && born > today)
            return null;
        return new(born, digits[7..9], (digits[12] - '0') % 2 == 1 ? Gender.Male : Gender.Female);
    }

    static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
