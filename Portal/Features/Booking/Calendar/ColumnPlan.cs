using System.Runtime.CompilerServices;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;

namespace Portal.Features.Booking.Calendar;

/// <summary>One column, laid out: a practitioner's or a room's day. Equal plans look the same, so a column is drawn again only when its plan differs.</summary>
/// <param name="Practitioner">Null in a column of a room.</param>
/// <param name="Title">The practitioner's or room's name, or the day in a week.</param>
/// <param name="HasNow">Whether the now-line runs through it.</param>
public sealed record ColumnPlan(
    PractitionerId? Practitioner, LocalDate Date, string Title, string? Subtitle, string Colour, bool HasNow, DayScale Scale,
    IReadOnlyList<Interval> Open, IReadOnlyList<CardPlan> Cards, IReadOnlyList<ListDay.BeingBooked> Holds)
{
    /// <summary>The room or device; null in a practitioner's column, and in the one of what needs no room.</summary>
    public Guid? Place { get; init; }

    /// <summary>Names the column to the browser's side: which one a card was dropped on.</summary>
    public string Key => $"{Practitioner}|{Place}|{Date:R}";

    public bool Equals(ColumnPlan? other) =>
        other is not null && Practitioner == other.Practitioner && Place == other.Place && Date == other.Date && Title == other.Title && Subtitle == other.Subtitle
        && Colour == other.Colour && HasNow == other.HasNow && Scale == other.Scale && Open.SequenceEqual(other.Open) && Cards.SequenceEqual(other.Cards)
        && Holds.SequenceEqual(other.Holds);

    public override int GetHashCode() => HashCode.Combine(Practitioner, Place, Date, Scale, Cards.Count);
}

/// <summary>One appointment's place in its column.</summary>
/// <param name="Lane">From 0, of <paramref name="Lanes"/> side by side.</param>
/// <param name="With">The practitioner's name, where the column does not say it.</param>
public sealed record CardPlan(DeskAppointment Appointment, DayScale Scale, int Lane, int Lanes, string? With = null)
{
    static readonly ConditionalWeakTable<DeskAppointment, CardPlan> Known = [];

    public double Top => Scale.At(Appointment.Start);

    public double Height => Scale.Between(Appointment.Start, Appointment.End);

    /// <summary>Nothing moves from here any more.</summary>
    public bool Movable => Appointment.Status.IsAhead();

    /// <summary>A place in a session is as long as the session lets it be.</summary>
    public bool Resizable => Movable && !Appointment.InSession;

    /// <summary>One for all desks that show the appointment alike: a busy day has hundreds, and each desk would keep its own.</summary>
    public CardPlan Shared()
    {
        if (Known.TryGetValue(Appointment, out var known) && known == this)
            return known;
        Known.AddOrUpdate(Appointment, this);
        return this;
    }
}
