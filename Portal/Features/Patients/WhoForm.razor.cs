using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Patients;
using Portal.Hosting;
using Portal.Resources.Patients;

namespace Portal.Features.Patients;

public sealed partial class WhoForm(EditPatient edit, ClinicContext clinic, IStringLocalizer<RecordTexts> texts)
{
    PatientForm form = new();
    Domain.Patients.Model.Patient? read;
    PatientsError? error;
    bool saved;

    IStringLocalizer<RecordTexts> T => texts;

    [Parameter, EditorRequired] public ReadPatient.Details Details { get; set; } = null!;

    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>The date as it is understood while it is typed.</summary>
    string BornHint => form.BornOn(clinic.Today) is { } born ? $"{clinic.Birthday(born)} · {T.Age(clinic, born)}" : T["Field.BornHint"];

    // what somebody else saved is taken over where nothing is typed here; else the save says so
    protected override void OnParametersSet()
    {
        if (read is not null && (read.Id != Details.Patient.Id || !IsTouched))
            read = null;
        if (read is null)
            (read, form) = (Details.Patient, PatientForm.Of(Details.Patient, clinic));
    }

    bool IsTouched => form.ToRequest(read!, clinic.Today) != PatientForm.Of(read!, clinic).ToRequest(read!, clinic.Today);

    async Task SaveAsync()
    {
        saved = false;
        error = form.Born.Trim().Length > 0 && form.BornOn(clinic.Today) is null ? PatientsError.InvalidBirthDate : null;
        if (error is not null)
            return;
        var result = await edit.ExecuteAsync(form.ToRequest(read!, clinic.Today), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        read = null; // it is read again as it was saved
        await OnChanged.InvokeAsync();
        saved = true;
    }
}
