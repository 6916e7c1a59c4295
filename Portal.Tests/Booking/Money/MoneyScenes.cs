using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Booking.Money;

/// <summary>What is done with money in these tests, each act in a scope of its own. By one receptionist unless said otherwise, for a shift is one person's.</summary>
static class MoneyScenes
{
    public static readonly Action<Caller> Mona = Receptionist();
    public static readonly Action<Caller> Administrator = TestPortal.Staff(StaffRole.Administrator);

    static readonly UserId Boss = UserId.New();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>One and the same administrator.</summary>
    public static readonly Action<Caller> TheBoss = caller => caller.BecomeStaff(Boss, "Boss", StaffRole.Administrator);

    public static Action<Caller> Receptionist()
    {
        var user = UserId.New();
        return caller => caller.BecomeStaff(user, "Mona", StaffRole.Receptionist);
    }

    /// <summary>Somebody whose patient is here.</summary>
    public static async Task<AppointmentState> ArriveAsync(this TestClinic clinic, Instant start, int practitioner = 0)
    {
        var booked = (await clinic.BookAsync(start, practitioner)).Value;
        return (await clinic.SetAsync(booked, AppointmentStatus.Arrived)).Value;
    }

    public static Task<Result<ReceiptState, MoneyError>> TakeAsync(
        this TestClinic clinic, AppointmentState appointment, decimal fee = 300, decimal discount = 0, string? reason = null, decimal? paid = null,
        PaymentMethod method = PaymentMethod.Cash, ReceiptKind kind = ReceiptKind.Fee, Action<Caller>? caller = null, Guid? key = null) =>
        clinic.AsAsync(caller, scope => scope.Get<TakeReceipt>().ExecuteAsync(
            new(key ?? Guid.NewGuid(), appointment.Id, kind, fee, discount, reason, paid ?? fee - discount, method), Cancellation));

    public static Task<Result<ReceiptState, MoneyError>> ReverseAsync(
        this TestClinic clinic, ReceiptState receipt, string reason = "typed wrong", Action<Caller>? caller = null, Guid? key = null) =>
        clinic.AsAsync(caller, scope => scope.Get<ReverseReceipt>().ExecuteAsync(new(key ?? Guid.NewGuid(), receipt.Id, reason), Cancellation));

    public static Task<Result<ReadPayment.Payment, MoneyError>> PaymentAsync(this TestClinic clinic, AppointmentState appointment, Action<Caller>? caller = null) =>
        clinic.AsAsync(caller, scope => scope.Get<ReadPayment>().ExecuteAsync(appointment.Id, Cancellation));

    public static Task<Result<ReadShift.View?, MoneyError>> ShiftAsync(this TestClinic clinic, ShiftId? id = null, Action<Caller>? caller = null) =>
        clinic.AsAsync(caller, scope => scope.Get<ReadShift>().ExecuteAsync(id, Cancellation));

    public static Task<Result<ShiftId, MoneyError>> CloseAsync(
        this TestClinic clinic, ReadShift.View shift, decimal? counted = null, string? note = null, Action<Caller>? caller = null, Guid? key = null) =>
        clinic.AsAsync(caller, scope => scope.Get<CloseShift>().ExecuteAsync(
            new(key ?? Guid.NewGuid(), shift.Id, shift.Receipts.Count, counted ?? shift.Takings.Cash, note), Cancellation));

    public static async Task<T> AsAsync<T>(this TestClinic clinic, Action<Caller>? caller, Func<TestScope, Task<T>> act)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Mona);
        return await act(scope);
    }

    /// <summary>The numbers that are used, as they are in the table.</summary>
    public static Task<string> NumbersAsync(this TestClinic clinic) => clinic.Portal.AsSuperuserAsync<string>(
        $"select coalesce(string_agg(number::text, ' ' order by number), '') from receipts where tenant_id = '{clinic.Id}'");

    public static Task<string> AuditedAsync(this TestClinic clinic, string prefix) => clinic.Portal.AsSuperuserAsync<string>(
        $"select coalesce(string_agg(action || ':' || outcome, ' ' order by id), '') from audit_entries where tenant_id = '{clinic.Id}' and starts_with(action, '{prefix}')");
}
