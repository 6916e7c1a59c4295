using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Booking.Setup;

/// <summary>Adds a service or changes one. A retired one is offered no more; its appointments stay.</summary>
public sealed class SaveService(SetupWriter writer)
{
    /// <param name="Id">Null for a new one.</param>
    /// <param name="Version">As it was read; 0 for a new one.</param>
    /// <param name="Minutes">Length; the buffers come on top.</param>
    public sealed record Request(
        ServiceId? Id, uint Version, string NameAr, string NameEn, string? DescriptionAr, string? DescriptionEn, int Minutes, int BufferBefore, int BufferAfter,
        decimal? Price, string Colour, bool Retired, int Position)
    {
        /// <summary>How many patients come together.</summary>
        public int Capacity { get; init; } = 1;
    }

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = request.Id ?? ServiceId.New();
        return writer.SaveAsync("service.save", "service", id.Value, async db =>
        {
            if (Validate(request) is { } wrong)
                return wrong;
            var service = await SetupWriter.RowAsync(
                db, s => s.Id == id, request.Id is null, request.Version, () => new Service(writer.Tenant.Id, id) { NameAr = "", NameEn = "", Minutes = request.Minutes, Colour = "" }, cancellation);
            if (service is null)
                return SetupError.NotFound;

            (service.NameAr, service.NameEn) = (request.NameAr.Trim(), request.NameEn.Trim());
            (service.DescriptionAr, service.DescriptionEn) = (request.DescriptionAr, request.DescriptionEn);
            (service.Minutes, service.BufferBefore, service.BufferAfter) = (request.Minutes, request.BufferBefore, request.BufferAfter);
            (service.Price, service.Colour, service.Retired, service.Position) = (request.Price, request.Colour, request.Retired, request.Position);
            service.Capacity = request.Capacity;
            return null;
        }, cancellation);
    }

    static SetupError? Validate(Request request) => request switch
    {
        _ when string.IsNullOrWhiteSpace(request.NameAr) || string.IsNullOrWhiteSpace(request.NameEn) => SetupError.NameMissing,
        { Minutes: < 1 or > 1440 } => SetupError.MinutesOutOfRange,
        { BufferBefore: < 0 or > 240 } or { BufferAfter: < 0 or > 240 } => SetupError.BufferOutOfRange,
        { Capacity: < 1 or > 500 } => SetupError.CapacityOutOfRange,
        { Price: < 0 } => SetupError.PriceNegative,
        _ when !Colours.IsColour(request.Colour) => SetupError.ColourInvalid,
        _ => null,
    };
}
