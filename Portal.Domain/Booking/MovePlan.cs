using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Turns;

namespace Portal.Domain.Booking;

/// <summary>Why an appointment cannot be put somewhere.</summary>
/// <param name="Resource">The practitioner, room or device that is busy; null where none of several is free, or where nobody is asked.</param>
/// <param name="When">When that one is busy, the claim's buffers included.</param>
public sealed record Obstacle(BookingError Why, Guid? Resource = null, Interval? When = null);

/// <summary>
/// What would stand in the way of one appointment, place by place, as it was when the plan was made. It answers from memory, so that it can be asked at
/// every step of a hand that drags; the claim decides in the end.
/// </summary>
public sealed class MovePlan
{
    readonly BookingRules rules;
    readonly SlotWishes wishes;
    readonly Dictionary<Guid, List<Busy>> busy;
    readonly Dictionary<(PractitionerId, Instant), bool> groups;
    readonly Loads? loads;

    /// <param name="groups">Of a group service: where each class begins, and whether it has places.</param>
    /// <param name="loads">Without the appointment itself; null where the clinic set no limits.</param>
    internal MovePlan(BookingRules rules, SlotWishes wishes, DeskAppointment appointment, IEnumerable<Busy> others, IEnumerable<GroupSessions.Group> groups, IReadOnlyList<Load>? loads)
    {
        (this.rules, this.wishes, Appointment) = (rules, wishes, appointment);
        busy = others.GroupBy(claim => claim.Resource).ToDictionary(claims => claims.Key, claims => claims.OrderBy(claim => claim.Start).ToList());
        this.groups = groups.ToDictionary(group => (group.Practitioner, group.Start), group => group.HasPlaces);
        this.loads = loads is null ? null : new(rules, rules.Services[appointment.Service], loads);
    }

    /// <summary>As it was read: the command that follows carries its version.</summary>
    public DeskAppointment Appointment { get; }

    /// <param name="place">The room or device it is to be; null for any, or for its own where it stays at its time.</param>
    /// <returns>Null where nothing stands in the way.</returns>
    public Obstacle? At(PractitionerId practitioner, Instant start, Duration length, Guid? place = null)
    {
        var wish = wishes.Resolve(rules, new(Appointment.Service, practitioner, null, start) { Length = length, Place = place });
        if (!wish.Succeeded)
            return new(wish.Error);
        var (at, isThere) = (wish.Value, start == Appointment.Start && practitioner == Appointment.Practitioner);
        // a class that begins then is no obstacle but the place to go, while it has places; who is in it already has one
        if (groups.TryGetValue((practitioner, start), out var hasPlaces))
            return hasPlaces || (isThere && Appointment.InSession) ? null : new(BookingError.Full, practitioner.Value);
        if (!isThere && loads?.Allow(rules.Practitioners[practitioner], start.InZone(rules.Zone).Date) == false)
            return new(BookingError.LimitReached, practitioner.Value);
        var occupied = new Interval(at.From[0], at.To[0]);
        if (InTheWay(practitioner.Value, occupied) is { } taken)
            return new(BookingError.Taken, practitioner.Value, new(taken.Start, taken.End));
        // who is made longer stays in the own room
        var stays = place is null && isThere;
        return NoneOf(stays && Appointment.Room is { } room ? [room] : at.Rooms, occupied) ?? NoneOf(stays && Appointment.Device is { } device ? [device] : at.Devices, occupied);
    }

    Obstacle? NoneOf(Guid[] any, Interval occupied)
    {
        if (any.Length == 0 || any.Any(one => InTheWay(one, occupied) is null))
            return null;
        return any is [var only] && InTheWay(only, occupied) is { } taken ? new(BookingError.Taken, only, new(taken.Start, taken.End)) : new(BookingError.Taken);
    }

    Busy? InTheWay(Guid resource, Interval occupied)
    {
        foreach (var claim in busy.GetValueOrDefault(resource, []))
            if (claim.Start < occupied.End && claim.End > occupied.Start)
                return claim;
        return null;
    }
}
