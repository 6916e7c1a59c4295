using NodaTime;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Model;
using Portal.Features.Booking.Setup;

namespace Portal.Pages.Admin;

public sealed partial class AdminClinic
{
    readonly FactsForm facts = new();
    ListSetup.Setup? setup;
    int notice, horizon, step, hold;
    ClinicFactsError? factsError;
    SetupError? settingsError;
    bool factsSaved, settingsSaved;

    protected override async Task OnInitializedAsync()
    {
        facts.Read(Clinic.Tenant);
        setup = (await List.ExecuteAsync(CancellationToken.None)).Value;
        (notice, horizon, step, hold) = (setup.Settings.NoticeMinutes, setup.Settings.HorizonDays, setup.Settings.StepMinutes, setup.Settings.HoldMinutes);
    }

    async Task SaveFactsAsync()
    {
        var result = await SaveFacts.ExecuteAsync(facts.ToRequest(), CancellationToken.None);
        (factsError, factsSaved) = (result.Succeeded ? null : result.Error, result.Succeeded);
        if (result.Succeeded)
            Clinic.Set(result.Value); // this page at once; the others when they are next opened
    }

    async Task SaveSettingsAsync()
    {
        var result = await SaveSettings.ExecuteAsync(new(notice, horizon, step, hold), CancellationToken.None);
        (settingsError, settingsSaved) = (result.Succeeded ? null : result.Error, result.Succeeded);
    }

    PreviewSlots.Request? PreviewOf() =>
        setup!.Practitioners.FirstOrDefault(p => !p.Retired && setup.Offers[p.Id].Any()) is { } who && step is >= 5 and <= 240 && notice is >= 0 and <= 43_200 && horizon is >= 1 and <= 730
            ? new(who.Id, null, SlotPreview.Fortnight(Clinic.Today),
                Policy: new BookingPolicy(Duration.FromMinutes(notice), horizon, Duration.FromMinutes(step), Duration.FromMinutes(hold)))
            : null;

    string? FactError(ClinicFactsError here) => factsError == here ? T[$"Error.{here}"].Value : null;

    string? Error(SetupError here) => settingsError == here ? T[$"Error.{here}"].Value : null;

    sealed class FactsForm
    {
        public string NameAr { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string? AboutAr { get; set; }

        public string? AboutEn { get; set; }

        public string? AddressAr { get; set; }

        public string? AddressEn { get; set; }

        public string? Phone { get; set; }

        public string? Place { get; set; }

        public string Colour { get; set; } = "";

        public string Language { get; set; } = "";

        public bool ArabicDigits { get; set; }

        public void Read(Tenant tenant)
        {
            (NameAr, NameEn, AboutAr, AboutEn) = (tenant.NameAr, tenant.NameEn, tenant.AboutAr, tenant.AboutEn);
            (AddressAr, AddressEn, Phone, Place) = (tenant.AddressAr, tenant.AddressEn, tenant.Phone, Places.Of(tenant));
            (Colour, Language, ArabicDigits) = (tenant.BrandColour, tenant.DefaultLanguage, tenant.ArabicDigits);
        }

        public SaveClinicFacts.Request ToRequest() => new(NameAr, NameEn, AboutAr, AboutEn, AddressAr, AddressEn, Phone, Colour, Language, ArabicDigits, Place);
    }
}
