using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients;
using Portal.Domain.Platform.Text;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.DeskBooking;

public sealed partial class PatientBox(FindPatients find, ClinicContext clinic, IStringLocalizer<DeskTexts> texts, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);
    const int Shows = 6;

    readonly CancellationTokenSource gone = new();
    CancellationTokenSource? typing;
    IReadOnlyList<PatientSummary> hits = [];
    ElementReference box, nameBox, phoneBox;
    int marked;
    bool searched;

    IStringLocalizer<DeskTexts> T => texts;

    [Parameter, EditorRequired] public PatientEntry Entry { get; set; } = null!;

    /// <summary>Whom the chosen service is for: what of somebody new it needs to know.</summary>
    [Parameter] public PersonRule? Rule { get; set; }

    /// <summary>Somebody else was chosen, or nobody is any more.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>The date of birth as it is understood while it is typed.</summary>
    LocalDate? Read => BirthDates.Parse(Entry.Born, clinic.Today);

    int AgeOf(LocalDate born) => Period.Between(born, clinic.Today, PeriodUnits.Years).Years;

    async Task TypedAsync()
    {
        Entry.Missing = false;
        if (typing is not null)
            await typing.CancelAsync();
        typing = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        var token = typing.Token;
        try
        {
            await Task.Delay(Pause, clock, token);
            await SearchAsync(token);
        }
        catch (OperationCanceledException)
        {
            // more was typed
        }
    }

    async Task SearchAsync(CancellationToken cancellation)
    {
        var result = await find.ExecuteAsync(new(Entry.Typed), cancellation);
        cancellation.ThrowIfCancellationRequested();
        hits = result.Succeeded ? [.. result.Value.Take(Shows)] : [];
        (marked, searched) = (0, Entry.Typed.Trim().Length >= 2);
        StateHasChanged();
    }

    /// <summary>Enter was pressed: takes the marked one, and where nobody is found opens the fields of a new patient.</summary>
    /// <returns>Whether something was done with it.</returns>
    public async Task<bool> EnterAsync()
    {
        if (Entry.Known is not null || Entry.IsNew || Entry.Typed.Trim().Length == 0)
            return false;
        if (typing is not null)
            await typing.CancelAsync(); // who types and presses Enter at once does not wait
        var chosenRow = marked;
        await SearchAsync(gone.Token);
        if (hits.Count > 0)
            await ChooseAsync(hits[Math.Min(chosenRow, hits.Count - 1)]);
        else
            await NewAsync();
        return true;
    }

    void MoveAsync(KeyboardEventArgs key)
    {
        if (hits.Count > 0)
            marked = key.Key switch { "ArrowDown" => (marked + 1) % hits.Count, "ArrowUp" => (marked + hits.Count - 1) % hits.Count, _ => marked };
    }

    async Task ChooseAsync(PatientSummary patient)
    {
        Entry.Choose(patient);
        hits = [];
        await OnChanged.InvokeAsync();
    }

    async Task NewAsync()
    {
        Entry.BecomeNew();
        hits = [];
        await OnChanged.InvokeAsync();
    }

    async Task ReopenAsync()
    {
        Entry.Reopen();
        searched = false;
        await OnChanged.InvokeAsync();
    }

    string Shown(string phone) => clinic.Format.Digits(Phones.Display(phone, clinic.Tenant.Country));

    public void Dispose()
    {
        gone.Cancel();
        typing?.Dispose();
        gone.Dispose();
    }
}
