using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Features.Booking.DeskBooking;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.Money;

public sealed partial class FeeForm(TakeReceipt take, ClinicContext clinic, IStringLocalizer<MoneyTexts> texts)
{
    static readonly string[] Usual = ["Reason.Regular", "Reason.Family", "Reason.Staff", "Reason.Hardship"];

    readonly CommandKey keys = new();
    ElementReference box;
    string fee = "", off = "", why = "";
    PaymentMethod method;
    MoneyError? error;
    bool busy;

    IStringLocalizer<MoneyTexts> T => texts;

    [Parameter, EditorRequired] public ReadPayment.Payment Payment { get; set; } = null!;

    /// <summary>Whether the sum takes the focus when it appears.</summary>
    [Parameter] public bool Focus { get; set; }

    [Parameter] public EventCallback<ReceiptState> OnTaken { get; set; }

    /// <summary>The form was told that another sum is to be paid by now.</summary>
    [Parameter] public EventCallback OnStale { get; set; }

    /// <summary>Not now; without it there is no button for it.</summary>
    [Parameter] public EventCallback OnBack { get; set; }

    bool IsDeposit => Payment.Next == ReceiptKind.Deposit;

    decimal? Fee => Amounts.Parse(fee);

    decimal? Discount => Fee is { } of ? Amounts.ParseDiscount(off, of) : 0;

    decimal? Left => Fee is { } whole && Discount is { } less && less <= whole ? Payment.Left(whole, less) : null;

    // what of a deposit is more than this fee
    decimal Over => Fee is { } whole && Discount is { } less && less <= whole ? Payment.Over(whole, less) : 0;

    protected override void OnInitialized() => fee = Amounts.Write(Payment.Suggested);

    async Task SendAsync()
    {
        if (busy || Payment.Next is not { } kind)
            return;
        if (Fee is not { } whole || Discount is not { } less)
        {
            error = MoneyError.AmountWrong;
            return;
        }

        busy = true;
        try
        {
            var asked = (kind, whole, less, why.Trim(), method);
            var result = await take.ExecuteAsync(
                new(keys.For(asked), Payment.Appointment, kind, whole, less, less > 0 ? why : null, Payment.Left(whole, less), method), CancellationToken.None);
            error = result.Succeeded ? null : result.Error;
            if (result.Succeeded)
                await OnTaken.InvokeAsync(result.Value);
            else if (error is MoneyError.ChangedMeanwhile or MoneyError.AlreadyPaid)
                await OnStale.InvokeAsync();
        }
        finally
        {
            busy = false;
        }
    }

    // several of these may be on one page
    string Id(string field) => $"{field}-{Payment.Appointment.Value:N}";
}
