using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients.Model;
using Portal.Hosting;
using Portal.Resources.Site;

namespace Portal.Features.Booking.Book;

/// <summary>Whom a service is for, and what it costs whom, in words.</summary>
static class PersonWords
{
    /// <summary>For women · for ages 4 to 14 · for women from the age of 18.</summary>
    public static string ForWhom(this ClinicContext clinic, IStringLocalizer<VisitTexts> texts, PersonRule rule)
    {
        var age = (rule.MinAge, rule.MaxAge) switch
        {
            ({ } least, { } most) => texts["Age.Between", clinic.Format.Number(least), clinic.Format.Number(most)].Value,
            ({ } least, null) => texts["Age.From", clinic.Format.Number(least)].Value,
            (null, { } most) => texts["Age.To", clinic.Format.Number(most)].Value,
            _ => "",
        };
        var who = rule.Gender switch { Gender.Female => texts["For.Female"].Value, Gender.Male => texts["For.Male"].Value, _ => texts["For.Anybody"].Value };
        return age.Length == 0 ? who : $"{who} {age}";
    }

    /// <summary>The price, free, or that the desk tells it.</summary>
    public static string PriceOf(this ClinicContext clinic, IStringLocalizer<VisitTexts> texts, decimal? price) => price switch
    {
        null => texts["Price.AtDesk"],
        0 => texts["Price.Free"],
        { } amount => clinic.Format.Price(amount),
    };
}
