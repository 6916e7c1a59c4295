using NodaTime;
using Npgsql;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Turns;

/// <summary>The sessions by turns of some days: those that patients are booked in, and the windows that have none yet and whose time is free.</summary>
public sealed class SessionPlan(NpgsqlDataSource database, TenantContext tenant)
{
    sealed record Known(SessionId Id, PractitionerId Practitioner, Instant Start, Instant End, int Capacity, SessionState State, int[] Numbers, int Begun);

    /// <summary>Earliest first; also those that are full or closed.</summary>
    internal async Task<List<OfferedTurns>> ReadAsync(BookingRules rules, IReadOnlyList<PractitionerId> who, DateInterval days, CancellationToken cancellation)
    {
        var windows = who.Select(id => rules.Practitioners.GetValueOrDefault(id)).OfType<PractitionerRule>().SelectMany(p => TurnWindows.Between(rules, p, days)).ToList();
        var (from, to) = rules.Zone.Bounds(days);
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(Query(
            """
            select s.id, s.practitioner_id, s.starts_at, s.ends_at, s.capacity, s.state, array_agg(x.number) filter (where not x.extra),
              coalesce(max(x.number) filter (where x.called is not null and not x.extra), 0)
            from sessions s left join seats x on (x.tenant_id, x.session_id) = (s.tenant_id, s.id)
            where s.tenant_id = $1 and s.practitioner_id = any($2) and s.starts_at >= $3 and s.starts_at < $4 and s.kind = 'Turns' and s.state <> 'Cancelled'
            group by s.tenant_id, s.id
            """, who, from, to));
        batch.BatchCommands.Add(Query(
            """
            select c.resource_id, c.starts_at, c.ends_at from claims c
            where c.tenant_id = $1 and c.resource_id = any($2) and c.starts_at >= $3 - interval '2 days' and c.starts_at < $4 + interval '1 day' and c.ends_at > $3
              and c.expires_at is null
            """, who, from, to));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var known = await reader.NextRowsAsync(r => new Known(
            SessionId.From(r.GetGuid(0)), PractitionerId.From(r.GetGuid(1)), r.GetFieldValue<Instant>(2), r.GetFieldValue<Instant>(3),
            r.GetInt32(4), Enum.Parse<SessionState>(r.GetString(5)), r.IsDBNull(6) ? [] : r.GetFieldValue<int[]>(6), r.GetInt32(7)), cancellation);
        var busy = await reader.NextRowsAsync(r => new Busy(r.GetGuid(0), r.GetFieldValue<Instant>(1), r.GetFieldValue<Instant>(2)), cancellation);
        return Together(rules, windows, known, busy);
    }

    static List<OfferedTurns> Together(BookingRules rules, List<TurnWindow> windows, List<Known> known, List<Busy> busy)
    {
        var all = new List<OfferedTurns>();
        foreach (var session in known)
        {
            // what the clinic gives now, where it still has the window
            var window = windows.Find(w => w.Practitioner == session.Practitioner && w.Start == session.Start);
            all.Add(Offer(session.Id, new(session.Practitioner, session.Start, session.End, window?.Turns ?? session.Capacity, window?.Location),
                session.Numbers, session.Begun, session.State != SessionState.Closed && !TurnWindows.IsAway(rules.Practitioners.GetValueOrDefault(session.Practitioner), session.Start, session.End)));
        }

        foreach (var window in windows)
            if (!known.Exists(s => s.Practitioner == window.Practitioner && s.Start == window.Start)
                && !busy.Exists(b => b.Resource == window.Practitioner.Value && b.Start < window.End && b.End > window.Start))
                all.Add(Offer(null, window, [], 0, isOpen: true));
        all.Sort((a, b) => (a.Start, a.Practitioner.Value).CompareTo((b.Start, b.Practitioner.Value)));
        return all;
    }

    // the number that take_seat would give: the lowest free one behind those who were called, or else the lowest
    static OfferedTurns Offer(SessionId? id, TurnWindow window, int[] taken, int begun, bool isOpen)
    {
        var free = Enumerable.Range(1, window.Turns).Except(taken).ToArray();
        var number = free.FirstOrDefault(n => n > begun, free.FirstOrDefault());
        return new(id, window.Practitioner, window.Start, window.End, window.Turns, free.Length, number, window.About(number), isOpen, window.Location);
    }

    NpgsqlBatchCommand Query(string sql, IReadOnlyList<PractitionerId> who, Instant from, Instant to)
    {
        var query = new NpgsqlBatchCommand(sql);
        query.Parameters.With(tenant.Id.Value).With(who.Select(p => p.Value).ToArray()).With(from).With(to);
        return query;
    }
}
