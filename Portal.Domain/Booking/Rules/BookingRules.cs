using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Booking.Rules;

/// <summary>
/// Everything that decides which times a clinic offers, as it stood at one <see cref="Version"/>. The database compares the
/// version when a booking is written, so what was offered from a stale snapshot is never booked against newer rules.
/// </summary>
public sealed record BookingRules(
    long Version,
    DateTimeZone Zone,
    BookingPolicy Policy,
    FrozenDictionary<ServiceId, ServiceRule> Services,
    FrozenDictionary<PractitionerId, PractitionerRule> Practitioners,
    FrozenSet<LocalDate> Holidays);

/// <param name="Notice">A slot starts no sooner than this after now.</param>
/// <param name="HorizonDays">The last bookable day is the clinic's today plus this many days.</param>
/// <param name="Step">The distance between two offered starts, counted from the opening of each working window.</param>
/// <param name="HoldFor">How long a slot stays held while a visitor fills the form.</param>
public sealed record BookingPolicy(Duration Notice, int HorizonDays, Duration Step, Duration HoldFor)
{
    /// <summary>Always more than nothing: a walk from start to start must come to an end.</summary>
    public Duration Step { get; } = Step > Duration.Zero ? Step : throw new ArgumentOutOfRangeException(nameof(Step), Step, "A step must be longer than nothing.");

    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Saturday;

    public NoShowRule NoShow { get; init; } = new(NoShowPolicy.None, 1, null);

    public RushRule Rush { get; init; } = new(RushMode.Off, 30);
}

/// <param name="Rate">Bookings within ten seconds that are a rush.</param>
public readonly record struct RushRule(RushMode Mode, int Rate);

/// <param name="Limit">Missed appointments from which on the policy applies.</param>
/// <param name="Deposit">What is asked for where the service asks for no deposit itself.</param>
public sealed record NoShowRule(NoShowPolicy Policy, int Limit, decimal? Deposit)
{
    public bool Applies(int missed) => Policy != NoShowPolicy.None && missed >= Limit;
}

/// <param name="Practitioners">Those who offer the service, in the clinic's order.</param>
/// <param name="Price">In the tenant's currency; what a booking made now is to cost.</param>
public sealed record ServiceRule(
    ServiceId Id, Duration Length, Duration BufferBefore, Duration BufferAfter, ImmutableArray<PractitionerId> Practitioners, decimal? Price = null)
{
    public Duration? NewPatientLength { get; init; }

    public RevisitRule? Revisit { get; init; }

    public PersonRule? Person { get; init; }

    public LoadLimit Limit { get; init; }

    public decimal? Deposit { get; init; }

    /// <summary>How many patients come to one appointment together.</summary>
    public int Capacity { get; init; } = 1;

    /// <summary>A class or a group: its patients share a session.</summary>
    public bool IsGroup => Capacity > 1;

    /// <summary>Any one of these is needed; none where it is empty.</summary>
    public ImmutableArray<ResourceRule> Rooms { get; init; } = [];

    /// <summary>Any one of these is needed; none where it is empty.</summary>
    public ImmutableArray<ResourceRule> Devices { get; init; } = [];

    /// <summary>The branches where it is given; all of them where it is empty.</summary>
    public ImmutableArray<Guid> Locations { get; init; } = [];

    /// <summary>Whether length, price or permission depend on who comes.</summary>
    public bool AsksWho => NewPatientLength is not null || Revisit is not null || Person is not null;

    /// <summary>The service as it is for a visit of this kind.</summary>
    public ServiceRule For(VisitKind kind) => kind switch
    {
        VisitKind.New when NewPatientLength is { } length => this with { Length = length },
        VisitKind.FollowUp when Revisit is { } revisit => this with { Length = revisit.Length ?? Length, Price = revisit.Price ?? Price },
        _ => this,
    };

    public bool IsGivenAt(Guid? location) => location is not { } there || Locations.IsEmpty || Locations.Contains(there);
}

/// <param name="Days">After a visit, within which the next one to the same practitioner is a follow-up, once.</param>
/// <param name="Length">Null where it takes as long as any visit.</param>
/// <param name="Price">Null where it costs what the service does.</param>
public sealed record RevisitRule(int Days, Duration? Length, decimal? Price);

/// <summary>Whom a service is for: whole years on the day of the visit, inclusive, and gender; null where it does not matter.</summary>
public sealed record PersonRule(int? MinAge, int? MaxAge, Gender? Gender)
{
    public bool AsksAge => MinAge is not null || MaxAge is not null;

    /// <summary>Whether it is for who is so on that day of the clinic; what is not known speaks against nobody.</summary>
    public bool Suits(LocalDate? born, Gender? gender, LocalDate on)
    {
        if (Gender is { } wanted && gender is { } own && wanted != own)
            return false;
        if (!AsksAge || born is not { } date)
            return true;
        var age = Period.Between(date, on, PeriodUnits.Years).Years;
        return !(age < MinAge || age > MaxAge);
    }
}

/// <summary>How many appointments a practitioner has at most in one day and one week of the clinic; null where as many as there is time for.</summary>
public readonly record struct LoadLimit(int? Daily, int? Weekly)
{
    public bool IsNone => Daily is null && Weekly is null;
}

/// <param name="Location">Where it stands; null where that does not matter.</param>
public sealed record ResourceRule(Guid Id, Guid? Location)
{
    public bool Serves(Guid? location) => Location is null || location is null || Location == location;
}

/// <param name="TimeOff">Absences as instants; the appointment itself may not touch them, its buffers may.</param>
public sealed record PractitionerRule(PractitionerId Id, ImmutableArray<ScheduleRule> Schedules, ImmutableArray<Interval> TimeOff)
{
    /// <summary>Over all services.</summary>
    public LoadLimit Limit { get; init; }

    /// <summary>Windows of single days, beside the weekly ones.</summary>
    public ImmutableArray<ExtraRule> Extra { get; init; } = [];
}

/// <summary>Weekly hours. A schedule with dates (Ramadan, summer) replaces the undated one on every day it covers, also with no hours at all.</summary>
/// <param name="From">First day it covers, or null for the usual hours.</param>
/// <param name="To">Last day it covers, inclusive, or null with <paramref name="From"/>.</param>
public sealed record ScheduleRule(LocalDate? From, LocalDate? To, ImmutableArray<OpenHours> Hours);

/// <summary>One working window, in the clinic's local time. A <paramref name="To"/> at or before <paramref name="From"/> ends on the next day: 20:00–01:00 is a usual evening in Ramadan.</summary>
/// <param name="Location">The branch; null in a clinic with one address.</param>
/// <param name="Turns">How many turns are given; null where times are.</param>
public sealed record OpenHours(IsoDayOfWeek Day, LocalTime From, LocalTime To, Guid? Location = null, int? Turns = null);

/// <summary>A window of one day, also of a holiday; otherwise as <see cref="OpenHours"/>.</summary>
public sealed record ExtraRule(LocalDate Date, LocalTime From, LocalTime To, Guid? Location = null, int? Turns = null);
