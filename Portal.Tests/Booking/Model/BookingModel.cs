using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;

namespace Portal.Tests.Booking.Model;

/// <summary>
/// What booking means, said as simply as can be: lists and loops, no database. One service of half an hour with buffers, some practitioners, some rooms of
/// which any will do. Each act answers what the product must answer, and leaves what the product must hold.
/// </summary>
sealed class BookingModel(Guid[] practitioners, Guid[] rooms, Duration length, Duration before, Duration after)
{
    const int Lanes = 20;

    public List<Claim> Claims { get; } = [];

    public Dictionary<Guid, Appointment> Appointments { get; } = [];

    readonly Dictionary<Guid, Guid> holds = []; // of a visitor

    public sealed record Claim(Guid Owner, Guid Resource, int Lane, Instant From, Instant To, Instant? Expires = null);

    public sealed record Appointment(
        Guid Id, int Version, AppointmentStatus Status, Guid Practitioner, Guid Room, Instant Start, Instant End, bool Overbooked, Appointment? Before, Instant ChangedAt)
    {
        public bool CanBeUndone { get; init; }
    }

    public Instant Now { get; private set; }

    /// <summary>Time passes, and what has run out is swept away.</summary>
    public void Wait(Instant until)
    {
        Now = until;
        Claims.RemoveAll(claim => claim.Expires <= until);
    }

    /// <returns>The practitioner and room that the visitor's hold is on; null where it is taken.</returns>
    public (Guid Practitioner, Guid Room)? Hold(Guid visitor, Guid hold, Instant start, Guid? who, Instant expires)
    {
        var lifted = Lift(holds.GetValueOrDefault(visitor));
        if (Place(hold, start, length, who, expires) is not { } got)
        {
            Claims.AddRange(lifted);
            return null;
        }

        holds[visitor] = hold;
        return got;
    }

    public BookingError? Book(Guid id, Instant start, Guid? who, Guid? visitor, bool overbook, AppointmentStatus status)
    {
        var lifted = visitor is { } own ? Lift(holds.GetValueOrDefault(own)) : [];
        var squeezed = false;
        var got = Place(id, start, length, who, null);
        if (got is null && overbook)
        {
            got = (who ?? practitioners[0], rooms[0]);
            squeezed = true;
            ClaimLanes(id, got.Value, start, length);
        }

        if (got is not { } taken)
        {
            Claims.AddRange(lifted);
            return BookingError.Taken;
        }

        if (visitor is { } gone)
            holds.Remove(gone);
        Appointments[id] = new(id, 1, status, taken.Practitioner, taken.Room, start, start + length, squeezed, null, Now);
        return null;
    }

    public BookingError? Move(Guid id, int version, Instant start, Guid who)
    {
        var old = Appointments[id];
        if (old.Version != version)
            return BookingError.ChangedMeanwhile;
        if (!old.Status.IsAhead())
            return BookingError.Closed;
        var lifted = Lift(id);
        if (Place(id, start, old.End - old.Start, who, null, had: old.Room) is not { } got)
        {
            Claims.AddRange(lifted);
            return BookingError.Taken;
        }

        var stays = start == old.Start && who == old.Practitioner;
        Change(old, old with
        {
            Status = old.Status == AppointmentStatus.Confirmed && !stays ? AppointmentStatus.Booked : old.Status, Practitioner = got.Practitioner, Room = got.Room, Start = start,
            End = start + (old.End - old.Start), Overbooked = false,
        });
        Promote(lifted);
        return null;
    }

    public BookingError? Resize(Guid id, int version, Duration takes)
    {
        var old = Appointments[id];
        if (old.Version != version)
            return BookingError.ChangedMeanwhile;
        if (!old.Status.IsAhead())
            return BookingError.Closed;
        var lifted = Lift(id);
        var highest = ClaimLanes(id, (old.Practitioner, old.Room), old.Start, takes);
        if (highest > 0 && !old.Overbooked)
        {
            Lift(id);
            Claims.AddRange(lifted);
            return BookingError.Taken;
        }

        Change(old, old with { End = old.Start + takes, Overbooked = old.Overbooked && highest > 0 });
        Promote(lifted);
        return null;
    }

    public BookingError? SetStatus(Guid id, int version, AppointmentStatus status)
    {
        var old = Appointments[id];
        if (old.Version != version)
            return BookingError.ChangedMeanwhile;
        if (!AppointmentSteps.From(old.Status).Contains(status))
            return BookingError.Closed;
        var freed = status is AppointmentStatus.Cancelled or AppointmentStatus.NoShow ? Lift(id) : [];
        if (old.Status == AppointmentStatus.NoShow)
            ClaimLanes(id, (old.Practitioner, old.Room), old.Start, old.End - old.Start);
        Change(old, old with { Status = status });
        Promote(freed);
        return null;
    }

    public BookingError? Undo(Guid id, int version)
    {
        var old = Appointments[id];
        if (old.Version != version)
            return BookingError.ChangedMeanwhile;
        if (old.Before is not { } was || !old.CanBeUndone || Now - old.ChangedAt > UndoAppointmentChange.For)
            return BookingError.TooLateToUndo;
        var gone = Lift(id);
        if (was.Status is not (AppointmentStatus.Cancelled or AppointmentStatus.NoShow))
        {
            var highest = ClaimLanes(id, (was.Practitioner, was.Room), was.Start, was.End - was.Start);
            if (highest > 0 && !was.Overbooked)
            {
                Lift(id);
                Claims.AddRange(gone);
                return BookingError.Taken;
            }

            was = was with { Overbooked = was.Overbooked && highest > 0 };
        }

        Change(old, was);
        Promote(gone);
        return null;
    }

    void Change(Appointment old, Appointment next) =>
        Appointments[old.Id] = next with { Version = old.Version + 1, Before = old with { Before = null }, ChangedAt = Now, CanBeUndone = true };

    (Guid Practitioner, Guid Room)? Place(Guid owner, Instant start, Duration takes, Guid? who, Instant? expires, Guid? had = null)
    {
        foreach (var practitioner in who is { } one ? [one] : practitioners)
        {
            if (FreeRoom(practitioner, start, takes, had) is not { } found)
                continue;
            Claims.Add(new(owner, practitioner, 0, start - before, start + takes + after, expires));
            Claims.Add(new(owner, found, 0, start - before, start + takes + after, expires));
            return (practitioner, found);
        }

        return null;
    }

    Guid? FreeRoom(Guid practitioner, Instant start, Duration takes, Guid? had) =>
        IsFree(practitioner, 0, start, takes) ? rooms.OrderByDescending(room => room == had).Where(room => IsFree(room, 0, start, takes)).Select(room => (Guid?)room).FirstOrDefault() : null;

    int ClaimLanes(Guid owner, (Guid Practitioner, Guid Room) at, Instant start, Duration takes)
    {
        var highest = 0;
        foreach (var resource in new[] { at.Practitioner, at.Room })
        {
            var lane = Enumerable.Range(0, Lanes).First(lane => IsFree(resource, lane, start, takes));
            Claims.Add(new(owner, resource, lane, start - before, start + takes + after));
            highest = Math.Max(highest, lane);
        }

        return highest;
    }

    bool IsFree(Guid resource, int lane, Instant start, Duration takes) =>
        !Claims.Exists(claim => claim.Resource == resource && claim.Lane == lane && claim.From < start + takes + after && claim.To > start - before);

    List<Claim> Lift(Guid owner)
    {
        var lifted = Claims.FindAll(claim => claim.Owner == owner);
        Claims.RemoveAll(claim => claim.Owner == owner);
        return lifted;
    }

    // whoever stands over a freed place gets it, if nobody else of that lane is in the way
    void Promote(List<Claim> freed)
    {
        foreach (var place in freed)
            foreach (var over in Claims.Where(claim => claim.Resource == place.Resource && claim.Lane > place.Lane && claim.From < place.To && claim.To > place.From)
                .OrderBy(claim => claim.Lane).ThenBy(claim => claim.Owner.ToString(), StringComparer.Ordinal).ToArray())
            {
                if (Claims.Exists(claim => claim != over && claim.Resource == over.Resource && claim.Lane == place.Lane && claim.From < over.To && claim.To > over.From))
                    continue;
                Claims[Claims.IndexOf(over)] = over with { Lane = place.Lane };
                if (!Claims.Exists(claim => claim.Owner == over.Owner && claim.Lane > 0) && Appointments[over.Owner] is { Overbooked: true } fitted)
                    Appointments[over.Owner] = fitted with
                    {
                        Version = fitted.Version + 1, Overbooked = false, Before = fitted with { Before = null }, ChangedAt = Now, CanBeUndone = false,
                    };
            }
    }
}
