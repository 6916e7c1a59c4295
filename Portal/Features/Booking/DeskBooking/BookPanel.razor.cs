using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Patients;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.DeskBooking;

public sealed partial class BookPanel(
    BookAppointment book, BookTurn bookTurn, FindTurns findTurns, RegisterPatient register, FindSlots slots, NextFreeTimes next, ClinicContext clinic, DeskActions actions, IStringLocalizer<DeskTexts> texts,
    IStringLocalizer<QueueTexts> queueTexts, IStringLocalizer<CalendarTexts> calendarTexts, ListDay list, AppointmentDetails details)
{
    const int Choices = 6, AfterALoss = 3, DaysOfTurns = 6;

    readonly BookingForm form = new(book, bookTurn, register, clinic);
    PatientBox patientBox = null!;
    ElementReference submit;
    IReadOnlyList<Slot> times = [];
    IReadOnlyList<OfferedTurns> turns = [];
    OfferedTurns? turn;
    Instant? start;
    LocalDate? day;
    string? quicker; // who has the time that was wanted
    bool timeMissing, focusSubmit;

    IStringLocalizer<DeskTexts> T => texts;

    [Parameter, EditorRequired] public DeskPanel.Book Wish { get; set; } = null!;

    [CascadingParameter] public DeskBoard Board { get; set; } = null!;

    [CascadingParameter] internal DeskBrowser Browser { get; set; } = null!;

    string? TimeError => form.Refused switch
    {
        BookingError.Taken when quicker is not null => $"{actions.Sentence(BookingError.Taken)} {quicker}",
        BookingError.Taken or BookingError.OutsideHours or BookingError.TooFar or BookingError.TooSoon or BookingError.Full => actions.Sentence(form.Refused.Value),
        _ => timeMissing ? texts["Book.TimeMissing"].Value : null,
    };

    string? FormError => (TimeError, form.Refused) switch
    {
        (not null, _) or (_, null) => null,
        (_, BookingError.NotOffered) when PlaceName is { } place => calendarTexts["Book.NotInPlace", place],
        var (_, refused) => actions.Sentence(refused.Value),
    };

    string? PlaceName => form.Place is { } place ? Board.PlaceName(place, clinic.Language) : null;

    protected override async Task OnInitializedAsync()
    {
        (form.Practitioner, form.Place, start) = (Wish.Practitioner, Wish.Place, Wish.Start);
        if (Wish.Patient is { } patient)
            form.Patient.Choose(patient);
        if (Wish.Draft is { } draft)
        {
            form.Restore(draft);
            start = draft["start"] is { } text && InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var kept } ? kept : null;
        }

        if (start is null && Board.Day > clinic.Today)
            day = Board.Day;
        form.Settle(Board.Clinic);
        await OfferAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focusSubmit)
            return;
        focusSubmit = false;
        await submit.FocusAsync();
    }

    // a place that was clicked stays as it is; otherwise the first of the next free times is taken for chosen
    async Task OfferAsync()
    {
        if (form.Service is not { } service)
            return;
        if (day is { } wanted)
            times = [.. (await slots.ExecuteAsync(new(service, form.Practitioner, new(wanted, wanted)), CancellationToken.None))];
        else
            times = await next.ExecuteAsync(new(service, form.Practitioner, start ?? clinic.Now, Choices, null), CancellationToken.None);
        var first = day ?? clinic.Today;
        turns = await findTurns.ExecuteAsync(new(service, form.Practitioner, new(first, day ?? first.PlusDays(DaysOfTurns))), CancellationToken.None);
        turn = null;
        if (start is null && times.Count > 0)
            start = times[0].Start;
        else if (start is null && turns.Count > 0)
            turn = turns[0];
    }

    async Task WishChangedAsync()
    {
        form.Refused = null;
        if (day is not null || start is not null && Wish.Start is null)
            start = null; // a time that was only offered goes with its offer
        await OfferAsync();
        await ChangedAsync();
    }

    Task DropPlaceAsync()
    {
        (form.Place, form.Refused) = (null, null);
        return ChangedAsync();
    }

    async Task ChangeDayAsync(LocalDate wanted)
    {
        (day, start, form.Refused) = (wanted, null, null);
        await OfferAsync();
        await ChangedAsync();
    }

    Task ChooseAsync(Slot slot)
    {
        (start, turn, timeMissing, form.Refused) = (slot.Start, null, false, null);
        return ChangedAsync();
    }

    Task ChooseTurnAsync(OfferedTurns session)
    {
        (start, turn, timeMissing, form.Refused) = (null, session, false, null);
        return ChangedAsync();
    }

    async Task ChangedAsync()
    {
        StateHasChanged();
        await Task.Yield(); // the hidden fields are there once this is drawn
        await Browser.KeepDraftAsync();
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
            await SubmitTurnAsync(session);
            return;
        }

        timeMissing = start is null;
        if (start is not { } chosen)
            return;
        if (await form.SendAsync(chosen, BookingSource.Desk) is { } booked)
        {
            actions.Say(texts["Booked.Said", form.Patient.Known!.Name, clinic.Format.DayAndTime(booked.Start)]);
            await CloseAsync();
        }
        else if (form.Refused == BookingError.Taken && form.Service is { } service)
        {
            day = null;
            quicker = form.Practitioner is { } wanted ? await new WhoWasFirst(list, details, clinic, texts, calendarTexts).AtAsync(wanted, chosen) : null;
            times = await next.ExecuteAsync(new(service, form.Practitioner, chosen, AfterALoss, null), CancellationToken.None);
        }
    }

    async Task SubmitTurnAsync(OfferedTurns session)
    {
        if (await form.SendTurnAsync(session.Practitioner, session.Start, BookingSource.Desk) is { } given)
        {
            actions.Say(queueTexts["Entry.Given", clinic.Format.Number(given.Number ?? 0), form.Patient.Known!.Name,
                Board.PractitionerName(session.Practitioner, clinic.Language), clinic.Format.DayAndTime(given.Appointment.Start)]);
            await CloseAsync();
        }
        else if (form.Refused is BookingError.Full or BookingError.Taken)
        {
            await OfferAsync();
        }
    }

    async Task CloseAsync()
    {
        Board.Close();
        await Browser.DropDraftAsync();
        await Browser.ReturnFocusAsync();
    }
}
