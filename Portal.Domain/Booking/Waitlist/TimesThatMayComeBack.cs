using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// Times that a member of staff has freed a moment ago and may take back: who offered them at once would leave nothing to take back. What a patient frees
/// is free.
/// </summary>
public sealed class TimesThatMayComeBack(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    static readonly string[] Freeing = ["cancelled", "noshow", "moved", "resized"];

    internal async Task<IReadOnlyList<Busy>> ReadAsync(CancellationToken cancellation)
    {
        var since = clock.GetUtcNow().ToInstant() - UndoAppointmentChange.For;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // the place before the change; each event has the whole state after it
        var before = await (
            from e in db.Set<AppointmentEvent>()
            join earlier in db.Set<AppointmentEvent>() on new { e.AppointmentId, Version = e.Version - 1 } equals new { earlier.AppointmentId, earlier.Version }
            where e.At > since && e.ActorKind == CallerKind.Staff && Freeing.Contains(e.Kind)
            select earlier.After).ToListAsync(cancellation);
        return before.ConvertAll(PlaceOf);
    }

    static Busy PlaceOf(string after)
    {
        using var state = JsonDocument.Parse(after);
        Instant At(string name) => Instant.FromDateTimeOffset(state.RootElement.GetProperty(name).GetDateTimeOffset());
        return new(state.RootElement.GetProperty("practitioner_id").GetGuid(), At("starts_at"), At("ends_at"));
    }
}
