using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Model;
using Portal.Hosting;

namespace Portal.Features.Booking.WaitingList;

/// <summary>What somebody waits for, in words; the texts are of the page that says them.</summary>
static class WishWords
{
    /// <summary>Monday 23 November · 23 November to 6 December: Saturday, Sunday.</summary>
    public static string Days(this ClinicContext clinic, IStringLocalizer texts, WaitlistWishes wishes)
    {
        var days = wishes.From == wishes.To
            ? clinic.Format.Day(wishes.From, clinic.Today)
            : texts["Wish.Days", clinic.Format.DayAndMonth(wishes.From), clinic.Format.DayAndMonth(wishes.To)].Value;
        return wishes.Days == Weekdays.All || wishes.From == wishes.To ? days : $"{days}: {string.Join(Comma(clinic), clinic.Week().Where(day => wishes.Days.HasFlag(WaitlistWishes.On(day))).Select(clinic.Format.Weekday))}";
    }

    public static string Times(this ClinicContext clinic, IStringLocalizer texts, WaitlistWishes wishes) => wishes switch
    {
        { Part: { } part } => texts[$"Wish.Part.{part}"],
        { FromTime: { } from, ToTime: { } to } => texts["Wish.Hours", clinic.Format.Time(from), clinic.Format.Time(to)],
        _ => "",
    };

    /// <summary>The days of a week as the clinic's country counts them.</summary>
    public static IEnumerable<NodaTime.IsoDayOfWeek> Week(this ClinicContext clinic)
    {
        var first = (int)Calendar.DeskAddress.WeekOf(clinic.Today, clinic.Tenant.Country).Start.DayOfWeek;
        return Enumerable.Range(0, 7).Select(n => (NodaTime.IsoDayOfWeek)((first + n - 1) % 7 + 1));
    }

    static string Comma(ClinicContext clinic) => clinic.Language == Languages.Arabic ? "، " : ", ";
}
