using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>Opens the clinic on a day again.</summary>
public sealed class RemoveHoliday(SetupWriter writer)
{
    public Task<Result<Guid, SetupError>> ExecuteAsync(LocalDate date, CancellationToken cancellation) =>
        writer.SaveAsync("holiday.remove", "holiday", Guid.Empty, async db =>
            await db.Set<Holiday>().Where(h => h.Date == date).ExecuteDeleteAsync(cancellation) == 0 ? SetupError.NotFound : null, cancellation);
}
