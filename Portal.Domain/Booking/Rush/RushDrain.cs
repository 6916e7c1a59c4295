using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Booking.Rush.Model;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Booking.Rush;

/// <summary>
/// Works tickets off: several lines at once, each in its order, in any number of processes. Which process stands at a line is settled by the line's
/// advisory lock, ticket by ticket (<see cref="WorkTicket"/>); who finds somebody there goes on to other lines.
/// </summary>
sealed partial class RushDrain(NpgsqlDataSource relay, TenantScopes scopes, LiveUpdates live, ILogger<RushDrain> log) : Drain(live, Topics.BookingTickets, log)
{
    // a round ends with its longest line, and who came meanwhile stands in the next one
    const int MostOfALine = 20, MostOfATenant = 500, LinesAtOnce = 4;

    protected override Task<bool> DrainAsync(CancellationToken cancellation) => DrainOnceAsync(cancellation);

    /// <returns>Whether any ticket was worked off.</returns>
    internal async Task<bool> DrainOnceAsync(CancellationToken cancellation)
    {
        var lines = new List<(TenantId Tenant, IReadOnlyList<WaitingTicket> Tickets)>();
        foreach (var tenant in await TenantsAsync(cancellation))
            await scopes.RunAsync(tenant, async services =>
            {
                var waiting = await services.GetRequiredService<WaitingLine>().InOrderAsync(MostOfATenant, cancellation);
                lines.AddRange(RushLines.Apart(waiting).Select(line => (tenant, line)));
            });
        var worked = 0;
        await Parallel.ForEachAsync(lines, new ParallelOptions { MaxDegreeOfParallelism = LinesAtOnce, CancellationToken = cancellation }, async (line, stopping) =>
            Interlocked.Add(ref worked, await WorkAsync(line.Tenant, line.Tickets, stopping)));
        return worked > 0;
    }

    async Task<List<TenantId>> TenantsAsync(CancellationToken cancellation)
    {
        await using var command = relay.CreateCommand("select distinct tenant_id from booking_tickets where state = 'Waiting'");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var tenants = new List<TenantId>();
        while (await reader.ReadAsync(cancellation))
            tenants.Add(TenantId.From(reader.GetGuid(0)));
        return tenants;
    }

    // a ticket that cannot be worked off now ends the line for this time: nobody comes on before it
    async Task<int> WorkAsync(TenantId tenant, IReadOnlyList<WaitingTicket> line, CancellationToken cancellation)
    {
        var worked = 0;
        foreach (var ticket in line.Take(MostOfALine))
        {
            var outcome = await TryAsync(tenant, ticket, cancellation);
            if (outcome is null or WorkTicket.Outcome.Busy)
                break;
            if (outcome == WorkTicket.Outcome.Worked)
                worked++;
        }

        return worked;
    }

    /// <returns>Null where it failed.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "One line's failure, whatever it is, must not stop the others.")]
    async Task<WorkTicket.Outcome?> TryAsync(TenantId tenant, WaitingTicket ticket, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.Open(tenant);
            return await scope.ServiceProvider.GetRequiredService<WorkTicket>().ExecuteAsync(ticket, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            Log.TicketFailed(log, e, ticket.Id, tenant);
            if (!IsOutage(e))
                await scopes.RunAsync(tenant, services => services.GetRequiredService<WorkTicket>().FailedAsync(ticket.Id, cancellation));
            return null;
        }
    }

    // the ticket is not to blame, and waits until it is over
    static bool IsOutage(Exception failure) => failure is TimeoutException or NpgsqlException { IsTransient: true } or NpgsqlException and not PostgresException
        || failure.InnerException is { } inner && IsOutage(inner);

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Ticket {Ticket} of tenant {Tenant} could not be worked off; it is tried again.")]
        public static partial void TicketFailed(ILogger log, Exception e, BookingTicketId ticket, TenantId tenant);
    }
}
