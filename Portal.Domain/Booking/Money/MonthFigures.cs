using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Money;

/// <summary>What became of the appointments of one month, of one doctor or of several together.</summary>
/// <param name="Bookings">Whose time was in the month and that were ever sure.</param>
/// <param name="Seen">Those whose patients came.</param>
/// <param name="New">Of those seen: who was never seen before.</param>
/// <param name="Returning">Of those seen.</param>
/// <param name="FollowUps">Of those seen.</param>
/// <param name="Waited">Of how many the waiting is known: from arriving to the consult.</param>
/// <param name="Waiting">Together.</param>
public sealed record VisitFigures(
    int Bookings, int Seen, int NoShows, int CancelledByPatient, int CancelledByClinic, int New, int Returning, int FollowUps, int Waited, Duration Waiting)
{
    public static readonly VisitFigures None = new(0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.Zero);

    /// <summary>Null where nobody's is known.</summary>
    public Duration? MeanWaiting => Waited == 0 ? null : Waiting / Waited;

    public static VisitFigures operator +(VisitFigures a, VisitFigures b) => new(
        a.Bookings + b.Bookings, a.Seen + b.Seen, a.NoShows + b.NoShows, a.CancelledByPatient + b.CancelledByPatient, a.CancelledByClinic + b.CancelledByClinic,
        a.New + b.New, a.Returning + b.Returning, a.FollowUps + b.FollowUps, a.Waited + b.Waited, a.Waiting + b.Waiting);

    public static VisitFigures Sum(IEnumerable<VisitFigures> figures) => figures.Aggregate(None, (a, b) => a + b);
}

/// <summary>One month of a clinic.</summary>
/// <param name="Doctors">Those that anybody was booked with or anything was taken for, in the clinic's order.</param>
/// <param name="Takings">Empty where the reader may not see them.</param>
public sealed record MonthFigures(
    YearMonth Month, IReadOnlyList<DoctorName> Doctors, IReadOnlyDictionary<PractitionerId, VisitFigures> Visits, Takings Takings)
{
    public VisitFigures Of(PractitionerId practitioner) => Visits.GetValueOrDefault(practitioner, VisitFigures.None);

    public VisitFigures All { get; } = VisitFigures.Sum(Visits.Values);
}
