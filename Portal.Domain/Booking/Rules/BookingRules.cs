using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Portal.Domain.Booking.Model;

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
}

/// <param name="Practitioners">Those who offer the service, in the clinic's order.</param>
/// <param name="Price">In the tenant's currency; what a booking made now is to cost.</param>
public sealed record ServiceRule(
    ServiceId Id, Duration Length, Duration BufferBefore, Duration BufferAfter, ImmutableArray<PractitionerId> Practitioners, decimal? Price = null);

/// <param name="TimeOff">Absences as instants; the appointment itself may not touch them, its buffers may.</param>
public sealed record PractitionerRule(PractitionerId Id, ImmutableArray<ScheduleRule> Schedules, ImmutableArray<Interval> TimeOff);

/// <summary>Weekly hours. A schedule with dates (Ramadan, summer) replaces the undated one on every day it covers, also with no hours at all.</summary>
/// <param name="From">First day it covers, or null for the usual hours.</param>
/// <param name="To">Last day it covers, inclusive, or null with <paramref name="From"/>.</param>
public sealed record ScheduleRule(LocalDate? From, LocalDate? To, ImmutableArray<OpenHours> Hours);

/// <summary>One working window, in the clinic's local time. A <paramref name="To"/> at or before <paramref name="From"/> ends on the next day: 20:00–01:00 is a usual evening in Ramadan.</summary>
public sealed record OpenHours(IsoDayOfWeek Day, LocalTime From, LocalTime To);
