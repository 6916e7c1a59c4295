using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Patients;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.DeskBooking;

public sealed partial class WalkInPanel(
    BookAppointment book, BookTurn bookTurn, FindTurns findTurns, RegisterPatient register, ChangeAppointmentStatus change, NextFreeTimes next, ClinicContext clinic, DeskActions actions,
    IStringLocalizer<DeskTexts> texts, IStringLocalizer<QueueTexts> queueTexts)
{
    const int Offered = 4;

    static readonly Duration SoonEnough = Duration.FromHours(3);

    readonly BookingForm form = new(book, bookTurn, register, clinic);
    PatientBox patientBox = null!;
    ElementReference submit;
    IReadOnlyList<Slot> times = [];
    Instant? later;
    OfferedTurns? turn;
    bool busy, focusSubmit;

    IStringLocalizer<DeskTexts> T => texts;

    IStringLocalizer<QueueTexts> Q => queueTexts;

    [Parameter] public BookingDraft? Draft { get; set; }

    [CascadingParameter] public DeskBoard Board { get; set; } = null!;

    [CascadingParameter] internal DeskBrowser Browser { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (Draft is not null)
            form.Restore(Draft);
        form.Settle(Board.Clinic);
        await FindTurnAsync();
    }

    // where the doctor works by turns now, or soon, who is at the desk gets a number
    async Task FindTurnAsync() => turn = form.Service is { } service
        ? (await findTurns.ExecuteAsync(new(service, form.Practitioner, new(clinic.Today, clinic.Today)), CancellationToken.None)).FirstOrDefault(session => session.Start - clinic.Now < SoonEnough)
        : null;

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

        if (turn is { } session)
        {
            await GiveNumberAsync(session);
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

    async Task GiveNumberAsync(OfferedTurns session)
    {
        if (await form.SendTurnAsync(session.Practitioner, session.Start, BookingSource.WalkIn) is { } given)
        {
            await change.ExecuteAsync(new(Guid.CreateVersion7(), given.Appointment.Id, given.Appointment.Version, AppointmentStatus.Arrived), CancellationToken.None);
            actions.Say(queueTexts["Entry.Given", clinic.Format.Number(given.Number ?? 0), form.Patient.Known!.Name,
                Board.PractitionerName(session.Practitioner, clinic.Language), clinic.Format.Time(given.Appointment.Start)]);
            await CloseAsync();
        }
        else if (form.Refused is BookingError.Full or BookingError.Taken)
        {
            await FindTurnAsync();
        }
    }

    async Task WishChanged()
    {
        await FindTurnAsync();
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
