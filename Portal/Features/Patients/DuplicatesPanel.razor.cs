using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Duplicates;
using Portal.Domain.Patients.Model;
using Portal.Hosting;
using Portal.Resources.Patients;
using Portal.Shared;

namespace Portal.Features.Patients;

public sealed partial class DuplicatesPanel(
    NotTheSamePerson apart, SplitPatients split, ReadPatient read, ClinicContext clinic, NavigationManager navigation, ISnackbar snackbar, IStringLocalizer<RecordTexts> texts)
{
    Patient? comparing;
    PatientsError? error;

    IStringLocalizer<RecordTexts> T => texts;

    [Parameter, EditorRequired] public ReadPatient.Details Details { get; set; } = null!;

    [Parameter, EditorRequired] public IReadOnlyList<FindDuplicates.Suggestion> Suggestions { get; set; } = [];

    [Parameter] public EventCallback OnChanged { get; set; }

    string Why(Likeness likeness) => string.Join(" · ", Enum.GetValues<Likenesses>().Where(one => one != Likenesses.None && likeness.Why.HasFlag(one)).Select(one => T[$"Why.{one}"].Value));

    async Task ChosenAsync(PatientSummary chosen)
    {
        var result = await read.ExecuteAsync(chosen.Id, CancellationToken.None);
        (comparing, error) = result.Succeeded ? (result.Value.Patient, default(PatientsError?)) : (null, result.Error);
    }

    async Task ApartAsync(Patient other)
    {
        var result = await apart.ExecuteAsync(new(Details.Patient.Id, other.Id), CancellationToken.None);
        (error, comparing) = (result.Succeeded ? null : result.Error, null);
        await OnChanged.InvokeAsync();
    }

    async Task MergedAsync((PatientId From, PatientId Into) merged)
    {
        comparing = null;
        snackbar.Tell(T["Merge.Done"], T["Undo"], () => InvokeAsync(() => SplitAsync(merged.From)));
        if (merged.Into != Details.Patient.Id)
            navigation.NavigateTo(PatientWords.Link(merged.Into, PatientTab.Duplicates));
        else
            await OnChanged.InvokeAsync();
    }

    async Task SplitAsync(PatientId from)
    {
        var result = await split.ExecuteAsync(from, CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (result.Succeeded)
            snackbar.Tell(T["Merged.SplitDone"]);
        await OnChanged.InvokeAsync();
    }
}
