using NodaTime;
using Npgsql;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Turns;

/// <summary>The groups of a service that somebody is booked in already: who comes to the same start joins them.</summary>
public sealed class GroupSessions(NpgsqlDataSource database, TenantContext tenant)
{
    internal readonly record struct Group(PractitionerId Practitioner, Instant Start, Instant End, bool HasPlaces);

    /// <summary>The free times of a group service with those added at which a group has places left.</summary>
    internal async Task<IReadOnlyList<Slot>> JoinAsync(
        IReadOnlyList<Slot> free, BookingRules rules, ServiceRule service, PractitionerId? practitioner, DateInterval days, Instant now, CancellationToken cancellation)
    {
        var (from, to) = rules.Zone.Bounds(days);
        var joined = (await ReadAsync(service.Id, from, to, cancellation))
            .Where(group => group.HasPlaces && (practitioner is null || group.Practitioner == practitioner)
                && SlotFinder.Check(rules, service, group.Practitioner, null, group.Start, now, out _) is null)
            .Select(group => new Slot(group.Practitioner, group.Start, group.End)).ToList();
        // for any practitioner each start is offered once: a group that has begun to fill before an empty one
        var taken = joined.Select(slot => (slot.Start, practitioner is null ? default : slot.Practitioner)).ToHashSet();
        joined.AddRange(free.Where(slot => !taken.Contains((slot.Start, practitioner is null ? default : slot.Practitioner))));
        joined.Sort((a, b) => a.Start.CompareTo(b.Start));
        return joined;
    }

    internal async Task<List<Group>> ReadAsync(ServiceId service, Instant from, Instant to, CancellationToken cancellation)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        var query = new NpgsqlBatchCommand(
            """
            select s.practitioner_id, s.starts_at, s.ends_at,
              s.state <> 'Closed' and s.capacity > (select count(*) from seats x where x.tenant_id = s.tenant_id and x.session_id = s.id and not x.extra)
            from sessions s
            where s.tenant_id = $1 and s.service_id = $2 and s.starts_at >= $3 and s.starts_at < $4 and s.kind = 'Group' and s.state <> 'Cancelled'
            """);
        query.Parameters.With(tenant.Id.Value).With(service.Value).With(from).With(to);
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.NextRowsAsync(r => new Group(PractitionerId.From(r.GetGuid(0)), r.GetFieldValue<Instant>(1), r.GetFieldValue<Instant>(2), r.GetBoolean(3)), cancellation);
    }
}
