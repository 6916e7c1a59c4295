using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.CardPanel;

public sealed partial class AppointmentPanel(AppointmentDetails read, Caller caller, ClinicContext clinic, DeskActions actions, IStringLocalizer<DeskTexts> texts)
{
    enum Mode
    {
        Look,
        Move,
        Cancel,
        NoShow,
    }

    AppointmentDetails.Details? details;
    IReadOnlyList<AppointmentDetails.Step> meanwhile = [];
    BookingError? refused;
    string? failure, moveError;
    ElementReference title;
    Mode mode;
    bool busy;

    IStringLocalizer<DeskTexts> T => texts;

    [Parameter, EditorRequired] public AppointmentId Id { get; set; }

    [Parameter] public bool Moving { get; set; }

    [Parameter] public bool Cancelling { get; set; }

    [CascadingParameter] public DeskBoard Board { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Board.Refreshed += Again;
        await ReadAsync();
        if ((Moving || Cancelling) && details?.Appointment.Status.IsAhead() == true)
            mode = Moving ? Mode.Move : Mode.Cancel;
    }

    async Task ReadAsync()
    {
        var result = await read.ExecuteAsync(Id, CancellationToken.None);
        if (result.Succeeded)
            details = result.Value;
        else
            refused = result.Error;
    }

    // somebody else's change is shown as soon as it is there
    void Again() => _ = InvokeAsync(async () =>
    {
        var known = Board.Calendar?.Appointments.FirstOrDefault(a => a.Id == Id);
        if (busy || known is not null && known.Version == details?.Appointment.Version)
            return;
        await ReadAsync();
        StateHasChanged();
    });

    Task SetAsync(AppointmentStatus status, string? reason = null, CancelledBy? by = null) =>
        DoAsync(a => actions.SetStatusAsync(a, status, reason, by), error => failure = actions.Sentence(error));

    Task MoveAsync(Slot slot) => DoAsync(a => actions.MoveAsync(a, slot.Practitioner, slot.Start), error => moveError = actions.Sentence(error));

    async Task DoAsync(Func<DeskAppointment, Task<Result<AppointmentState, BookingError>>> act, Action<BookingError> fail)
    {
        if (busy || details is null)
            return;
        (busy, failure, moveError, meanwhile) = (true, null, null, []);
        var seen = details.History.Count;
        try
        {
            var result = await act(details.Appointment);
            if (result.Succeeded)
                mode = Mode.Look;
            else
                fail(result.Error);
            await ReadAsync();
            if (result.IsError(BookingError.ChangedMeanwhile))
                (meanwhile, mode) = ([.. details.History.Skip(seen)], Mode.Look);
        }
        finally
        {
            busy = false;
        }
    }

    void Look() => (mode, failure, moveError) = (Mode.Look, null, null);

    public void Dispose() => Board.Refreshed -= Again;
}
