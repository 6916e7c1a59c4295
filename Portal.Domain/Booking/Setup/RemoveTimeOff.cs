using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>The practitioner is there after all.</summary>
public sealed class RemoveTimeOff(SetupWriter writer)
{
    public Task<Result<Guid, SetupError>> ExecuteAsync(Guid id, CancellationToken cancellation) =>
        writer.SaveAsync("time-off.remove", "time-off", id, async db =>
            await db.Set<TimeOff>().Where(o => o.Id == id).ExecuteDeleteAsync(cancellation) == 0 ? SetupError.NotFound : null, cancellation);
}
