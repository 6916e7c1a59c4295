using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Family;
using Portal.Domain.Patients.Model;
using Portal.Hosting;
using Portal.Resources.Patients;

namespace Portal.Features.Patients;

public sealed partial class FamilyPanel(SaveRelatedPerson save, RemoveRelatedPerson remove, ClinicContext clinic, IStringLocalizer<RecordTexts> texts)
{
    RelationKind kind = RelationKind.Parent;
    PatientSummary? other;
    string name = "", phone = "";
    bool mayAct;
    PatientsError? error, refused;

    IStringLocalizer<RecordTexts> T => texts;

    [Parameter, EditorRequired] public ReadPatient.Details Details { get; set; } = null!;

    [Parameter] public EventCallback OnChanged { get; set; }

    async Task SaveAsync()
    {
        var result = await save.ExecuteAsync(new(Details.Patient.Id, null, null, kind, other?.Id, name, phone, mayAct), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        (other, name, phone, mayAct) = (null, "", "", false);
        await OnChanged.InvokeAsync();
    }

    async Task RemoveAsync(Relative relative)
    {
        var result = await remove.ExecuteAsync(new(Details.Patient.Id, relative.Id, relative.Version), CancellationToken.None);
        refused = result.Succeeded ? null : result.Error;
        await OnChanged.InvokeAsync();
    }
}
