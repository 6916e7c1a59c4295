using System.Diagnostics;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Store;

/// <summary>The words the SQL functions answer with, as results. Null means the rules were stale: read them again and retry.</summary>
static class StoreOutcomes
{
    public static Result<AppointmentState, BookingError>? Read(StoreAnswer answer) => answer.Outcome switch
    {
        "booked" or "moved" or "changed_to" or "replayed" => answer.Appointment!,
        "reload" => null,
        "taken" => BookingError.Taken,
        "key_reused" => BookingError.KeyReused,
        "not_found" => BookingError.NotFound,
        "changed" => BookingError.ChangedMeanwhile,
        "closed" => BookingError.Closed,
        var other => throw new UnreachableException(other),
    };
}
