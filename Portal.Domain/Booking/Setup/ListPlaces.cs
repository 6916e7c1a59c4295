using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>The clinic's branches, rooms and devices, and which services use them; retired ones last.</summary>
public sealed class ListPlaces(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    public sealed record Places(
        IReadOnlyList<Location> Locations, IReadOnlyList<Resource> Resources, ILookup<ServiceId, Guid> Uses, ILookup<ServiceId, Guid> GivenAt);

    public async Task<Result<Places, SetupError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator))
            return await audit.RefuseAsync("places.read", SetupError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return new Places(
            await db.Set<Location>().OrderBy(l => l.Retired).ThenBy(l => l.Position).ThenBy(l => l.Id).ToListAsync(cancellation),
            await db.Set<Resource>().OrderBy(r => r.Retired).ThenBy(r => r.Kind).ThenBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(cancellation),
            (await db.Set<ServiceResource>().ToListAsync(cancellation)).ToLookup(u => u.ServiceId, u => u.ResourceId),
            (await db.Set<ServiceLocation>().ToListAsync(cancellation)).ToLookup(g => g.ServiceId, g => g.LocationId));
    }
}
