using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Rush;

/// <summary>When patients book by ticket, in line, instead of at once.</summary>
public sealed class SaveRushSettings(SetupWriter writer)
{
    public const int LeastRate = 2, MostRate = 1000;

    /// <param name="Rate">Bookings within ten seconds that are a rush; for the automatic mode.</param>
    public sealed record Request(RushMode Mode, int Rate);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync("rush-settings.save", "clinic", writer.Tenant.Id.Value, async db =>
        {
            if (request.Rate is < LeastRate or > MostRate)
                return SetupError.LimitOutOfRange;
            var settings = await db.Set<BookingSettings>().SingleAsync(cancellation);
            (settings.RushMode, settings.RushRate) = (request.Mode, request.Rate);
            return null;
        }, cancellation);
}
