using Microsoft.AspNetCore.Components;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Encounters;
using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Reading;

namespace Portal.Features.Chart.Note;

public sealed partial class NotePanel(OpenEncounter open, ListMyDay day)
{
    const int Few = 5;

    PractitionerId? self;
    EncounterId? opened;

    protected override string Draft => "start";

    [Parameter, EditorRequired] public ReadChart.Chart Chart { get; set; } = null!;

    [Parameter] public AppointmentId? Visit { get; set; }

    // the one that was opened here, or of the visit that is meant; else the doctor's own that is not signed yet
    Encounter? Current => opened is { } id ? Find(e => e.Id == id)
        : Visit is { } visit && Find(e => e.AppointmentId == visit) is { } own ? own
        : Find(e => e.Status == EncounterStatus.Draft && e.PractitionerId is not null && e.PractitionerId == self);

    IReadOnlyList<Encounter> Earlier => [.. Chart.Encounters.Where(e => e.Id != Current?.Id && e.Status == EncounterStatus.Signed).Take(Few)];

    protected override async Task OnInitializedAsync() =>
        self = await day.ExecuteAsync(Clinic.Today, CancellationToken.None) is { Succeeded: true, Value.Practitioner: { } found } ? found : null;

    protected override async Task OnParametersSetAsync()
    {
        Settle();
        if (!Board.TakeWish("note"))
            return;
        if (Current is { Status: EncounterStatus.Draft })
            await Browser.FocusAsync("#note-Complaint");
        else
            await StartAsync();
    }

    // of a visit there is one note, also where it was begun or signed already: then that one is shown
    async Task StartAsync()
    {
        if (!await SendAsync(() => open.ExecuteAsync(new(Board.Patient, Visit), CancellationToken.None), note => opened = note.Id))
            return;
        await Board.RefreshAsync();
        Settle();
        await Browser.FocusAsync("#note-Complaint");
    }

    Task SignedAsync(Encounter note)
    {
        opened = note.Id;
        return Board.RefreshAsync();
    }

    // what is recorded while a note is written belongs to its visit
    void Settle() => Board.Encounter = Current is { Status: EncounterStatus.Draft } draft ? draft.Id : null;

    Encounter? Find(Func<Encounter, bool> which) => Chart.Encounters.FirstOrDefault(which);

    IReadOnlyList<EncounterAmendment> AmendmentsOf(EncounterId id) => [.. Chart.Amendments.Where(a => a.EncounterId == id)];
}
