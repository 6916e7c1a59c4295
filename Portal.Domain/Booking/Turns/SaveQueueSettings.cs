using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Turns;

/// <summary>How the clinic keeps its lines: where somebody late comes in, and whether screens show first names.</summary>
public sealed class SaveQueueSettings(SetupWriter writer)
{
    public const int MostBehind = 20;

    /// <param name="BehindWhenLate">0 to 20.</param>
    public sealed record Request(int BehindWhenLate, bool NamesOnDisplay);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync("queue-settings.save", "clinic", writer.Tenant.Id.Value, async db =>
        {
            if (request.BehindWhenLate is < 0 or > MostBehind)
                return SetupError.BehindOutOfRange;
            var settings = await db.Set<QueueSettings>().SingleOrDefaultAsync(cancellation);
            if (settings is null)
                db.Add(settings = new QueueSettings(writer.Tenant.Id));
            (settings.BehindWhenLate, settings.NamesOnDisplay) = (request.BehindWhenLate, request.NamesOnDisplay);
            return null;
        }, cancellation);
}
