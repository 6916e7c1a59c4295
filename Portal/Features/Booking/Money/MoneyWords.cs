using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking.Money;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.Booking.Money;

static class MoneyWords
{
    public static string Sentence(this IStringLocalizer<MoneyTexts> texts, MoneyError error) => texts[$"Error.{error}"];

    /// <summary>By which receipt this one was taken back: whole, or what of a deposit was too much.</summary>
    public static string GivenBack(this IStringLocalizer<MoneyTexts> texts, ClinicFormat format, ReceiptRow receipt, long by) => receipt.GivenBack is { } part && part < receipt.Paid
        ? texts["Receipt.SurplusBy", format.Price(part), format.Digits(by)]
        : texts["Receipt.ReversedBy", format.Digits(by)];

    /// <summary>نوفمبر ٢٠٢٦ · November 2026.</summary>
    public static string MonthName(this ClinicFormat format, YearMonth month) => $"{format.Month(month.OnDayOfMonth(1))} {format.Number(month.Year)}";

    /// <summary>A sum with its sign in front, also where it is nothing more and nothing less.</summary>
    public static string Signed(this ClinicFormat format, decimal amount) => amount switch
    {
        > 0 => "+" + format.Price(amount),
        < 0 => "−" + format.Price(-amount),
        _ => format.Price(0),
    };

    /// <summary>A sum that may be below nothing.</summary>
    public static string Sum(this ClinicFormat format, decimal amount) => amount < 0 ? "−" + format.Price(-amount) : format.Price(amount);

    public static string Link(this ReceiptRow receipt, string language) => $"/desk/receipts/{receipt.Id}?lang={language}";

    public static string Link(this YearMonth month) => $"/desk/money/month?month={month.ToString("uuuu-MM", null)}";

    public static YearMonth? ParseMonth(string? text) =>
        text is not null && NodaTime.Text.YearMonthPattern.Iso.Parse(text) is { Success: true, Value: var month } ? month : null;
}
