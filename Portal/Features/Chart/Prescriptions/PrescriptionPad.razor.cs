using Microsoft.AspNetCore.Components;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Prescriptions;
using Portal.Features.Booking.DeskBooking;

namespace Portal.Features.Chart.Prescriptions;

public sealed partial class PrescriptionPad(WritePrescription write, ListFavourites listFavourites)
{
    IReadOnlyList<PrescriptionFavourite> favourites = [];
    readonly List<PrescribedMedicine> items = [];
    readonly HashSet<PrescriptionWarning> known = [];
    IReadOnlyList<PrescriptionWarning> warnings = [];
    CommandKey keys = new();
    ElementReference box, doseBox;
    string medicine = "", dose = "", instructions = "", note = "";
    string? problem;
    bool toDose, toMedicine;

    protected override string Draft => "prescription";

    /// <summary>What was prescribed to this patient, the newest first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<WrittenPrescription> Sheets { get; set; } = [];

    [Parameter] public EventCallback OnIssued { get; set; }

    /// <summary>The newest sheet that was not revoked.</summary>
    IReadOnlyList<PrescribedMedicine> Last => Sheets.FirstOrDefault(sheet => sheet.Status != PrescriptionStatus.Revoked)?.Medicines ?? [];

    // what this patient and this doctor know by name
    IEnumerable<string> Names => favourites.Select(Of).Concat(Sheets.SelectMany(sheet => sheet.Medicines)).Select(Name).Distinct().Take(40);

    DoseLine Line => DoseLine.Parse(dose);

    // read back in words while it is typed
    string? Said => dose.Trim().Length == 0 ? null
        : Line is { Dosage: { } read } line ? T.Dose(Clinic, read, line.Days, line.Repeats)
        : Line.Unknown is { } word ? T["Pad.Unknown", word].Value : null;

    protected override async Task OnInitializedAsync()
    {
        var draft = Board.TakeDraft(Draft);
        items.AddRange(PadMedicine.Read(draft.GetValueOrDefault("items")));
        (medicine, dose, instructions) = (draft.GetValueOrDefault("medicine", ""), draft.GetValueOrDefault("dose", ""), draft.GetValueOrDefault("instructions", ""));
        await ReadFavouritesAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (toDose)
            await doseBox.FocusAsync();
        else if (toMedicine)
            await box.FocusAsync();
        toDose = toMedicine = false;
    }

    // Enter: on to the dose where it is missing; otherwise it is on the sheet, and the next one begins
    async Task EnterAsync()
    {
        (problem, Failure) = (null, null);
        if (medicine.Trim().Length == 0)
        {
            problem = T["Pad.NoMedicine"];
            toMedicine = true;
            return;
        }

        if (Line is not { Dosage: { } read } line)
        {
            problem = Line.Unknown is { } word ? T["Pad.Unknown", word].Value : dose.Trim().Length == 0 ? null : T["Pad.NoDose"].Value;
            toDose = true;
            return;
        }

        var (name, strength) = PadMedicine.Split(medicine);
        await TakeAsync(new(name, strength, null, read, line.Days, line.Repeats, instructions.Trim() is { Length: > 0 } how ? how : null));
    }

    async Task TakeAsync(PrescribedMedicine item)
    {
        items.Add(item);
        Empty();
        await ChangedAsync();
    }

    async Task RepeatAsync()
    {
        items.AddRange(Last.Where(item => !items.Contains(item)));
        Empty();
        await ChangedAsync();
    }

    async Task ChangeAsync(PrescribedMedicine item)
    {
        items.Remove(item);
        (medicine, dose, instructions) = (Name(item), DoseLine.Write(item.Dosage, item.DurationDays, item.Repeats), item.Instructions ?? "");
        toDose = true;
        await ChangedAsync();
    }

    Task RemoveAsync(PrescribedMedicine item)
    {
        items.Remove(item);
        return ChangedAsync();
    }

    // what the sheet was warned of may hold no longer
    Task ChangedAsync()
    {
        (warnings, problem, Failure) = ([], null, null);
        known.Clear();
        return Browser.KeepDraftAsync(Draft);
    }

    void Empty()
    {
        (medicine, dose, instructions) = ("", "", "");
        toMedicine = true;
    }

    static string Name(PrescribedMedicine medicine) => medicine.Strength is { Length: > 0 } strength ? $"{medicine.Medicine} {strength}" : medicine.Medicine;

    static PrescribedMedicine Of(PrescriptionFavourite f) => new(f.Medicine, f.Strength, f.Form, f.Dosage, f.DurationDays, 0, f.Instructions);

    async Task ReadFavouritesAsync() => favourites = await listFavourites.ExecuteAsync(CancellationToken.None) is { Succeeded: true, Value: var found } ? found : [];

    string Sentence(PrescriptionWarning warning) => T[$"Warning.{warning.Kind}", $"\u2068{warning.Medicine}\u2069", $"\u2068{warning.Of}\u2069"];

    // a line that is half typed is part of the sheet
    async Task IssueAsync()
    {
        if (medicine.Trim().Length > 0)
        {
            await EnterAsync();
            if (problem is not null || medicine.Length > 0)
                return;
        }

        WritePrescription.Outcome? outcome = null;
        var key = keys.For((string.Join('\n', items), note.Trim(), warnings.Count > 0));
        if (!await SendAsync(
            () => write.ExecuteAsync(new(key, Board.Patient, Board.Encounter, [.. items], note, warnings.Count > 0 && warnings.All(known.Contains)), CancellationToken.None), done => outcome = done))
            return;
        if (outcome is { Id: null } warned)
        {
            warnings = warned.Warnings;
            await Browser.KeepDraftAsync(Draft);
            return;
        }

        items.Clear();
        (note, warnings) = ("", []);
        known.Clear();
        Empty();
        keys = new(); // the same sheet once more is another one
        await ReadFavouritesAsync();
        await OnIssued.InvokeAsync();
        await Board.RefreshAsync(); // they are among the medicines now
    }

    void Know(PrescriptionWarning warning, bool yes)
    {
        if (yes)
            known.Add(warning);
        else
            known.Remove(warning);
    }
}
