using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Rush.Model;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Rush;

/// <summary>
/// How it stands with a ticket, for whoever holds its link: the place in line, or the outcome. Of a refused one the nearest times are those that are free
/// now, and not those that were free when it was refused: in a rush they would be gone.
/// </summary>
public sealed class ReadTicket(IDbContextFactory<PortalDbContext> contexts, WaitingLine line, NextFreeTimes next, FindTurns findTurns, TimeProvider clock)
{
    const int Offered = 3, DaysAhead = 20;

    /// <param name="Place">While it waits.</param>
    /// <param name="Times">The nearest free ones, of a refused ticket for a time.</param>
    /// <param name="Turns">The nearest sessions, of a refused ticket for a turn.</param>
    public sealed record View(
        BookingTicketId Id, Guid CommandKey, TicketState State, ServiceId Service, PractitionerId? Practitioner, Instant Start, bool IsTurn,
        PlaceInLine? Place, AppointmentId? Appointment, BookingError? Reason, IReadOnlyList<Slot> Times, IReadOnlyList<OfferedTurns> Turns);

    /// <param name="today">Of the clinic.</param>
    /// <returns>Null where there is no such ticket any more.</returns>
    public async Task<View?> ExecuteAsync(BookingTicketId id, LocalDate today, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<BookingTicket>().SingleOrDefaultAsync(t => t.Id == id, cancellation) is not { } ticket)
            return null;
        var place = ticket.State == TicketState.Waiting ? await line.PlaceOfAsync(id, cancellation) ?? await line.PlaceOfAsync(id, cancellation, fresh: true) ?? new(0, Duration.Zero) : default(PlaceInLine?);
        var (times, turns) = ((IReadOnlyList<Slot>)[], (IReadOnlyList<OfferedTurns>)[]);
        if (ticket is { State: TicketState.Refused, IsTurn: true })
            turns = await NextTurnsAsync(ticket, today, cancellation);
        else if (ticket.State == TicketState.Refused)
            times = await next.ExecuteAsync(new(ticket.ServiceId, ticket.PractitionerId, ticket.StartsAt, Offered, null), cancellation);
        return new(
            ticket.Id, ticket.CommandKey, ticket.State, ticket.ServiceId, ticket.PractitionerId, ticket.StartsAt, ticket.IsTurn,
            place, ticket.AppointmentId, ticket.Reason, times, turns);
    }

    /// <summary>The same for an open line to its page, asked often: mostly nothing but the place is looked at, which is read for all together.</summary>
    /// <returns>Null where there is no such ticket any more.</returns>
    public async Task<(TicketState State, int Ahead)?> GlanceAsync(BookingTicketId id, CancellationToken cancellation)
    {
        if (await line.PlaceOfAsync(id, cancellation) is { } place)
            return (TicketState.Waiting, place.Ahead);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<BookingTicket>().Where(t => t.Id == id).Select(t => (TicketState?)t.State).SingleOrDefaultAsync(cancellation) is not { } state)
            return null;
        return (state, state == TicketState.Waiting ? (await line.PlaceOfAsync(id, cancellation, fresh: true))?.Ahead ?? 0 : 0);
    }

    /// <summary>The ticket that a form was given before, for one that was sent twice.</summary>
    public async Task<BookingTicketId?> FindAsync(Guid commandKey, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<BookingTicket>().Where(t => t.CommandKey == commandKey).Select(t => (BookingTicketId?)t.Id).SingleOrDefaultAsync(cancellation);
    }

    async Task<IReadOnlyList<OfferedTurns>> NextTurnsAsync(BookingTicket ticket, LocalDate today, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        var sessions = await findTurns.ExecuteAsync(new(ticket.ServiceId, ticket.PractitionerId, new(today, today.PlusDays(DaysAhead))), cancellation);
        return [.. sessions.Where(session => session.Start >= ticket.StartsAt || session.End > now).Take(Offered)];
    }
}
