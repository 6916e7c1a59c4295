using Microsoft.AspNetCore.Components;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.Patients;
using Portal.Domain.Platform.Callers;
using Portal.Features.Booking.Book;
using Portal.Features.Booking.WaitingList;

namespace Portal.Pages.Site;

/// <summary>
/// Who waits. With a proved phone somebody of it, else a name and a phone that nobody has proved: then the link to the place goes to that phone and
/// is never shown here, for it opens what only the phone's owner may open.
/// </summary>
public sealed partial class WaitWho(ClinicPage page, JoinWaitlist join, RegisterPatient register, CompletePatient complete, PatientsOfPhone peopleOf, WaitlistLinks links, Caller caller)
{
    ClinicFacts facts = null!;
    ServiceFacts? service;
    WishQuery wish = null!;
    WaitlistWishes wishes = null!;
    DetailsInput input = null!;
    IReadOnlyList<PatientSummary> people = [];
    string? proved;
    string back = WaitingLinks.Services;
    (string Field, string Text)? error;
    WaitlistError? refused;

    [Parameter] public Guid Service { get; set; }

    [SupplyParameterFromQuery] public string? Days { get; set; }

    [SupplyParameterFromQuery] public string? Part { get; set; }

    [SupplyParameterFromQuery] public string? Doctor { get; set; }

    [SupplyParameterFromQuery] public int[]? On { get; set; }

    /// <summary><c>other</c>: not with the phone that is signed in.</summary>
    [SupplyParameterFromQuery] public string? Phone { get; set; }

    [SupplyParameterFromForm(FormName = "wait")] public DetailsInput? Input { get; set; }

    protected override async Task OnInitializedAsync()
    {
        facts = await page.ExecuteAsync(default);
        service = facts.Find(ServiceId.From(Service));
        if (service is null)
        {
            Navigation.NotFound();
            return;
        }

        wish = new(Days, Part, Doctor, On ?? []);
        wishes = wish.ToWishes(service, Clinic.Today);
        back = $"/wait/{service.Id}?{wish.ToQuery()}";
        if (!wishes.HasDay || wishes.To < Clinic.Today)
            Navigation.NavigateTo($"{back}&wrong={(wishes.HasDay ? "dates" : "day")}");
        proved = caller.Kind == CallerKind.Patient && Phone != "other" ? caller.Phone : null;
        if (proved is not null && await peopleOf.ExecuteAsync(new(proved), default) is { Succeeded: true } found)
            people = found.Value;
        input = Input ?? new DetailsInput();
    }

    async Task JoinAsync()
    {
        if (await PatientAsync() is not { } patient)
            return;
        var joined = await join.ExecuteAsync(new(patient, service!.Id, wishes, BookingSource.Site), default);
        if (joined.Succeeded)
            Navigation.NavigateTo(proved is null ? WaitingLinks.Done : links.Path(Clinic.Tenant.Id, joined.Value.Entry));
        else
            refused = joined.Error;
    }

    // the same ways as the booking's form
    async Task<Domain.Patients.Model.PatientId?> PatientAsync()
    {
        if (input.Read(proved, people, Clinic.Tenant.Country, new(service!.Person, wishes.To, Clinic.Today), out error) is not { } said)
            return null;
        if (said.Patient is { } known)
        {
            if (service.Person is not null)
                await complete.ExecuteAsync(new(known, said.BirthDate, said.Gender), default);
            return known;
        }

        if (proved is null)
            caller.BecomeVisitor(); // another phone than the one that is signed in proves nothing
        var registered = await register.ExecuteAsync(new(said.Name, said.Phone, Clinic.Language) { BirthDate = said.BirthDate, Gender = said.Gender }, default);
        return registered.Succeeded ? registered.Value.Id : null;
    }

    string? PersonError(string field) => error is { } e && e.Field == field ? V[e.Text].Value : null;

    string? Error(string field) => error is { } e && e.Field == field ? S[e.Text, Clinic.Format.Digits(ExamplePhone.Of(Clinic.Tenant.Country))].Value : null;
}
