using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Duplicates;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Hosting;
using Portal.Resources.Patients;
using Portal.Shared;

namespace Portal.Features.Patients;

public sealed partial class PatientPage(
    ReadPatient read, FindDuplicates find, LiveUpdates live, TenantContext tenant, ClinicContext clinic, NavigationManager navigation, IStringLocalizer<RecordTexts> texts, ILogger<PatientPage> log)
{
    ReadPatient.Details? details;
    IReadOnlyList<FindDuplicates.Suggestion> suggestions = [];
    PatientsError? refused;
    PatientId shown;
    IDisposable? changes;
    LiveReading? reading;

    IStringLocalizer<RecordTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    [Parameter, EditorRequired] public PatientId Id { get; set; }

    [Parameter] public PatientTab Tab { get; set; }

    /// <inheritdoc cref="AllergyBand.Allergies"/>
    [Parameter] public IReadOnlyList<AllergyBand.Allergy>? Allergies { get; set; }

    protected override void OnInitialized() => changes = live.Subscribe(tenant.Id, Topics.Patients, changed =>
    {
        if (details is { } known && known.Ids.Any(id => changed.Contains(id.Value)))
            _ = InvokeAsync(RefreshAsync); // not awaited: the listener has other pages to tell
        return Task.CompletedTask;
    });

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;
        (shown, details, refused) = (Id, null, null);
        await RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var result = await read.ExecuteAsync(Id, CancellationToken.None, again: details is not null);
        refused = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        details = result.Value;
        suggestions = await find.ExecuteAsync(Id, CancellationToken.None) is { Succeeded: true } found ? found.Value : [];
        if (details.Patient.Id != Id) // merged: the address is that of the record that stands
            navigation.NavigateTo(PatientWords.Link(shown = details.Patient.Id, Tab), replace: true);
    }

    int Count(PatientTab tab) => tab switch
    {
        PatientTab.Family => details!.Family.Count,
        PatientTab.Notes => details!.Notes.Count,
        PatientTab.Duplicates => suggestions.Count,
        _ => 0,
    };

    public void Dispose() => changes?.Dispose();

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A patient could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
