using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Endpoints.Money;

/// <summary>The month as rows of a table, for whichever kind of file: a row a doctor, and one for all. A cell is a text, a whole number, a sum, or nothing.</summary>
/// <param name="Header">As wide as each row.</param>
sealed record MonthSheet(string Title, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    static readonly PaymentMethod[] Methods = Enum.GetValues<PaymentMethod>();

    public static MonthSheet Of(MonthFigures month, ClinicContext clinic, IStringLocalizer<MoneyTexts> texts)
    {
        var name = month.Month.ToString("uuuu-MM", null);
        string[] header =
        [
            texts["File.Month"], texts["Column.Doctor"], texts["Column.Bookings"], texts["Column.Seen"], texts["Column.NoShows"], texts["Column.ByPatient"], texts["Column.ByClinic"],
            texts["Column.New"], texts["Column.Returning"], texts["Column.FollowUps"], texts["File.Minutes"], texts["Column.Receipts"], texts["Column.Fees"], texts["Column.Discounts"],
            .. Methods.Select(way => texts[$"Method.{way}"].Value), texts["Column.Paid"],
        ];
        return new(name, header,
        [
            .. month.Doctors.Select(doctor => Row(doctor.Name(clinic.Language), month.Of(doctor.Id), month.Takings.Of(doctor.Id))),
            Row(texts["Column.All"], month.All, month.Takings),
        ]);

        IReadOnlyList<object?> Row(string who, VisitFigures visits, Takings takings) =>
        [
            name, who, visits.Bookings, visits.Seen, visits.NoShows, visits.CancelledByPatient, visits.CancelledByClinic, visits.New, visits.Returning, visits.FollowUps,
            visits.MeanWaiting is { } mean ? (int)Math.Round(mean.TotalMinutes) : null, takings.Receipts, takings.Fees, takings.Discounts,
            .. Methods.Select(way => (object?)takings.By(way)), takings.Paid,
        ];
    }
}
