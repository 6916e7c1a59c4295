using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Booking.Turns;

/// <summary>One place in the line of a session.</summary>
/// <param name="Version">To be sent with the next change of the appointment.</param>
/// <param name="Reason">Why it was put in front of the others.</param>
/// <param name="Called">The how-manieth to be called; null for who was not called, or is back in the line.</param>
/// <param name="Skipped">How often the number was called and nobody came.</param>
/// <param name="Entered">When the consult began.</param>
/// <param name="Left">When it was over.</param>
public sealed record TurnRow(
    AppointmentId Appointment, int Version, int Number, int Rank, bool Extra, string? Reason, int? Called, int Skipped, AppointmentStatus Status,
    PatientId Patient, string PatientName, string PatientPhone, string ServiceAr, string ServiceEn, int ServiceMinutes, string? Note, Instant? Entered, Instant? Left)
{
    public decimal? Price { get; init; }

    /// <summary>Its fee was taken, and not taken back.</summary>
    public bool Paid { get; init; }

    public PaymentMark Payment => PaymentMarks.Of(Status, Price, Paid);

    public bool IsHere => Status is AppointmentStatus.Arrived or AppointmentStatus.Waiting;

    public bool IsToCome => Status.IsAhead();

    /// <summary>All that a screen may show of a name.</summary>
    public string FirstName => PatientName.Split(' ', 2)[0];

    public string Service(string language) => language == "ar" ? ServiceAr : ServiceEn;
}

/// <summary>A session's line as it stands: who is in, who was called, who waits in which order, who is still to come.</summary>
public sealed class TurnLine(SessionHead session, IReadOnlyList<TurnRow> rows)
{
    static readonly Duration StillTheSamePace = Duration.FromMinutes(5);

    readonly int furthest = rows.Where(row => row.Called is not null).Select(row => row.Rank).DefaultIfEmpty(int.MinValue).Max();

    public SessionHead Session => session;

    /// <summary>By number.</summary>
    public IReadOnlyList<TurnRow> Rows { get; } = [.. rows.OrderBy(row => row.Number)];

    public IReadOnlyList<TurnRow> InConsult { get; } = [.. rows.Where(row => row.Status == AppointmentStatus.InConsult).OrderBy(row => row.Called)];

    /// <summary>Called and not yet in, the first called first.</summary>
    public IReadOnlyList<TurnRow> Called { get; } = [.. rows.Where(row => row.IsHere && row.Called is not null).OrderBy(row => row.Called)];

    /// <summary>Here and waiting, in the order they are called.</summary>
    public IReadOnlyList<TurnRow> Waiting { get; } = [.. InOrder(rows.Where(row => row.IsHere && row.Called is null))];

    public IReadOnlyList<TurnRow> ToCome { get; } = [.. InOrder(rows.Where(row => row.IsToCome))];

    public IReadOnlyList<TurnRow> Over { get; } = [.. rows.Where(row => row.Status is AppointmentStatus.Fulfilled or AppointmentStatus.NoShow).OrderBy(row => row.Number)];

    public TurnRow? Next => Waiting is [var first, ..] ? first : null;

    /// <summary>Places that are given, urgent inserts left out.</summary>
    public int Given => Rows.Count(row => !row.Extra);

    /// <summary>The number that was called last and is not over: what a screen shows large.</summary>
    public TurnRow? Now => InConsult.Concat(Called).MaxBy(row => row.Called);

    public TurnRow? Of(AppointmentId appointment) => Rows.FirstOrDefault(row => row.Appointment == appointment);

    /// <summary>Who is in front of somebody, besides whoever is in: those here, and those who may still come before their number has passed.</summary>
    public (int Here, int Absent) Ahead(TurnRow row)
    {
        if (row.Called is not null)
            return (Called.Count(other => other.Called < row.Called), 0);
        return (Called.Count + Waiting.Count(other => IsBefore(other, row)), ToCome.Count(other => other.Rank > furthest && IsBefore(other, row)));
    }

    /// <summary>Somebody behind it was called: who comes now is late.</summary>
    public bool HasPassed(TurnRow row) => row.Rank <= furthest;

    /// <summary>The pace of today, by the length of the services that are in the line.</summary>
    public TurnPace Pace() => TurnPace.Learn(
        Rows.Count == 0 ? (session.End - session.Start) / session.Capacity : Duration.FromMinutes(Rows.Average(row => (double)row.ServiceMinutes)), Consults());

    /// <summary>When somebody's turn comes; null for who is in or over.</summary>
    public (Instant From, Instant To)? Expect(TurnRow row, Instant now)
    {
        if (!row.IsHere && !row.IsToCome)
            return null;
        var (here, absent) = Ahead(row);
        var running = InConsult.Where(other => other.Entered is not null).Select(other => now - other.Entered!.Value).DefaultIfEmpty(Duration.MinValue).Max();
        return Pace().Expect(now, session.Start, running < Duration.Zero ? null : running, here, absent);
    }

    // to the next one's beginning where the next came soon after; a pause of the doctor's is no part of the pace
    List<Duration> Consults()
    {
        var begun = Rows.Where(row => row is { Entered: not null, Status: AppointmentStatus.InConsult or AppointmentStatus.Fulfilled }).OrderBy(row => row.Entered).ToList();
        var consults = new List<Duration>();
        for (var i = 0; i < begun.Count; i++)
        {
            var (entered, left) = (begun[i].Entered!.Value, begun[i].Left);
            if (i + 1 < begun.Count && begun[i + 1].Entered!.Value is var next && (left is null || next - left.Value <= StillTheSamePace))
                consults.Add(next - entered);
            else if (left is { } over)
                consults.Add(over - entered);
        }

        return consults;
    }

    static IEnumerable<TurnRow> InOrder(IEnumerable<TurnRow> rows) => rows.OrderBy(row => row.Rank).ThenBy(row => row.Number);

    static bool IsBefore(TurnRow other, TurnRow row) => (other.Rank, other.Number).CompareTo((row.Rank, row.Number)) < 0;
}

/// <param name="Capacity">Places; urgent inserts come on top.</param>
public sealed record SessionHead(
    SessionId Id, SessionKind Kind, SessionState State, PractitionerId Practitioner, string DoctorAr, string DoctorEn, Instant Start, Instant End, int Capacity)
{
    public string Doctor(string language) => language == "ar" ? DoctorAr : DoctorEn;
}
