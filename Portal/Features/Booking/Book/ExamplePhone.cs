using PhoneNumbers;

namespace Portal.Features.Booking.Book;

/// <summary>A mobile number of a country as people there write it, to show what is wanted.</summary>
static class ExamplePhone
{
    static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    // isolated: inside Arabic text its groups would change places
    public static string Of(string country) =>
        Util.GetExampleNumberForType(country, PhoneNumberType.MOBILE) is { } number ? $"\u2066{Util.Format(number, PhoneNumberFormat.NATIONAL)}\u2069" : "";
}
