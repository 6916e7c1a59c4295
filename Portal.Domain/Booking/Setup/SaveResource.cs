using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>Adds a room or a device or changes one. A retired one is booked no more; its appointments stay.</summary>
public sealed class SaveResource(SetupWriter writer)
{
    /// <param name="Id">Null for a new one.</param>
    /// <param name="Version">As it was read; 0 for a new one.</param>
    /// <param name="Location">The branch; null for a clinic with one address, or a device that is carried about.</param>
    public sealed record Request(Guid? Id, uint Version, ResourceKind Kind, string NameAr, string NameEn, Guid? Location, bool Retired, int Position);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = request.Id ?? Guid.CreateVersion7();
        return writer.SaveAsync("resource.save", "resource", id, async db =>
        {
            if (string.IsNullOrWhiteSpace(request.NameAr) || string.IsNullOrWhiteSpace(request.NameEn))
                return SetupError.NameMissing;
            var resource = await SetupWriter.RowAsync(
                db, r => r.Id == id, request.Id is null, request.Version, () => new Resource(writer.Tenant.Id, id) { Kind = request.Kind, NameAr = "", NameEn = "" }, cancellation);
            if (resource is null)
                return SetupError.NotFound;

            (resource.Kind, resource.NameAr, resource.NameEn) = (request.Kind, request.NameAr.Trim(), request.NameEn.Trim());
            (resource.LocationId, resource.Retired, resource.Position) = (request.Location, request.Retired, request.Position);
            return null;
        }, cancellation);
    }
}
