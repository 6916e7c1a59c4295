using Npgsql;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Rush;

/// <summary>
/// The door that patients come in by while there is a rush: whoever comes then takes a ticket (<see cref="TakeTicket"/>) instead of booking. It is open
/// by the clinic's setting, and for a line as long as anybody waits in it: who comes later must not overtake them. The desk never asks it.
/// </summary>
public sealed class RushDoor(RushGauges gauges, BookingRulesSource rules, NpgsqlDataSource database, TenantContext tenant)
{
    /// <summary>Somebody is about to book, which counts.</summary>
    /// <param name="practitioner">Null for any.</param>
    /// <returns>Whether they are to take a ticket.</returns>
    public async Task<bool> KnockAsync(ServiceId service, PractitionerId? practitioner, CancellationToken cancellation)
    {
        var current = await rules.GetAsync(cancellation);
        return IsRush(current.Policy.Rush, rate => gauges.Count(tenant.Id, rate)) || await AnybodyWaitsAsync(RushLines.Of(current, service, practitioner), cancellation);
    }

    /// <summary>Whether who booked now would have to take a ticket. While it is so, no time is kept for anybody: a hold would overtake the line.</summary>
    public async Task<bool> IsOpenAsync(ServiceId service, PractitionerId? practitioner, CancellationToken cancellation)
    {
        var current = await rules.GetAsync(cancellation);
        return IsRush(current.Policy.Rush, rate => gauges.IsOpen(tenant.Id, rate)) || await AnybodyWaitsAsync(RushLines.Of(current, service, practitioner), cancellation);
    }

    /// <summary>Whether there is a rush, whoever waits.</summary>
    public async Task<bool> IsRushAsync(CancellationToken cancellation) =>
        IsRush((await rules.GetAsync(cancellation)).Policy.Rush, rate => gauges.IsOpen(tenant.Id, rate));

    static bool IsRush(RushRule rule, Func<int, bool> passes) => rule.Mode switch
    {
        RushMode.Always => true,
        RushMode.Off => false,
        _ => passes(rule.Rate),
    };

    async Task<bool> AnybodyWaitsAsync(Guid[] line, CancellationToken cancellation)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new("select exists(select from booking_tickets t where t.tenant_id = $1 and t.state = 'Waiting' and t.line && $2)")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<Guid[]> { TypedValue = line } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return (await reader.NextRowsAsync(row => row.GetBoolean(0), cancellation)) is [true];
    }
}
