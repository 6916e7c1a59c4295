using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking;

/// <summary>
/// The times that can be booked, by the very rules that booking checks. Anybody may ask. What the asking visitor holds counts as free for them.
/// </summary>
public sealed class FindSlots(BookingRulesSource rules, NpgsqlDataSource database, TenantContext tenant, TimeProvider clock)
{
    /// <param name="Practitioner">Null for any: then each start is offered once, by the least loaded who is free.</param>
    /// <param name="Days">Days of the clinic, both included.</param>
    /// <param name="Visitor">Whose hold is not counted as busy.</param>
    /// <param name="Except">An appointment that is to be moved, and is not in its own way.</param>
    public sealed record Request(ServiceId Service, PractitionerId? Practitioner, DateInterval Days, Guid? Visitor = null, AppointmentId? Except = null);

    public async Task<IReadOnlyList<Slot>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        return await ExecuteAsync(request, await rules.GetAsync(cancellation), cancellation);
    }

    /// <summary>The same under other rules than the saved ones, for a preview of a change.</summary>
    internal async Task<IReadOnlyList<Slot>> ExecuteAsync(Request request, BookingRules current, CancellationToken cancellation)
    {
        if (!current.Services.TryGetValue(request.Service, out var service))
            return [];
        var busy = await BusyAsync(current, request, service, cancellation);
        return SlotFinder.Find(current, request.Service, request.Practitioner, request.Days, clock.GetUtcNow().ToInstant(), busy);
    }

    async Task<List<Busy>> BusyAsync(BookingRules current, Request request, ServiceRule service, CancellationToken cancellation)
    {
        // a day more on each side: windows over midnight, buffers
        var from = current.Zone.AtStartOfDay(request.Days.Start.PlusDays(-1)).ToInstant();
        var to = current.Zone.AtStartOfDay(request.Days.End.PlusDays(3)).ToInstant();
        Guid[] resources = request.Practitioner is { } one ? [one.Value] : [.. service.Practitioners.Select(p => p.Value)];

        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new(
            """
            select c.resource_id, c.starts_at, c.ends_at from claims c
            where c.tenant_id = $1 and c.resource_id = any($2) and c.starts_at >= $3 and c.starts_at < $4 and (c.expires_at is null or c.expires_at > $5)
              and c.owner_id is distinct from $6
              and c.owner_id is distinct from (select h.id from holds h where h.tenant_id = $1 and h.visitor_key = $7)
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value },
                new NpgsqlParameter<Guid[]> { TypedValue = resources },
                new NpgsqlParameter<Instant> { TypedValue = from - Duration.FromDays(1) },
                new NpgsqlParameter<Instant> { TypedValue = to },
                new NpgsqlParameter<Instant> { TypedValue = clock.GetUtcNow().ToInstant() },
                new NpgsqlParameter { Value = request.Except is { } moved ? moved.Value : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
                new NpgsqlParameter { Value = request.Visitor is { } visitor ? visitor : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var busy = new List<Busy>();
        while (await reader.ReadAsync(cancellation))
            busy.Add(new(PractitionerId.From(reader.GetGuid(0)), reader.GetFieldValue<Instant>(1), reader.GetFieldValue<Instant>(2)));
        return busy;
    }
}
