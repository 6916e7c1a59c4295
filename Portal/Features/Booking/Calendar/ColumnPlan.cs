using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;

namespace Portal.Features.Booking.Calendar;

/// <summary>One practitioner's day, laid out. Equal plans look the same, so a column is drawn again only when its plan differs.</summary>
/// <param name="Title">The practitioner's name, or the day in a week.</param>
/// <param name="HasNow">Whether the now-line runs through it.</param>
public sealed record ColumnPlan(
    PractitionerId Practitioner, LocalDate Date, string Title, string? Subtitle, string Colour, bool HasNow, DayScale Scale,
    IReadOnlyList<Interval> Open, IReadOnlyList<CardPlan> Cards, IReadOnlyList<ListDay.BeingBooked> Holds)
{
    /// <summary>Names the column to the browser's side: which one a card was dropped on.</summary>
    public string Key => $"{Practitioner}|{Date:R}";

    public bool Equals(ColumnPlan? other) =>
        other is not null && Practitioner == other.Practitioner && Date == other.Date && Title == other.Title && Subtitle == other.Subtitle && Colour == other.Colour
        && HasNow == other.HasNow && Scale == other.Scale && Open.SequenceEqual(other.Open) && Cards.SequenceEqual(other.Cards) && Holds.SequenceEqual(other.Holds);

    public override int GetHashCode() => HashCode.Combine(Practitioner, Date, Scale, Cards.Count);

    /// <summary>The columns of a day: one a practitioner, all on one scale.</summary>
    public static IReadOnlyList<ColumnPlan> ForDay(ListDay.Calendar calendar, LocalDate day, DateTimeZone zone, string language, LocalDate today, bool withCancelled)
    {
        var scale = DayScale.Of(day, zone, Shown(calendar));
        return [.. calendar.Columns.Select(c => Of(calendar, c, day, scale, c.Name(language), c.Specialty(language), day == today, withCancelled))];
    }

    /// <summary>The columns of a week: one a day of one practitioner.</summary>
    public static IReadOnlyList<ColumnPlan> ForWeek(
        ListDay.Calendar calendar, IReadOnlyList<LocalDate> days, DateTimeZone zone, Func<LocalDate, string> dayName, Func<LocalDate, string> dayNumber, LocalDate today,
        bool withCancelled)
    {
        if (calendar.Columns is not [var practitioner, ..])
            return [];
        var scales = DayScale.Aligned(days, zone, Shown(calendar));
        return [.. days.Select((day, i) => Of(calendar, practitioner, day, scales[i], dayName(day), dayNumber(day), day == today, withCancelled))];
    }

    static IEnumerable<Interval> Shown(ListDay.Calendar calendar) =>
        calendar.Columns.SelectMany(c => c.Open).Concat(calendar.Appointments.Select(a => new Interval(a.Start, a.End))).Concat(calendar.Holds.Select(h => new Interval(h.Start, h.End)));

    static ColumnPlan Of(
        ListDay.Calendar calendar, ListDay.Column column, LocalDate day, DayScale scale, string title, string? subtitle, bool hasNow, bool withCancelled)
    {
        var appointments = calendar.Appointments
            .Where(a => a.Practitioner == column.Id && scale.Shows(a.Start) && (withCancelled || a.Status != AppointmentStatus.Cancelled)).ToArray();
        var places = Lanes.Share([.. appointments.Select(a => new Interval(a.Start, a.End))]);
        return new(column.Id, day, title, subtitle, column.Colour, hasNow, scale,
            [.. column.Open.Where(open => open.End > scale.Top && open.Start < scale.Bottom)],
            [.. appointments.Select((a, i) => new CardPlan(a, scale, places[i].Lane, places[i].Of))],
            [.. calendar.Holds.Where(h => h.Practitioner == column.Id && scale.Shows(h.Start))]);
    }
}

/// <summary>One appointment's place in its column.</summary>
/// <param name="Lane">From 0, of <paramref name="Lanes"/> side by side.</param>
public sealed record CardPlan(DeskAppointment Appointment, DayScale Scale, int Lane, int Lanes)
{
    public double Top => Scale.At(Appointment.Start);

    public double Height => Scale.Between(Appointment.Start, Appointment.End);

    /// <summary>Nothing moves from here any more.</summary>
    public bool Movable => Appointment.Status.IsAhead();
}
