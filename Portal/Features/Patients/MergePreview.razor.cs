using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Duplicates;
using Portal.Domain.Patients.Model;
using Portal.Hosting;
using Portal.Resources.Patients;

namespace Portal.Features.Patients;

public sealed partial class MergePreview(MergePatients merge, PatientVisits read, ClinicContext clinic, IStringLocalizer<RecordTexts> texts)
{
    static readonly Takes[] Fields = [.. Enum.GetValues<Takes>().Where(take => take != Takes.None)];

    readonly Dictionary<PatientId, int> visits = [];
    Patient into = null!;
    Takes takes;
    ElementReference title;
    PatientsError? error;
    bool busy;

    IStringLocalizer<RecordTexts> T => texts;

    Patient[] Both => [One, Other];

    Patient From => into.Id == One.Id ? Other : One;

    /// <summary>Whose page it is: it stands unless somebody says otherwise.</summary>
    [Parameter, EditorRequired] public Patient One { get; set; } = null!;

    [Parameter, EditorRequired] public Patient Other { get; set; } = null!;

    [Parameter] public EventCallback<(PatientId From, PatientId Into)> OnMerged { get; set; }

    [Parameter] public EventCallback OnApart { get; set; }

    [Parameter] public EventCallback OnBack { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Stand(One);
        foreach (var record in Both)
            if (await read.ExecuteAsync(record.Id, CancellationToken.None) is { Succeeded: true, Value: var lists })
                visits[record.Id] = lists.Coming.Count + lists.Past.Count;
    }

    void Stand(Patient record)
    {
        into = record;
        takes = MergePatients.Usual(From, into);
    }

    bool IsTaken(Takes field, Patient record) => takes.HasFlag(field) == (record.Id != into.Id);

    void Take(Takes field, Patient record) => takes = record.Id == into.Id ? takes & ~field : takes | field;

    bool IsSame(Takes field) => field == Takes.NationalId ? One.NationalIdHash.AsSpan().SequenceEqual(Other.NationalIdHash) : Text(field, One) == Text(field, Other);

    string? Text(Takes field, Patient record) => field switch
    {
        Takes.Name => record.Name,
        Takes.OtherName => record.OtherName,
        Takes.Phone => clinic.Phone(record.Phone),
        Takes.Language => T[$"Language.{record.Language}"].Value,
        Takes.BirthDate => record.BirthDate is { } born ? clinic.Birthday(born) : null,
        Takes.Gender => record.Gender is { } gender ? T[$"Gender.{gender}"].Value : null,
        Takes.Address => record.Address,
        Takes.Emergency => record.EmergencyName is null && record.EmergencyPhone is null ? null : $"{record.EmergencyName} {(record.EmergencyPhone is { } phone ? clinic.Phone(phone) : null)}".Trim(),
        Takes.FileNumber => record.FileNumber,
        // whether it is the same number is all that matters here
        Takes.NationalId => record.NationalIdHash is null ? null : T[IsSame(field) ? "Merge.SameId" : "Merge.HasId"].Value,
        _ => null,
    };

    async Task MergeAsync()
    {
        if (busy)
            return;
        busy = true;
        var (from, standing) = (From, into);
        var result = await merge.ExecuteAsync(new(from.Id, from.Version, standing.Id, standing.Version, takes), CancellationToken.None);
        busy = false;
        error = result.Succeeded ? null : result.Error;
        if (result.Succeeded)
            await OnMerged.InvokeAsync((from.Id, standing.Id));
    }
}
