using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.DeskBooking;

public sealed partial class WalkInPanel(
    BookAppointment book, RegisterPatient register, ChangeAppointmentStatus change, NextFreeTimes next, ClinicContext clinic, DeskActions actions,
    IStringLocalizer<DeskTexts> texts)
{
    const int Offered = 4;

    readonly BookingForm form = new(book, register, clinic);
    PatientBox patientBox = null!;
    ElementReference submit;
    IReadOnlyList<Slot> times = [];
    Instant? later;
    bool busy, focusSubmit;

    IStringLocalizer<DeskTexts> T => texts;

    [Parameter] public BookingDraft? Draft { get; set; }

    [CascadingParameter] public DeskBoard Board { get; set; } = null!;

    [CascadingParameter] internal DeskBrowser Browser { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (Draft is not null)
            form.Restore(Draft);
        form.Settle(Board.Clinic);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focusSubmit)
            return;
        focusSubmit = false;
        await submit.FocusAsync();
    }

    async Task SubmitAsync()
    {
        if (await patientBox.EnterAsync())
        {
            focusSubmit = form.Patient.Known is not null;
            return;
        }

        var now = clinic.Now;
        now -= Duration.FromTicks(now.ToUnixTimeTicks() % NodaConstants.TicksPerMinute);
        if (await form.SendAsync(busy ? later!.Value : now, BookingSource.WalkIn) is { } booked)
        {
            if (!busy)
                await change.ExecuteAsync(new(Guid.CreateVersion7(), booked.Id, booked.Version, AppointmentStatus.Arrived), CancellationToken.None);
            var doctor = Board.PractitionerName(booked.Practitioner, clinic.Language);
            actions.Say(texts[busy ? "Done.WalkInLater" : "Done.WalkIn", form.Patient.Known!.Name, doctor, clinic.Format.Time(booked.Start)]);
            await CloseAsync();
        }
        else if (form.Refused is BookingError.Taken or BookingError.OutsideHours && form.Service is { } service)
        {
            times = await next.ExecuteAsync(new(service, form.Practitioner, now, Offered, null), CancellationToken.None);
            (busy, later) = (true, times.Count > 0 ? times[0].Start : null);
        }
    }

    async Task WishChanged()
    {
        (busy, later, form.Refused) = (false, null, null);
        await ChangedAsync();
    }

    async Task ChangedAsync()
    {
        StateHasChanged();
        await Task.Yield();
        await Browser.KeepDraftAsync();
    }

    async Task CloseAsync()
    {
        Board.Close();
        await Browser.DropDraftAsync();
        await Browser.ReturnFocusAsync();
    }
}
