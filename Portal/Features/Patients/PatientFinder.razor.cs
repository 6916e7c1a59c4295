using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Hosting;
using Portal.Resources.Patients;

namespace Portal.Features.Patients;

public sealed partial class PatientFinder(
    FindPatients find, PatientVisits visits, ClinicContext clinic, NavigationManager navigation, IStringLocalizer<RecordTexts> texts, TimeProvider clock) : IDisposable
{
    const int Fewest = 2;

    IReadOnlyList<PatientSummary>? people;
    IReadOnlyDictionary<PatientId, PatientVisits.LastAndNext> times = new Dictionary<PatientId, PatientVisits.LastAndNext>();
    PatientSearch? search;
    ElementReference box;
    string typed = "";
    int marked;
    bool adding;

    IStringLocalizer<RecordTexts> T => texts;

    PatientSearch Search => search ??= new(find, clock);

    /// <summary>What is searched, from the address: a way back brings the list back.</summary>
    [Parameter] public string? Typed { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (string.IsNullOrWhiteSpace(Typed))
            return;
        typed = Typed;
        await ShowAsync(await Search.AtOnceAsync(typed));
    }

    async Task TypedAsync()
    {
        if (await Search.TypedAsync(typed) is not { } found)
            return;
        await ShowAsync(found);
        StateHasChanged();
    }

    async Task ShowAsync(IReadOnlyList<PatientSummary> found)
    {
        if (found.Count > 0 && await visits.ForListAsync([.. found.Select(person => person.Id)], CancellationToken.None) is { Succeeded: true } read)
            times = read.Value;
        (people, marked) = (typed.Trim().Length < Fewest && found.Count == 0 ? null : found, 0);
    }

    PatientVisits.LastAndNext? Visit(PatientSummary person) => times.GetValueOrDefault(person.Id);

    void Move(KeyboardEventArgs key)
    {
        if (people is { Count: > 0 and var count })
            marked = key.Key switch { "ArrowDown" => (marked + 1) % count, "ArrowUp" => (marked + count - 1) % count, _ => marked };
    }

    async Task EnterAsync()
    {
        var chosen = marked;
        await ShowAsync(await Search.AtOnceAsync(typed));
        if (people is { Count: > 0 } found)
            Open(found[Math.Min(chosen, found.Count - 1)].Id);
    }

    void Open(PatientId patient)
    {
        navigation.NavigateTo($"/desk/patients?q={Uri.EscapeDataString(typed)}", replace: true);
        navigation.NavigateTo(PatientWords.Link(patient));
    }

    public void Dispose() => search?.Dispose();
}
