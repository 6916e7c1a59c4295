using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rush.Model;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Rush;

/// <summary>
/// Works one ticket off: books as whoever took it would have booked, through the same use case and under the same key, and keeps the outcome. The
/// ticket's row and its lines are locked meanwhile. A process that dies between the booking and the outcome leaves a ticket that waits: the next
/// one to try is answered from the key, so that it is booked once. For the drain alone, in a scope of its own for each ticket.
/// </summary>
sealed class WorkTicket(
    IDbContextFactory<PortalDbContext> contexts, EnsurePatient ensure, BookAppointment book, BookTurn bookTurn, TenantContext tenant, Caller caller,
    ChangePublisher changes, TimeProvider clock)
{
    /// <summary>So often a ticket is tried that fails for no outage's sake; then it is refused, so that those behind it come on.</summary>
    internal const int MostAttempts = 5;

    internal enum Outcome
    {
        Worked,

        /// <summary>Somebody else worked it off, or it left the line.</summary>
        Gone,

        /// <summary>Somebody else stands at one of its lines.</summary>
        Busy,
    }

    public async Task<Outcome> ExecuteAsync(WaitingTicket waiting, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await db.Database.SqlQuery<bool>($"select stand_at_lines({tenant.Id.Value}, {waiting.Line}) as \"Value\"").SingleAsync(cancellation))
            return Outcome.Busy;
        var found = await db.Set<BookingTicket>().FromSql(
            $"select * from booking_tickets where tenant_id = {tenant.Id.Value} and id = {waiting.Id.Value} and state = 'Waiting' for update").ToListAsync(cancellation);
        if (found is not [var ticket])
            return Outcome.Gone;

        var result = await BookAsync(ticket, TicketDetails.Read(ticket.Details!), cancellation);
        if (result.Succeeded)
            ticket.Book(result.Value, Now);
        else
            ticket.Refuse(result.Error, Now);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        Announce(waiting.Id);
        return Outcome.Worked;
    }

    /// <summary>It failed, and nobody knows whether it was booked: it is tried again, in the same place, until it has failed too often.</summary>
    public async Task FailedAsync(BookingTicketId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var found = await db.Set<BookingTicket>().FromSql(
            $"select * from booking_tickets where tenant_id = {tenant.Id.Value} and id = {id.Value} and state = 'Waiting' for update").ToListAsync(cancellation);
        if (found is not [var ticket])
            return;
        ticket.Fail();
        if (ticket.Attempts >= MostAttempts)
            ticket.Refuse(null, Now);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        Announce(id);
    }

    async Task<Result<AppointmentId, BookingError>> BookAsync(BookingTicket ticket, TicketDetails details, CancellationToken cancellation)
    {
        if (details is { Proved: true, Phone: { } phone })
            caller.BecomePatient(phone);
        else
            caller.BecomeVisitor();
        var person = await ensure.ExecuteAsync(
            details.Patient is { } chosen ? PatientId.From(chosen) : null,
            new(details.Name ?? "", details.Phone ?? "", details.Language) { BirthDate = details.BirthDate, Gender = details.Gender }, cancellation);
        if (!person.Succeeded)
            return BookingError.NotFound;
        var patient = person.Value;
        if (ticket.IsTurn)
        {
            var turn = await bookTurn.ExecuteAsync(
                new(ticket.CommandKey, patient, ticket.ServiceId, ticket.PractitionerId!.Value, ticket.StartsAt, ticket.Source, details.Note), cancellation);
            return turn.Succeeded ? turn.Value.Appointment.Id : turn.Error;
        }

        var booked = await book.ExecuteAsync(
            new(ticket.CommandKey, patient, ticket.ServiceId, ticket.PractitionerId, ticket.StartsAt, ticket.Source,
                details.Preferred is { } preferred ? PractitionerId.From(preferred) : null, details.Note, details.Visitor) { Location = details.Location },
            cancellation);
        return booked.Succeeded ? booked.Value.Id : booked.Error;
    }

    void Announce(BookingTicketId id)
    {
        changes.Publish(new(tenant.Id, Topics.BookingTickets, id.Value));
    }

    Instant Now => clock.GetUtcNow().ToInstant();
}
