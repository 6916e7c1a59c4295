using System.Diagnostics;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Store;

/// <summary>The words the SQL functions answer with, as results. Null means the rules were stale: read them again and retry.</summary>
static class StoreOutcomes
{
    /// <summary>The command was not done yet.</summary>
    public const string New = "new";

    /// <summary>The answer that a command once had, or else why it is refused now.</summary>
    public static Result<AppointmentState, BookingError>? ReadOr(BookingError refusal, StoreAnswer before) => before.Outcome == New ? refusal : Read(before);

    public static Result<AppointmentState, BookingError>? Read(StoreAnswer answer) => answer.Outcome switch
    {
        "booked" or "moved" or "resized" or "changed_to" or "undone" or "replayed" => answer.Appointment!,
        "reload" => null,
        var refused => Refusal(refused),
    };

    /// <inheritdoc cref="ReadOr"/>
    public static Result<TurnState, BookingError>? ReadTurnOr(BookingError refusal, SeatAnswer before) => before.Outcome == New ? refusal : ReadTurn(before);

    public static Result<TurnState, BookingError>? ReadTurn(SeatAnswer answer) => answer.Outcome switch
    {
        "booked" or "moved" or "replayed" => answer.Turn!,
        "reload" => null,
        var refused => Refusal(refused),
    };

    static BookingError Refusal(string outcome) => outcome switch
    {
        "taken" => BookingError.Taken,
        "full" => BookingError.Full,
        "limit" => BookingError.LimitReached,
        "key_reused" => BookingError.KeyReused,
        "not_found" => BookingError.NotFound,
        "changed" => BookingError.ChangedMeanwhile,
        "closed" => BookingError.Closed,
        var other => throw new UnreachableException(other),
    };
}
