using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Portal.Domain.Patients;
using Portal.Domain.Platform.Text;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.Booking.Commands;

public sealed partial class CommandBox(
    FindPatients find, ClinicContext clinic, NavigationManager navigation, IStringLocalizer<DeskTexts> texts, IStringLocalizer<CalendarTexts> calendarTexts,
    TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);
    const int PatientsShown = 6;

    sealed record Item(string Kind, string Text, string? More, Action Run);

    readonly CancellationTokenSource gone = new();
    CancellationTokenSource? typing;
    List<Item> found = [];
    ElementReference box;
    string typed = "";
    int marked;

    IStringLocalizer<DeskTexts> T => texts;

    [Parameter, EditorRequired] public DeskAddress Address { get; set; } = null!;

    [Parameter] public EventCallback OnClose { get; set; }

    [CascadingParameter] public DeskBoard Board { get; set; } = null!;

    protected override void OnInitialized() => found = [.. Actions()];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await box.FocusAsync();
    }

    async Task TypedAsync()
    {
        (found, marked) = ([.. AtOnce()], 0);
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
        var result = await find.ExecuteAsync(new(typed), cancellation);
        cancellation.ThrowIfCancellationRequested();
        found = [.. AtOnce(), .. result.Succeeded ? result.Value.Take(PatientsShown).Select(OfPatient) : []];
        StateHasChanged();
    }

    // what is known without asking the database
    IEnumerable<Item> AtOnce() => Days().Concat(Actions().Where(action => typed.Trim().Length == 0 || action.Text.Contains(typed.Trim(), StringComparison.CurrentCultureIgnoreCase)));

    IEnumerable<Item> Days()
    {
        if (DayWords.Parse(typed, clinic.Today) is { } day)
            yield return new("Command.Day", clinic.Format.Day(day, clinic.Today), null, () => Go(Address with { Day = day }));
    }

    IEnumerable<Item> Actions() =>
    [
        Action("Bar.New", () => Board.Open(new DeskPanel.Book())),
        Action("Series.Title", () => Board.Open(new DeskPanel.Series())),
        Action("Bar.WalkIn", () => Board.Open(new DeskPanel.WalkIn())),
        Action("Bar.Today", () => Go(Address with { Day = clinic.Today })),
        Action("Bar.Week", () => Go(Address with { View = DeskView.Week })),
        Action("Bar.Day", () => Go(Address with { View = DeskView.Day })),
        new("Command.Action", calendarTexts["Bar.Month"], null, () => Go(Address with { View = DeskView.Month })),
        new("Command.Action", calendarTexts[Address.ByRoom ? "Bar.ToDoctors" : "Bar.ToRooms"], null, () => Go(Address with { ByRoom = !Address.ByRoom })),
        new("Command.Action", calendarTexts["Filter.Title"], null, () => Board.Open(new DeskPanel.Filter())),
        Action("Calls.Title", () => Board.Open(new DeskPanel.Calls())),
        Action("Command.Bulk", () => navigation.NavigateTo($"/desk/bulk?day={ClinicFormat.Iso(Address.Day)}")),
        Action("Command.Patients", () => navigation.NavigateTo("/desk/patients")),
        Action("Command.Messages", () => navigation.NavigateTo("/desk/outbox")),
        Action("Keys.Title", () => Board.Open(new DeskPanel.Keys())),
    ];

    Item Action(string text, Action run) => new("Command.Action", texts[text], null, run);

    // with an appointment on the page: that one; otherwise a booking for them
    Item OfPatient(PatientSummary patient) => new("Command.Patient", patient.Name, clinic.Format.Digits(Phones.Display(patient.Phone, clinic.Tenant.Country)), () =>
        Board.Open(Board.Calendar?.Appointments.FirstOrDefault(a => a.Patient == patient.Id) is { } here ? new DeskPanel.Card(here.Id) : new DeskPanel.Book(Patient: patient)));

    void Go(DeskAddress to) => navigation.NavigateTo(to.Path(clinic.Today));

    void Move(KeyboardEventArgs key)
    {
        if (found.Count > 0)
            marked = key.Key switch { "ArrowDown" => (marked + 1) % found.Count, "ArrowUp" => (marked + found.Count - 1) % found.Count, _ => marked };
    }

    async Task EnterAsync()
    {
        if (typing is not null)
            await typing.CancelAsync();
        if (typed.Trim().Length > 0)
            await SearchAsync(gone.Token);
        if (marked < found.Count)
            await RunAsync(found[marked]);
    }

    async Task RunAsync(Item item)
    {
        await OnClose.InvokeAsync();
        item.Run();
    }

    public void Dispose()
    {
        gone.Cancel();
        typing?.Dispose();
        gone.Dispose();
    }
}
