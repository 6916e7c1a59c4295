using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Consents;
using Portal.Domain.Patients.Model;
using Portal.Hosting;
using Portal.Resources.Patients;

namespace Portal.Features.Patients;

public sealed partial class ConsentsPanel(ListConsentTexts list, GiveConsent give, WithdrawConsent withdraw, ClinicContext clinic, IStringLocalizer<RecordTexts> localizer)
{
    IReadOnlyList<ConsentText>? texts;
    (ConsentText Text, bool Withdraws)? open;
    ConsentMeans how;
    string by = "", language = "ar";
    PatientsError? error;

    IStringLocalizer<RecordTexts> T => localizer;

    [Parameter, EditorRequired] public ReadPatient.Details Details { get; set; } = null!;

    [Parameter] public EventCallback OnChanged { get; set; }

    protected override Task OnInitializedAsync() => ReadAsync();

    async Task ReadAsync()
    {
        var result = await list.ExecuteAsync(CancellationToken.None);
        texts = result.Succeeded ? [.. result.Value.GroupBy(version => version.Text.Kind).Select(kind => kind.First().Text)] : [];
    }

    bool IsOpen(ConsentText text, bool withdraws) => open is { } here && here.Text.Id == text.Id && here.Withdraws == withdraws;

    void Open(ConsentText text, bool withdraws) =>
        (open, by, how, language, error) = (IsOpen(text, withdraws) ? null : (text, withdraws), "", default, Details.Patient.Language, null);

    async Task SaveAsync()
    {
        if (open is not { } here)
            return;
        var result = here.Withdraws
            ? Details.Consents.FirstOrDefault(row => row.Stands && row.Consent.Kind == here.Text.Kind) is { } standing
                ? await withdraw.ExecuteAsync(new(Details.Patient.Id, standing.Consent.Id, standing.Consent.Version, how, by), CancellationToken.None)
                : PatientsError.AlreadyWithdrawn
            : await give.ExecuteAsync(new(Details.Patient.Id, here.Text.Id, language, how, by), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        open = null;
        await ReadAsync();
        await OnChanged.InvokeAsync();
    }
}
