using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.Patients;
using Portal.Features.Booking.Calendar;
using Portal.Features.Booking.DeskBooking;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.Booking.DeskWaitlist;

public sealed partial class AddToWaitlist(
    JoinWaitlist join, BookAppointment book, BookTurn bookTurn, RegisterPatient register, ClinicContext clinic, DeskActions actions, IStringLocalizer<WaitlistTexts> texts)
{
    const int UsualDays = 14;

    readonly BookingForm form = new(book, bookTurn, register, clinic);
    PatientBox patientBox = null!;
    LocalDate from, to;
    WishedPart part;
    Weekdays days = Weekdays.All;
    WaitlistError? refused;
    bool sending;

    IStringLocalizer<WaitlistTexts> T => texts;

    [Parameter] public EventCallback OnDone { get; set; }

    [CascadingParameter] public DeskBoard Board { get; set; } = null!;

    protected override void OnInitialized()
    {
        from = LocalDate.Max(Board.Day, clinic.Today);
        to = from.PlusDays(UsualDays);
        form.Settle(Board.Clinic);
    }

    static LocalDate Read(ChangeEventArgs change, LocalDate before) => ClinicFormat.ParseIso(change.Value as string) ?? before;

    void Toggle(IsoDayOfWeek day, ChangeEventArgs change) => days = change.Value is true ? days | WaitlistWishes.On(day) : days & ~WaitlistWishes.On(day);

    async Task SubmitAsync()
    {
        if (sending || await patientBox.EnterAsync())
            return;
        sending = true;
        try
        {
            if (form.Service is not { } service || await form.PatientAsync() is not { } patient)
                return;
            var joined = await join.ExecuteAsync(
                new(patient, service, new WaitlistWishes(form.Practitioner, from, to) { Days = days }.In(part), BookingSource.Desk), CancellationToken.None);
            refused = joined.Succeeded ? null : joined.Error;
            if (!joined.Succeeded)
                return;
            actions.Say(texts[joined.Value.KeptPlace ? "Said.Kept" : "Said.Joined", form.Patient.Known!.Name]);
            await OnDone.InvokeAsync();
        }
        finally
        {
            sending = false;
        }
    }
}
