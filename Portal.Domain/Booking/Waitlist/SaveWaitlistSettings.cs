using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>How long a freed time is kept for one who waits, and between which hours people are written to.</summary>
public sealed class SaveWaitlistSettings(SetupWriter writer)
{
    /// <param name="OfferMinutes">5 to 1,440.</param>
    /// <param name="From">Of the clinic's day; before <paramref name="To"/>.</param>
    public sealed record Request(int OfferMinutes, LocalTime From, LocalTime To);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync("waitlist-settings.save", "clinic", writer.Tenant.Id.Value, async db =>
        {
            if (request.OfferMinutes is < 5 or > 1440)
                return SetupError.OfferOutOfRange;
            if (request.From >= request.To)
                return SetupError.DatesWrong;
            var settings = await db.Set<WaitlistSettings>().SingleOrDefaultAsync(cancellation);
            if (settings is null)
                db.Add(settings = new WaitlistSettings(writer.Tenant.Id));
            (settings.OfferMinutes, settings.OffersFrom, settings.OffersTo) = (request.OfferMinutes, request.From, request.To);
            return null;
        }, cancellation);
}
