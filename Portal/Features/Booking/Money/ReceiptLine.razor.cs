using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Money;
using Portal.Features.Booking.DeskBooking;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.Money;

public sealed partial class ReceiptLine(ReverseReceipt reverse, ClinicContext clinic, IStringLocalizer<MoneyTexts> texts)
{
    readonly CommandKey keys = new();
    ElementReference box;
    string why = "";
    MoneyError? error;
    bool asking, busy;

    IStringLocalizer<MoneyTexts> T => texts;

    [Parameter, EditorRequired] public ReceiptRow Receipt { get; set; } = null!;

    /// <summary>Whether the patient is named.</summary>
    [Parameter] public bool Whose { get; set; }

    [Parameter] public EventCallback OnReversed { get; set; }

    async Task ReverseAsync()
    {
        if (busy)
            return;
        busy = true;
        try
        {
            var result = await reverse.ExecuteAsync(new(keys.For((Receipt.Id, why.Trim())), Receipt.Id, why), CancellationToken.None);
            (error, asking) = (result.Succeeded ? null : result.Error, !result.Succeeded);
            if (result.Succeeded)
                await OnReversed.InvokeAsync();
        }
        finally
        {
            busy = false;
        }
    }
}
