using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>Closes the clinic on a day. Appointments already made stay until a person moves them.</summary>
public sealed class AddHoliday(SetupWriter writer)
{
    public sealed record Request(LocalDate Date, string NameAr, string NameEn);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync("holiday.add", "holiday", Guid.Empty, db =>
        {
            if (string.IsNullOrWhiteSpace(request.NameAr) || string.IsNullOrWhiteSpace(request.NameEn))
                return Task.FromResult<SetupError?>(SetupError.NameMissing);
            db.Add(new Holiday(writer.Tenant.Id, request.Date) { NameAr = request.NameAr.Trim(), NameEn = request.NameEn.Trim() });
            return Task.FromResult<SetupError?>(null);
        }, cancellation);
}
