using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>Removes a season's hours; the usual week counts again on its days.</summary>
public sealed class RemoveSchedule(SetupWriter writer)
{
    public Task<Result<Guid, SetupError>> ExecuteAsync(Guid id, CancellationToken cancellation) =>
        writer.SaveAsync("schedule.remove", "schedule", id, async db =>
            await db.Set<WeeklySchedule>().Where(s => s.Id == id && s.ValidFrom != null).ExecuteDeleteAsync(cancellation) == 0 ? SetupError.NotFound : null, cancellation);
}
