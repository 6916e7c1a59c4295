using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Series;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Patients;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.DeskBooking;

public sealed partial class SeriesPanel(
    PlanSeries plan, BookSeries bookAll, BookAppointment book, BookTurn bookTurn, RegisterPatient register, ClinicContext clinic, DeskActions actions, IStringLocalizer<DeskTexts> texts)
{
    readonly BookingForm form = new(book, bookTurn, register, clinic);
    readonly CommandKey key = new();
    readonly HashSet<IsoDayOfWeek> days = [];
    PatientBox patientBox = null!;
    List<SeriesChoice>? rows;
    LocalDate first;
    TimeOnly at = new(10, 0);
    int count = 10;
    string? failure;
    bool busy;

    IStringLocalizer<DeskTexts> T => texts;

    [Parameter, EditorRequired] public DeskPanel.Series Wish { get; set; } = null!;

    [CascadingParameter] public DeskBoard Board { get; set; } = null!;

    [CascadingParameter] internal DeskBrowser Browser { get; set; } = null!;

    // the week as the clinic's country begins it
    IEnumerable<IsoDayOfWeek> Week => Enumerable.Range(0, 7).Select(i => DeskAddress.WeekOf(clinic.Today, clinic.Tenant.Country).Start.PlusDays(i).DayOfWeek);

    Slot[] Chosen => rows is null ? [] : [.. rows.Select(row => row.Chosen).OfType<Slot>()];

    // what was asked for, in one line, once its answer takes the room
    string Wished => string.Join(" · ", new[]
    {
        form.Service is { } service ? Board.Clinic.Find(service)?.Name(clinic.Language) : null, form.Practitioner is { } who ? Board.PractitionerName(who, clinic.Language) : null,
        string.Join(clinic.Language == Languages.Arabic ? "، " : ", ", Week.Where(days.Contains).Select(clinic.Format.Weekday)), clinic.Format.Time(LocalTime.FromTimeOnly(at)),
    }.Where(part => !string.IsNullOrEmpty(part)));

    int Open => rows?.Count(row => row.IsConflict) ?? 0;

    protected override void OnInitialized()
    {
        (form.Practitioner, form.Service, first) = (Wish.Practitioner, Wish.Service, LocalDate.Max(Board.Day, clinic.Today));
        days.Add(first.DayOfWeek);
        if (Wish.Patient is { } patient)
            form.Patient.Choose(patient);
        form.Settle(Board.Clinic);
    }

    async Task SubmitAsync()
    {
        if (busy || await patientBox.EnterAsync() || form.Service is null)
            return;
        busy = true;
        try
        {
            if (rows is null)
                await PlanAsync(null);
            else
                await BookAsync();
        }
        finally
        {
            busy = false;
        }
    }

    async Task PlanAsync(SeriesRefusal? refused)
    {
        var result = days.Count == 0 ? BookingError.NotOffered : await plan.ExecuteAsync(
            new(form.Service!.Value, form.Practitioner, first, [.. days], LocalTime.FromTimeOnly(at), count), CancellationToken.None);
        failure = result.Succeeded ? null : days.Count == 0 ? texts["Series.NoDays"] : count is < 1 or > PlanSeries.MostSessions ? texts["Series.CountError", clinic.Format.Number(1), clinic.Format.Number(PlanSeries.MostSessions)] : actions.Sentence(result.Error);
        rows = result.Succeeded ? [.. result.Value.Select(session => new SeriesChoice(session))] : null;
        if (refused is { } lost && failure is null)
            failure = texts["Series.Lost", clinic.Format.Number(lost.Session + 1), actions.Sentence(lost.Why)];
    }

    async Task BookAsync()
    {
        if (await form.PatientAsync() is not { } patient)
            return;
        var sessions = Chosen.Select(slot => new BookSeries.Session(slot.Practitioner, slot.Start)).OrderBy(session => session.Start).ToImmutableArray();
        var asked = (patient, form.Service, string.Join(' ', sessions));
        var outcome = await bookAll.ExecuteAsync(new(key.For(asked), patient, form.Service!.Value, sessions), CancellationToken.None);
        if (outcome.Refused is { } refused)
        {
            await PlanAsync(refused);
            return;
        }

        actions.Say(texts["Series.Done", form.Patient.Known!.Name, clinic.Format.Number(sessions.Length)]);
        await CloseAsync();
    }

    void Toggle(IsoDayOfWeek day)
    {
        if (!days.Remove(day))
            days.Add(day);
        Forget();
    }

    void ChooseFirst(ChangeEventArgs change)
    {
        if (LocalDatePattern.Iso.Parse(change.Value as string ?? "") is { Success: true, Value: var wanted })
            first = LocalDate.Max(wanted, clinic.Today);
        Forget();
    }

    // what was planned for another wish is no plan
    void Forget() => (rows, failure) = (null, null);

    async Task CloseAsync()
    {
        Board.Close();
        await Browser.ReturnFocusAsync();
    }
}
