using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Patients.Model;
using Portal.Hosting;
using Portal.Resources.Admin;

namespace Portal.Features.Booking.Setup;

public sealed partial class ServiceTermsPanel(ListPlaces list, SaveServiceTerms save, ClinicContext clinic, IStringLocalizer<AdminTexts> texts)
{
    static readonly ImmutableArray<SetupError> FieldErrors =
        [SetupError.MinutesOutOfRange, SetupError.RevisitOutOfRange, SetupError.AgeOutOfRange, SetupError.PriceNegative, SetupError.LimitOutOfRange];

    ListPlaces.Places? places;
    Terms form = new();
    uint shown;
    SetupError? error;
    bool saved;

    IStringLocalizer<AdminTexts> T => texts;

    ClinicContext Clinic => clinic;

    [Parameter, EditorRequired] public Service Service { get; set; } = null!;

    /// <summary>The service is to be read again: its version has gone on.</summary>
    [Parameter] public EventCallback OnSaved { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        places ??= (await list.ExecuteAsync(CancellationToken.None)).Value;
        if (form.Service == Service.Id && shown == Service.Version)
            return;
        if (form.Service != Service.Id)
            (error, saved) = (null, false);
        (form, shown) = (Terms.Of(Service, places), Service.Version);
    }

    static void Tick(HashSet<Guid> ticked, Guid id, bool on) => _ = on ? ticked.Add(id) : ticked.Remove(id);

    async Task SaveAsync()
    {
        saved = false;
        var result = await save.ExecuteAsync(form.ToRequest(shown), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        places = (await list.ExecuteAsync(CancellationToken.None)).Value;
        saved = true;
        await OnSaved.InvokeAsync();
    }

    string? ErrorAt(SetupError here) => error == here ? texts[$"Error.{here}"].Value : null;

    sealed class Terms
    {
        public ServiceId Service { get; private init; }

        public int? NewPatientMinutes { get; set; }

        public int? RevisitDays { get; set; }

        public int? FollowUpMinutes { get; set; }

        public decimal? FollowUpPrice { get; set; }

        public int? MinAge { get; set; }

        public int? MaxAge { get; set; }

        public Gender? Gender { get; set; }

        public int? DailyLimit { get; set; }

        public int? WeeklyLimit { get; set; }

        public decimal? Deposit { get; set; }

        public HashSet<Guid> Resources { get; private init; } = [];

        public HashSet<Guid> Locations { get; private init; } = [];

        public static Terms Of(Service service, ListPlaces.Places places) => new()
        {
            Service = service.Id, NewPatientMinutes = service.NewPatientMinutes, RevisitDays = service.RevisitDays, FollowUpMinutes = service.FollowUpMinutes,
            FollowUpPrice = service.FollowUpPrice, MinAge = service.MinAge, MaxAge = service.MaxAge, Gender = service.Gender, DailyLimit = service.DailyLimit,
            WeeklyLimit = service.WeeklyLimit, Deposit = service.Deposit, Resources = [.. places.Uses[service.Id]], Locations = [.. places.GivenAt[service.Id]],
        };

        public SaveServiceTerms.Request ToRequest(uint version) => new(
            Service, version, NewPatientMinutes, RevisitDays, FollowUpMinutes, FollowUpPrice, MinAge, MaxAge, Gender, DailyLimit, WeeklyLimit, Deposit, Resources, Locations);
    }
}
