using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking;

/// <summary>
/// The times that can be booked, by the very rules that booking checks. Anybody may ask. What the asking visitor holds counts as free for them.
/// </summary>
public sealed class FindSlots(BookingRulesSource rules, CalendarCache calendars, GroupSessions groups, NpgsqlDataSource database, TenantContext tenant, TimeProvider clock)
{
    /// <param name="Practitioner">Null for any: then each start is offered once, by the least loaded who is free.</param>
    /// <param name="Days">Days of the clinic, both included.</param>
    /// <param name="Visitor">Whose hold is not counted as busy.</param>
    /// <param name="Except">An appointment that is to be moved: it is not in its own way, and takes as long as it does now.</param>
    public sealed record Request(ServiceId Service, PractitionerId? Practitioner, DateInterval Days, Guid? Visitor = null, AppointmentId? Except = null)
    {
        /// <summary>A first visit may take longer, and a follow-up be shorter.</summary>
        public VisitKind Visit { get; init; } = VisitKind.Returning;

        /// <summary>The branch; null for any.</summary>
        public Guid? Location { get; init; }
    }

    public async Task<IReadOnlyList<Slot>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        return await ExecuteAsync(request, await rules.GetAsync(cancellation), cancellation);
    }

    /// <summary>The same under other rules than the saved ones, for a preview of a change.</summary>
    internal async Task<IReadOnlyList<Slot>> ExecuteAsync(Request request, BookingRules current, CancellationToken cancellation)
    {
        if (!current.Services.TryGetValue(request.Service, out var service))
            return [];
        var (busy, booked, length) = await ReadAsync(current, request, service, cancellation);
        service = length is { } asItIs ? service with { Length = asItIs } : service.For(request.Visit);
        var now = clock.GetUtcNow().ToInstant();
        var free = SlotFinder.Find(current, service, request.Practitioner, request.Location, request.Days, now, busy, booked);
        return service.IsGroup ? await groups.JoinAsync(free, current, service, request.Practitioner, request.Days, now, cancellation) : free;
    }

    async Task<(List<Busy> Busy, List<Load> Booked, Duration? Length)> ReadAsync(BookingRules current, Request request, ServiceRule service, CancellationToken cancellation)
    {
        // a day more on each side: windows over midnight, buffers
        var from = current.Zone.AtStartOfDay(request.Days.Start.PlusDays(-1)).ToInstant();
        var to = current.Zone.AtStartOfDay(request.Days.End.PlusDays(3)).ToInstant();
        Guid[] practitioners = request.Practitioner is { } one ? [one.Value] : [.. service.Practitioners.Select(p => p.Value)];

        Guid[] resources = [.. practitioners, .. service.Rooms.Select(r => r.Id), .. service.Devices.Select(r => r.Id)];
        var busy = await calendars.ReadAsync(resources, from - Duration.FromDays(1), to, request.Except?.Value, request.Visitor, cancellation);

        var limited = !service.Limit.IsNone || current.Practitioners.Values.Any(p => !p.Limit.IsNone);
        if (!limited && request.Except is null)
            return (busy, [], null);
        await using var batch = database.CreateTenantBatch(tenant);
        if (limited)
            batch.BatchCommands.Add(BookedIn(current, request, practitioners));
        if (request.Except is { } existing)
            batch.BatchCommands.Add(new("select starts_at, ends_at from appointments where tenant_id = $1 and id = $2")
            {
                Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<Guid> { TypedValue = existing.Value } },
            });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var booked = limited
            ? await reader.NextRowsAsync(r => new Load(PractitionerId.From(r.GetGuid(0)), ServiceId.From(r.GetGuid(1)), r.GetFieldValue<Instant>(2)), cancellation) : [];
        var lengths = request.Except is null ? [] : await reader.NextRowsAsync(r => r.GetFieldValue<Instant>(1) - r.GetFieldValue<Instant>(0), cancellation);
        return (busy, booked, lengths is [var length] ? length : null);
    }

    // what counts against the limits of the weeks that the days are in
    NpgsqlBatchCommand BookedIn(BookingRules current, Request request, Guid[] practitioners)
    {
        var (from, to) = current.Zone.Bounds(Loads.WeeksOf(current, request.Days));
        return new(
            """
            select a.practitioner_id, a.service_id, a.starts_at from appointments a
            where a.tenant_id = $1 and a.practitioner_id = any($2) and a.starts_at >= $3 and a.starts_at < $4 and a.status not in ('Cancelled', 'NoShow')
              and a.id is distinct from $5
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value },
                new NpgsqlParameter<Guid[]> { TypedValue = practitioners },
                new NpgsqlParameter<Instant> { TypedValue = from },
                new NpgsqlParameter<Instant> { TypedValue = to },
                new NpgsqlParameter { Value = request.Except is { } moved ? moved.Value : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
            },
        };
    }
}
