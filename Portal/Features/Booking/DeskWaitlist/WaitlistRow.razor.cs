using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Waitlist;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.DeskWaitlist;

public sealed partial class WaitlistRow(
    OfferTime offer, AcceptOffer accept, DeclineOffer decline, WithdrawFromWaitlist withdraw, DeskActions actions, ClinicContext clinic, IStringLocalizer<WaitlistTexts> texts)
{
    bool choosing, sending;

    IStringLocalizer<WaitlistTexts> T => texts;

    [Parameter, EditorRequired] public ListWaitlist.Item Item { get; set; } = null!;

    /// <summary>Something was done, or refused.</summary>
    [Parameter] public EventCallback<WaitlistError?> OnSaid { get; set; }

    [CascadingParameter] public DeskBoard Board { get; set; } = null!;

    Task OfferAsync(Slot slot) => DoAsync(async () =>
    {
        var made = await offer.ExecuteAsync(new(Item.Id, slot.Practitioner, slot.Start), CancellationToken.None);
        if (!made.Succeeded)
            return made.Error;
        choosing = false;
        actions.Say(texts["Said.Offered", Item.PatientName, clinic.Format.DayAndTime(slot.Start)]);
        return null;
    });

    Task AcceptAsync(ListWaitlist.Kept kept) => DoAsync(async () =>
    {
        var booked = await accept.ExecuteAsync(new(kept.Id), CancellationToken.None);
        if (!booked.Succeeded)
            return booked.Error;
        actions.Say(texts["Said.Booked", Item.PatientName, clinic.Format.DayAndTime(kept.Start)]);
        return null;
    });

    Task DeclineAsync(ListWaitlist.Kept kept) => DoAsync(async () =>
    {
        var declined = await decline.ExecuteAsync(new(kept.Id), CancellationToken.None);
        if (!declined.Succeeded)
            return declined.Error;
        actions.Say(texts["Said.Declined", Item.PatientName]);
        return null;
    });

    Task WithdrawAsync() => DoAsync(async () =>
    {
        var withdrawn = await withdraw.ExecuteAsync(new(Item.Id), CancellationToken.None);
        if (!withdrawn.Succeeded)
            return withdrawn.Error;
        actions.Say(texts["Said.Withdrawn", Item.PatientName]);
        return null;
    });

    async Task DoAsync(Func<Task<WaitlistError?>> act)
    {
        if (sending)
            return;
        sending = true;
        try
        {
            await OnSaid.InvokeAsync(await act());
        }
        finally
        {
            sending = false;
        }
    }
}
