using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>How a clinic takes bookings: notice, horizon, step, hold.</summary>
public sealed class SaveBookingSettings(SetupWriter writer)
{
    /// <param name="NoticeMinutes">0 to 43,200 (30 days).</param>
    /// <param name="HorizonDays">1 to 730.</param>
    /// <param name="StepMinutes">5 to 240.</param>
    /// <param name="HoldMinutes">1 to 30.</param>
    public sealed record Request(int NoticeMinutes, int HorizonDays, int StepMinutes, int HoldMinutes);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync("booking-settings.save", "clinic", writer.Tenant.Id.Value, async db =>
        {
            if (Validate(request) is { } wrong)
                return wrong;
            var settings = await db.Set<BookingSettings>().SingleAsync(cancellation);
            (settings.NoticeMinutes, settings.HorizonDays, settings.StepMinutes, settings.HoldMinutes) =
                (request.NoticeMinutes, request.HorizonDays, request.StepMinutes, request.HoldMinutes);
            return null;
        }, cancellation);

    static SetupError? Validate(Request request) => request switch
    {
        { NoticeMinutes: < 0 or > 43_200 } => SetupError.NoticeOutOfRange,
        { HorizonDays: < 1 or > 730 } => SetupError.HorizonOutOfRange,
        { StepMinutes: < 5 or > 240 } => SetupError.StepOutOfRange,
        { HoldMinutes: < 1 or > 30 } => SetupError.HoldOutOfRange,
        _ => null,
    };
}
