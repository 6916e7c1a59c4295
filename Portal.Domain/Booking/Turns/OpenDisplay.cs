using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Turns;

/// <summary>Makes the link of a waiting-room screen. It is shown once: afterwards only its hash is known, and a new one is made instead.</summary>
public sealed class OpenDisplay(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public const int LongestName = 60;

    /// <param name="Practitioner">Whose line; null for all of the clinic.</param>
    public sealed record Request(string Name, PractitionerId? Practitioner);

    /// <returns>The path of the page, which needs no sign-in.</returns>
    public async Task<Result<string, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("display.open", BookingError.Forbidden, cancellation: cancellation);
        var (id, (secret, hash)) = (Guid.CreateVersion7(), SecretToken.Create());
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (request.Practitioner is { } who && !await db.Set<Practitioner>().AnyAsync(p => p.Id == who, cancellation))
            return BookingError.NotFound;
        var name = request.Name.Trim();
        db.Add(new Display(tenant.Id, id)
        {
            Name = name[..Math.Min(name.Length, LongestName)], PractitionerId = request.Practitioner, SecretHash = hash, CreatedAt = clock.GetUtcNow().ToInstant(),
        });
        audit.Add(db, "display.open", "display", id);
        await db.SaveChangesAsync(cancellation);
        return $"/display/{secret}";
    }
}
