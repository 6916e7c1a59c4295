using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Features.Booking.DeskBooking;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.Money;

public sealed partial class CloseForm(CloseShift close, ClinicContext clinic, IStringLocalizer<MoneyTexts> texts)
{
    readonly CommandKey keys = new();
    string typed = "", note = "";
    MoneyError? error;
    bool busy;

    IStringLocalizer<MoneyTexts> T => texts;

    [Parameter, EditorRequired] public ReadShift.View Shift { get; set; } = null!;

    [Parameter] public EventCallback<ShiftId> OnClosed { get; set; }

    /// <summary>What is shown is no longer true.</summary>
    [Parameter] public EventCallback OnStale { get; set; }

    decimal? Difference => Amounts.Parse(typed) is { } counted ? counted - Shift.Takings.Cash : null;

    async Task SendAsync()
    {
        if (busy)
            return;
        if (Amounts.Parse(typed) is not { } counted)
        {
            error = MoneyError.AmountWrong;
            return;
        }

        busy = true;
        try
        {
            var asked = (Shift.Id, Shift.Receipts.Count, counted, note.Trim());
            var result = await close.ExecuteAsync(new(keys.For(asked), Shift.Id, Shift.Receipts.Count, counted, note), CancellationToken.None);
            error = result.Succeeded ? null : result.Error;
            if (result.Succeeded)
                await OnClosed.InvokeAsync(result.Value);
            else if (error is MoneyError.ChangedMeanwhile or MoneyError.ShiftClosed)
                await OnStale.InvokeAsync();
        }
        finally
        {
            busy = false;
        }
    }
}
