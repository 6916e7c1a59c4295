using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>Adds a branch or changes one. In a retired one nothing more is booked; its rooms and hours stay as they are.</summary>
public sealed class SaveLocation(SetupWriter writer)
{
    /// <param name="Id">Null for a new one.</param>
    /// <param name="Version">As it was read; 0 for a new one.</param>
    public sealed record Request(Guid? Id, uint Version, string NameAr, string NameEn, string? AddressAr, string? AddressEn, bool Retired, int Position);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = request.Id ?? Guid.CreateVersion7();
        return writer.SaveAsync("location.save", "location", id, async db =>
        {
            if (string.IsNullOrWhiteSpace(request.NameAr) || string.IsNullOrWhiteSpace(request.NameEn))
                return SetupError.NameMissing;
            var location = await SetupWriter.RowAsync(
                db, l => l.Id == id, request.Id is null, request.Version, () => new Location(writer.Tenant.Id, id) { NameAr = "", NameEn = "" }, cancellation);
            if (location is null)
                return SetupError.NotFound;

            (location.NameAr, location.NameEn) = (request.NameAr.Trim(), request.NameEn.Trim());
            (location.AddressAr, location.AddressEn, location.Retired, location.Position) = (request.AddressAr, request.AddressEn, request.Retired, request.Position);
            return null;
        }, cancellation);
    }
}
