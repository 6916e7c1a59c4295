using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Hosting;
using Portal.Shared;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.Calendar;

/// <summary>
/// The desk: reads what its address asks for, and reads it again whenever an appointment changes anywhere, when the day turns, and when a
/// time that was kept for somebody is kept no longer.
/// </summary>
public sealed partial class DeskCalendar(
    ListDay list, ListProposed proposed, ListWaitlist waitlist, ClinicPage facts, LiveUpdates live, TenantContext tenant, ClinicContext clinic, DeskActions actions,
    IStringLocalizer<DeskTexts> texts, NavigationManager navigation, IJSRuntime js, TimeProvider clock, ILogger<DeskCalendar> log)
{
    readonly DeskBoard board = new();
    readonly DeskBrowser browser = new(js);
    IReadOnlyList<ColumnPlan> columns = [];
    ElementReference root;
    IDisposable? subscription, listSubscription;
    DotNetObjectReference<DeskCalendar>? self;
    DeskAddress address = null!;
    DeskAddress? read, shown;
    readonly HashSet<Guid> changed = [];
    int toCall, waiting;
    bool narrow, commands, refused;
    LiveReading? reading;
    WakingTimer? waking;

    IStringLocalizer<DeskTexts> T => texts;

    [Parameter] public string? Day { get; set; }

    [Parameter] public string? View { get; set; }

    [Parameter] public string? Doctor { get; set; }

    [Parameter] public string? Cancelled { get; set; }

    protected override void OnInitialized()
    {
        waking = new(clock, () => _ = InvokeAsync(() => RefreshAsync([])));
        listSubscription = live.Subscribe(tenant.Id, Topics.Waitlist, entries =>
        {
            _ = InvokeAsync(() => RefreshAsync([])); // what is kept for somebody stands in the calendar too
            return Task.CompletedTask;
        });
        subscription = live.Subscribe(tenant.Id, Topics.Appointments, ids =>
        {
            _ = InvokeAsync(() => RefreshAsync(ids)); // not awaited: the listener has other pages to tell
            return Task.CompletedTask;
        });
    }

    protected override async Task OnParametersSetAsync()
    {
        var before = address;
        FollowAddress();
        if (address != before)
            await RefreshAsync([]);
    }

    // an address without a day is today's, whichever day that is by now
    void FollowAddress()
    {
        address = DeskAddress.Read(Day, View, Doctor, Cancelled, clinic.Today);
        board.Day = address.Day;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            narrow = await browser.AttachAsync(root, self);
            if (board.Calendar is not null)
                await RememberAsync(); // what was read while the browser was still getting ready
            if (await browser.ReadDraftAsync() is { Count: > 0 } draft)
                board.Open(draft.GetValueOrDefault("form") == "walk-in" ? new DeskPanel.WalkIn(new(draft)) : new DeskPanel.Book(Draft: new(draft)));
            board.ParkedChanged?.Invoke(await browser.CountParkedAsync());
            StateHasChanged();
        }

        if (read is not null && shown != read)
        {
            shown = read;
            await browser.ShowNowAsync();
        }
    }

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    async Task RefreshAsync(IReadOnlyCollection<Guid> ids)
    {
        changed.UnionWith(ids);
        FollowAddress();
        if (!await Reading.RunAsync())
            return;
        var holds = board.Calendar?.Holds.Select(hold => hold.ExpiresAt) ?? [];
        waking?.SetFor(holds.Append(clinic.Midnight).Where(when => when > clinic.Now).Min());
        StateHasChanged();
        if (!Reading.Failed && board.Calendar is not null)
            await RememberAsync();
    }

    async Task ReadAsync()
    {
        var announced = changed.ToHashSet();
        changed.Clear();
        var before = board.Calendar?.Appointments.Select(a => a.Id).ToHashSet();
        var wanted = address;
        board.Clinic = await facts.ExecuteAsync(CancellationToken.None);
        var days = wanted.Days(clinic.Tenant.Country);
        var doctor = wanted.Week ? wanted.Doctor ?? (board.Clinic.Practitioners is [var first, ..] ? first.Id : null) : null;
        var result = await list.ExecuteAsync(new(days, doctor), CancellationToken.None);
        refused = !result.Succeeded;
        if (refused)
            return;
        toCall = await proposed.ExecuteAsync(CancellationToken.None) is { Succeeded: true, Value: var proposals } ? proposals.Count : 0;
        waiting = await waitlist.CountAsync(CancellationToken.None) is { Succeeded: true, Value: var count } ? count : 0;
        (board.Calendar, read) = (result.Value, wanted);
        columns = wanted.Week
            ? ColumnPlan.ForWeek(result.Value, [.. days], clinic.Format.Zone, day => clinic.Format.Weekday(day.DayOfWeek), clinic.Format.DayAndMonth, clinic.Today, wanted.Cancelled)
            : ColumnPlan.ForDay(result.Value, wanted.Day, clinic.Format.Zone, clinic.Language, clinic.Today, wanted.Cancelled);
        board.Refresh();
        if (before is not null)
            foreach (var a in result.Value.Appointments.Where(a => announced.Contains(a.Id.Value) && !before.Contains(a.Id)))
                board.Announce(texts["Announce.New", clinic.Format.Time(a.Start), a.PatientName, board.PractitionerName(a.Practitioner, clinic.Language)]);
    }

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        listSubscription?.Dispose();
        waking?.Dispose();
        await browser.DisposeAsync();
        self?.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The desk's calendar could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
