using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>Takes extra hours back. What is booked in them stays, until a person moves it.</summary>
public sealed class RemoveExtraHours(SetupWriter writer)
{
    public Task<Result<Guid, SetupError>> ExecuteAsync(Guid id, CancellationToken cancellation) =>
        writer.SaveAsync("extra-hours.remove", "extra-hours", id, async db =>
            await db.Set<ExtraHours>().Where(h => h.Id == id).ExecuteDeleteAsync(cancellation) == 0 ? SetupError.NotFound : null, cancellation);
}
