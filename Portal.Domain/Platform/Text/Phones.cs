using System.Globalization;
using System.Text;
using Lib = PhoneNumbers;

namespace Portal.Domain.Platform.Text;

/// <summary>Phone numbers as people type them, as they are kept (E.164) and as they are shown.</summary>
public static class Phones
{
    static readonly Lib.PhoneNumberUtil Util = Lib.PhoneNumberUtil.GetInstance();

    /// <param name="typed">With or without spaces, in any script's digits, local, or international with + or 00.</param>
    /// <param name="country">ISO 3166 alpha-2: whose local form is meant where no country is said.</param>
    /// <returns>E.164, or null where it is no number that can be called.</returns>
    public static string? Parse(string? typed, string country)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > 40)
            return null;
        var text = Clean(typed);
        if (text.StartsWith("00", StringComparison.Ordinal))
            text = string.Concat("+", text.AsSpan(2));
        try
        {
            var number = Util.Parse(text, country);
            return Util.IsValidNumber(number) ? Util.Format(number, Lib.PhoneNumberFormat.E164) : null;
        }
        catch (Lib.NumberParseException)
        {
            return null;
        }
    }

    /// <summary>As it is written inside its own country, such as <c>0100 123 4567</c>; left as it is where it cannot be read.</summary>
    public static string National(string e164) => Format(e164, Lib.PhoneNumberFormat.NATIONAL);

    /// <summary>National for readers in the number's country, international for all others.</summary>
    public static string Display(string e164, string country) =>
        Format(e164, IsOf(e164, country) ? Lib.PhoneNumberFormat.NATIONAL : Lib.PhoneNumberFormat.INTERNATIONAL);

    static string Format(string e164, Lib.PhoneNumberFormat format)
    {
        try
        {
            return Util.Format(Util.Parse(e164, null), format);
        }
        catch (Lib.NumberParseException)
        {
            return e164;
        }
    }

    static bool IsOf(string e164, string country) => e164.StartsWith($"+{Util.GetCountryCodeForRegion(country)}", StringComparison.Ordinal);

    // the invisible marks that come with a number copied from a right-to-left page
    static string Clean(string typed)
    {
        var text = new StringBuilder(typed.Length);
        foreach (var c in Digits.Fold(typed.Trim()))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
                text.Append(c);
        return text.ToString().TrimStart();
    }
}
