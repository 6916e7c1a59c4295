using Microsoft.AspNetCore.Components;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Features.Booking.Book;
using Portal.Shared;

namespace Portal.Pages.Site;

/// <summary>Who the appointment is for, with what it will be and cost for them before they commit to it.</summary>
public sealed partial class BookDetails
{
    BookingDraft? draft;
    DetailsInput? input;
    BookingPath? path;
    IReadOnlyList<PatientSummary> people = [];
    string? proved;
    (string Field, string Text)? error;
    string timesLink = BookingLinks.Services;
    LocalDate on;
    LocalDate? born;
    Gender? gender;

    [SupplyParameterFromForm(FormName = "details")]
    public DetailsInput? Input { get; set; }

    /// <summary><c>other</c>: not with the phone that is signed in.</summary>
    [SupplyParameterFromQuery]
    public string? Phone { get; set; }

    /// <summary>The visit is another for who comes than it was shown, and costs more.</summary>
    [SupplyParameterFromQuery]
    public string? Changed { get; set; }

    bool IsForOthers => error is { Field: nameof(PersonRule) };

    // of several people it is said beside each what it would be for them
    KnownVisits.Known? Only => proved is null ? null : path!.Only;

    protected override async Task OnInitializedAsync()
    {
        draft = Cookies.ReadDraft();
        if (draft?.Ticket is { } ticket)
        {
            Navigation.NavigateTo(ticket);
            return;
        }

        path = draft is null ? null : await Paths.ReadAsync(draft.Service, draft.Choice, default);
        if (draft is null || path is null)
        {
            Navigation.NavigateTo(BookingLinks.Services);
            return;
        }

        on = Clinic.Format.DateOf(draft.Start);
        timesLink = BookingLinks.ToTimes(draft.Service, draft.Wanted, draft.Choice, $"day={ClinicFormat.Iso(on)}");
        proved = Caller.Kind == CallerKind.Patient && Phone != "other" ? Caller.Phone : null;
        if (proved is not null && await PeopleOf.ExecuteAsync(new(proved), default) is { Succeeded: true } found)
            people = found.Value;
        input = Input ?? DetailsInput.Of(draft);
    }

    async Task ContinueAsync()
    {
        if (input!.Apply(draft!, proved, people, Clinic.Tenant.Country, new(path!.Service.Person, on, Clinic.Today), out error) is { } complete)
        {
            Navigation.NavigateTo(await Flow.ContinueAsync(complete, default));
            return;
        }

        var chosen = people.FirstOrDefault(person => person.Id.ToString() == input.Person);
        born = chosen?.BirthDate ?? BirthDates.Parse(input.BirthDate, Clinic.Today);
        gender = chosen?.Gender ?? (Enum.TryParse<Gender>(input.Gender, out var typed) ? typed : null);
    }

    string? Error(string field) => error is { } e && e.Field == field ? T[e.Text, Clinic.Format.Digits(ExamplePhone.Of(Clinic.Tenant.Country))].Value : null;

    string? PersonError(string field) => error is { } e && e.Field == field ? V[e.Text].Value : null;
}
