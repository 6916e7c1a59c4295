using NodaTime;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Outbox;

/// <summary>
/// Does what an event asks of a module. Called in a scope of the event's tenant with no person behind it, at least once: a crash between
/// doing and marking repeats the call, so doing it twice must change nothing. An exception brings the event back later.
/// </summary>
public interface IOutboxHandler
{
    bool Handles(string kind);

    Task HandleAsync(OutboxItem item, CancellationToken cancellation);
}

/// <summary>An event as the drain hands it on.</summary>
/// <param name="Payload">JSON.</param>
/// <param name="Attempts">How often handling it has failed before.</param>
public sealed record OutboxItem(TenantId Tenant, long Id, string Kind, string Payload, Instant CreatedAt, int Attempts);
