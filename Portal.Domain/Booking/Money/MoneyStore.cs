using System.Diagnostics;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using NpgsqlTypes;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Money;

/// <summary>Calls the SQL functions that write receipts and shifts (Booking/Sql/90_money.sql), each in one round trip that is one transaction.</summary>
public sealed class MoneyStore(FunctionCalls functions, Caller caller, TimeProvider clock)
{
    const string Columns = "outcome, id, number, appointment_id, paid, shift_id";

    static readonly FunctionCall
        TakeSql = FunctionCall.Of(Columns, $"take_receipt({StoreParameters.Places(15)})"),
        ReverseSql = FunctionCall.Of(Columns, $"reverse_receipt({StoreParameters.Places(11)})"),
        CloseSql = FunctionCall.Of("done", $"close_shift({StoreParameters.Places(10)}) done");

    Instant Now => clock.GetUtcNow().ToInstant();

    internal Task<Result<ReceiptState, MoneyError>> TakeAsync(byte[] hash, TakeReceipt.Request request, string? reason, CancellationToken cancellation) => functions.CallAsync(
        TakeSql,
        (parameters, _) => parameters
            .With(request.CommandKey).With(hash).With(Now).With(Guid.CreateVersion7()).With(Guid.CreateVersion7())
            .With(request.Appointment.Value).WithText(request.Kind.ToString()).With(request.Fee).WithMaybe(reason is null ? null : request.Discount, NpgsqlDbType.Numeric).WithText(reason)
            .With(request.Paid).WithText(request.Method.ToString()).WithActor(caller),
        Read, cancellation);

    /// <param name="any">Whether any receipt may be taken back, and not those of the own open shift alone.</param>
    internal Task<Result<ReceiptState, MoneyError>> ReverseAsync(byte[] hash, ReverseReceipt.Request request, bool any, CancellationToken cancellation) => functions.CallAsync(
        ReverseSql,
        (parameters, _) => parameters
            .With(request.CommandKey).With(hash).With(Now).With(Guid.CreateVersion7()).With(Guid.CreateVersion7())
            .With(request.Receipt.Value).WithText(request.Reason.Trim()).With(any).WithActor(caller),
        Read, cancellation);

    /// <param name="any">Whether any shift may be closed, and not the own one alone.</param>
    internal Task<string> CloseAsync(CloseShift.Request request, string? note, bool any, CancellationToken cancellation) => functions.CallAsync(
        CloseSql,
        (parameters, _) => parameters
            .With(request.CommandKey).With(Now).With(request.Shift.Value).With(request.Receipts).With(request.Counted).WithText(note).With(any).WithActor(caller),
        reader => reader.GetString(0), cancellation);

    static Result<ReceiptState, MoneyError> Read(NpgsqlDataReader reader) => reader.GetString(0) switch
    {
        "taken" or "replayed" => new ReceiptState(
            ReceiptId.From(reader.GetGuid(1)), reader.GetInt64(2), AppointmentId.From(reader.GetGuid(3)), reader.GetDecimal(4), ShiftId.From(reader.GetGuid(5))),
        var refused => Refusal(refused),
    };

    internal static MoneyError Refusal(string outcome) => outcome switch
    {
        "not_found" => MoneyError.NotFound,
        "not_now" => MoneyError.NotNow,
        "paid" => MoneyError.AlreadyPaid,
        "reversed" => MoneyError.AlreadyReversed,
        "set_off" => MoneyError.DepositSetOff,
        "forbidden" => MoneyError.Forbidden,
        "changed" => MoneyError.ChangedMeanwhile,
        "shift_closed" => MoneyError.ShiftClosed,
        "note_missing" => MoneyError.NoteMissing,
        "key_reused" => MoneyError.KeyReused,
        var other => throw new UnreachableException(other),
    };
}
