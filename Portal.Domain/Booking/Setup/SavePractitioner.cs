using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Booking.Setup;

/// <summary>Adds a practitioner to the calendar or changes one, with the services they offer. A retired one is booked no more; their appointments stay.</summary>
public sealed class SavePractitioner(SetupWriter writer)
{
    /// <param name="Id">Null for a new one.</param>
    /// <param name="Version">As it was read; 0 for a new one.</param>
    /// <param name="Account">The staff account that sees this practitioner's day.</param>
    /// <param name="DailyLimit">Patients of any service in one day of the clinic; null for as many as there is time for.</param>
    public sealed record Request(
        PractitionerId? Id, uint Version, string NameAr, string NameEn, string? SpecialtyAr, string? SpecialtyEn, string Colour, UserId? Account, bool Retired, int Position,
        IReadOnlyCollection<ServiceId> Services, int? DailyLimit = null, int? WeeklyLimit = null);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = request.Id ?? PractitionerId.New();
        return writer.SaveAsync("practitioner.save", "practitioner", id.Value, async db =>
        {
            if (string.IsNullOrWhiteSpace(request.NameAr) || string.IsNullOrWhiteSpace(request.NameEn))
                return SetupError.NameMissing;
            if (!Colours.IsColour(request.Colour))
                return SetupError.ColourInvalid;
            if (request is { DailyLimit: < 1 or > 1000 } or { WeeklyLimit: < 1 or > 5000 })
                return SetupError.LimitOutOfRange;
            var practitioner = await SetupWriter.RowAsync(
                db, p => p.Id == id, request.Id is null, request.Version, () => new Practitioner(writer.Tenant.Id, id) { NameAr = "", NameEn = "", Colour = "" }, cancellation);
            if (practitioner is null)
                return SetupError.NotFound;

            (practitioner.NameAr, practitioner.NameEn) = (request.NameAr.Trim(), request.NameEn.Trim());
            (practitioner.SpecialtyAr, practitioner.SpecialtyEn, practitioner.Colour) = (request.SpecialtyAr, request.SpecialtyEn, request.Colour);
            (practitioner.UserId, practitioner.Retired, practitioner.Position) = (request.Account, request.Retired, request.Position);
            (practitioner.DailyLimit, practitioner.WeeklyLimit) = (request.DailyLimit, request.WeeklyLimit);

            var offers = await db.Set<PractitionerService>().Where(o => o.PractitionerId == id).ToListAsync(cancellation);
            db.RemoveRange(offers.Where(offer => !request.Services.Contains(offer.ServiceId)));
            db.AddRange(request.Services.Except(offers.Select(offer => offer.ServiceId)).Select(service => new PractitionerService(writer.Tenant.Id, id, service)));
            return null;
        }, cancellation);
    }
}
