using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Patients;
using Portal.Features.Booking.Calendar;
using Portal.Features.Booking.DeskBooking;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Resources.Site;

namespace Portal.Features.Booking.Queue;

public sealed partial class TurnEntry(
    BookAppointment book, BookTurn turns, RegisterPatient register, ChangeAppointmentStatus change, ClinicContext clinic, DeskActions actions,
    IStringLocalizer<QueueTexts> texts, IStringLocalizer<DeskTexts> deskTexts, IStringLocalizer<TurnTexts> turnTexts)
{
    BookingForm form = new(book, turns, register, clinic);
    PatientBox patientBox = null!;
    ElementReference submit;
    bool here = true, urgent, focusSubmit;
    string why = "";
    string? given;

    IStringLocalizer<QueueTexts> T => texts;

    IStringLocalizer<DeskTexts> D => deskTexts;

    IStringLocalizer<TurnTexts> W => turnTexts;

    /// <summary>The session that the number is of.</summary>
    [Parameter, EditorRequired] public OfferedTurns Session { get; set; } = null!;

    [Parameter, EditorRequired] public ClinicFacts Clinic { get; set; } = null!;

    /// <summary>A number was given.</summary>
    [Parameter] public EventCallback<TurnState> OnGiven { get; set; }

    protected override void OnParametersSet()
    {
        form.Practitioner = Session.Practitioner;
        form.Settle(Clinic);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focusSubmit)
            return;
        focusSubmit = false;
        await submit.FocusAsync();
    }

    void ChooseService(ChangeEventArgs change)
    {
        if (Guid.TryParse(change.Value as string, out var id))
            form.Service = ServiceId.From(id);
    }

    async Task SubmitAsync()
    {
        if (await patientBox.EnterAsync())
        {
            focusSubmit = form.Patient.Known is not null;
            return;
        }

        if (urgent && why.Trim().Length == 0)
        {
            form.Refused = BookingError.ReasonMissing;
            return;
        }

        if (await form.SendTurnAsync(Session.Practitioner, Session.Start, here ? BookingSource.WalkIn : BookingSource.Desk, urgent ? why.Trim() : null) is not { } turn)
            return;
        if (here)
            await change.ExecuteAsync(new(Guid.CreateVersion7(), turn.Appointment.Id, turn.Appointment.Version, AppointmentStatus.Arrived), CancellationToken.None);
        given = texts["Entry.Given", clinic.Format.Number(turn.Number ?? 0), form.Patient.Known!.Name, Clinic.Find(Session.Practitioner)?.Name(clinic.Language) ?? "",
            clinic.Format.Time(turn.Appointment.Start)];
        // the next one is at the desk already
        form = new(book, turns, register, clinic) { Practitioner = Session.Practitioner, Service = form.Service };
        (urgent, why) = (false, "");
        await OnGiven.InvokeAsync(turn);
    }
}
