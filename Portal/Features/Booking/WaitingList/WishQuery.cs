using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Features.Booking.Book;
using Portal.Shared;

namespace Portal.Features.Booking.WaitingList;

/// <summary>What somebody wants to wait for, as the address of the two steps says it: who waits never stands in it.</summary>
/// <param name="Days"><c>7</c>, <c>14</c> or <c>30</c> from today, or one day of the clinic.</param>
/// <param name="Doctor">A practitioner's id, or <see cref="BookingLinks.Any"/>.</param>
/// <param name="On">Numbers of weekdays; none is all.</param>
public sealed record WishQuery(string? Days, string? Part, string? Doctor, IReadOnlyList<int> On)
{
    public const string Usual = "14";
    public static readonly IReadOnlyList<(string Value, string Text)> Ranges = [("7", "When.Week"), (Usual, "When.Fortnight"), ("30", "When.Month")];

    /// <summary>The one day that was asked for, where it is one.</summary>
    public LocalDate? Day => ClinicFormat.ParseIso(Days);

    public WishedPart TimeOfDay => Enum.TryParse<WishedPart>(Part, out var part) && Enum.IsDefined(part) ? part : WishedPart.Any;

    public WaitlistWishes ToWishes(ServiceFacts service, LocalDate today)
    {
        var (from, to) = Day is { } day ? (day, day) : (today, today.PlusDays(int.TryParse(Days, out var days) ? Math.Clamp(days, 1, 60) : 14));
        var who = service.Practitioners.Select(p => (PractitionerId?)p).FirstOrDefault(p => p.ToString() == Doctor);
        var on = On.Where(n => n is >= 1 and <= 7).Aggregate(Weekdays.None, (all, n) => all | WaitlistWishes.On((IsoDayOfWeek)n));
        return new WaitlistWishes(who, from, to) { Days = on == Weekdays.None || Day is not null ? Weekdays.All : on }.In(TimeOfDay);
    }

    public string ToQuery() => string.Join('&', ((string?[])[
        Days is null ? null : $"days={Uri.EscapeDataString(Days)}", Part is null ? null : $"part={Uri.EscapeDataString(Part)}", Doctor is null ? null : $"doctor={Uri.EscapeDataString(Doctor)}",
        .. On.Select(n => $"on={n}")]).OfType<string>());
}
