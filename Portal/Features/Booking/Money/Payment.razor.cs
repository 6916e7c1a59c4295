using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Money.Model;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.Money;

public sealed partial class Payment(ReadPayment read, ClinicContext clinic, DeskActions actions, IStringLocalizer<MoneyTexts> texts)
{
    ReadPayment.Payment? payment;
    (AppointmentId, int)? shown;
    ReceiptKind? asked; // what was to be paid when the appointment last changed
    Task reading = Task.CompletedTask;
    bool open, focus;

    IStringLocalizer<MoneyTexts> T => texts;

    [Parameter, EditorRequired] public DeskAppointment Appointment { get; set; } = null!;

    [CascadingParameter] public DeskBoard Board { get; set; } = null!;

    PaymentMark Mark => payment switch
    {
        { Fee: not null } => PaymentMark.Paid,
        { Next: ReceiptKind.Fee, Suggested: not 0 } => PaymentMark.Due,
        _ => PaymentMark.None,
    };

    protected override void OnInitialized() => Board.Refreshed += Again;

    protected override async Task OnParametersSetAsync()
    {
        if (shown == (Appointment.Id, Appointment.Version))
            return;
        var first = shown is null;
        shown = (Appointment.Id, Appointment.Version);
        await ReadAsync();
        if (payment?.Next == asked && !first)
            return;
        asked = payment?.Next;
        // who has just arrived is asked for the fee at once, and the keyboard is there already
        (open, focus) = (payment is { Next: ReceiptKind.Fee, Suggested: not 0 }, !first);
    }

    Task ReadAsync() => reading = ReadAfterAsync(reading);

    // one after the other, or an earlier state could come last
    async Task ReadAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        payment = await read.ExecuteAsync(Appointment.Id, CancellationToken.None) is { Succeeded: true, Value: var found } ? found : null;
    }

    // somebody else may have taken it
    void Again() => _ = InvokeAsync(async () =>
    {
        await ReadAsync();
        StateHasChanged();
    });

    void Open() => (open, focus) = (true, true);

    async Task TakenAsync(ReceiptState taken)
    {
        (open, focus) = (false, false);
        actions.Say(texts["Said.Taken", clinic.Format.Digits(taken.Number), clinic.Format.Price(taken.Paid)]);
        await ReadAsync();
    }

    public void Dispose() => Board.Refreshed -= Again;
}
