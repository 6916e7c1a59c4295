using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Platform.Outbox;

/// <summary>Clears away events that were handed on two weeks ago; until then they help to see what happened.</summary>
[AcrossTenants]
public sealed class RemoveProcessedEvents([FromKeyedServices(DataRegistration.Relay)] NpgsqlDataSource relay, TimeProvider clock)
{
    static readonly Duration Kept = Duration.FromDays(14);

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        await using var command = relay.CreateCommand("delete from outbox where processed_at < $1");
        command.Parameters.Add(new() { Value = clock.GetUtcNow().ToInstant() - Kept });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
