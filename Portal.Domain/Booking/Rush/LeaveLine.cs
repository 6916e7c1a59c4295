using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Rush.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Booking.Rush;

/// <summary>Takes a ticket out of the line, for whoever holds its link. One that is being worked off at this moment is waited for, and stays what it has become.</summary>
public sealed class LeaveLine(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    /// <returns>Whether it waited; else it was settled already, or there is none.</returns>
    public async Task<bool> ExecuteAsync(BookingTicketId id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var found = await db.Set<BookingTicket>().FromSql(
            $"select * from booking_tickets where tenant_id = {tenant.Id.Value} and id = {id.Value} and state = 'Waiting' for update").ToListAsync(cancellation);
        if (found is not [var ticket])
            return false;
        ticket.Leave(clock.GetUtcNow().ToInstant());
        audit.Add(db, "ticket.leave", "ticket", id.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        changes.Publish(new(tenant.Id, Topics.BookingTickets, id.Value));
        return true;
    }
}
