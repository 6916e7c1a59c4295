using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Rush.Model;

namespace Portal.Domain.Booking.Rush;

/// <summary>A ticket in line.</summary>
/// <param name="Line">Of the practitioners in whose lines it stands.</param>
public sealed record WaitingTicket(BookingTicketId Id, long Number, Guid[] Line);

/// <summary>
/// Who waits behind whom. A ticket for one practitioner stands in their line; one for any stands in the lines of all who could take it, so that it gets
/// whoever is free when it is its turn, and neither overtakes nor is overtaken. Lines that such a ticket ties together are one.
/// </summary>
static class RushLines
{
    /// <summary>In whose lines a wish stands, in the order of ids; none where nobody offers the service (any more).</summary>
    public static Guid[] Of(BookingRules rules, ServiceId service, PractitionerId? practitioner)
    {
        if (!rules.Services.TryGetValue(service, out var rule) || practitioner is { } named && !rule.Practitioners.Contains(named))
            return [];
        return practitioner is { } one ? [one.Value] : [.. rule.Practitioners.Select(p => p.Value).Order()];
    }

    /// <summary>The tickets in lines that have nothing to do with one another, each in its order.</summary>
    /// <param name="waiting">In the order of their numbers.</param>
    public static IReadOnlyList<IReadOnlyList<WaitingTicket>> Apart(IReadOnlyList<WaitingTicket> waiting)
    {
        var leaders = new Dictionary<Guid, Guid>();
        foreach (var ticket in waiting)
            foreach (var practitioner in ticket.Line)
                leaders[Leader(practitioner)] = Leader(ticket.Line[0]);
        return [.. waiting.GroupBy(ticket => Leader(ticket.Line[0])).Select(line => line.ToArray())];

        Guid Leader(Guid practitioner)
        {
            while (leaders.TryGetValue(practitioner, out var next) && next != practitioner)
                practitioner = next;
            return practitioner;
        }
    }
}
