using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
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
    ListDay list, ListMonth listMonth, PlanMove planMove, AppointmentDetails details, ListProposed proposed, ListWaitlist waitlist, ClinicPage facts, LiveUpdates live, TenantContext tenant, ClinicContext clinic,
    Caller caller, DeskActions actions, IStringLocalizer<DeskTexts> texts, IStringLocalizer<CalendarTexts> calendarTexts, NavigationManager navigation, IJSRuntime js, TimeProvider clock,
    ILogger<DeskCalendar> log)
{
    static readonly Duration RetryAfter = Duration.FromSeconds(5);

    readonly DeskBoard board = new();
    readonly DeskBrowser browser = new(js);
    IReadOnlyList<ColumnPlan> columns = [];
    IReadOnlyList<ListMonth.DayCount>? month;
    ElementReference root;
    IDisposable? subscription, listSubscription;
    DotNetObjectReference<DeskCalendar>? self;
    DeskAddress address = null!;
    DeskAddress? read, shown;
    readonly HashSet<Guid> changed = [];
    int toCall, waiting;
    bool narrow, commands, refused, hasPlaces;
    LiveReading? reading;
    WakingTimer? waking;

    IStringLocalizer<DeskTexts> T => texts;

    IStringLocalizer<CalendarTexts> C => calendarTexts;

    [Parameter] public string? Day { get; set; }

    /// <summary>The rest of the address.</summary>
    [Parameter] public DeskQuery Asked { get; set; } = new();

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
        address = DeskAddress.Read(Day, Asked, clinic.Today);
        (board.Day, board.Address) = (address.Day, address);
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
            var before = shown;
            shown = read;
            await browser.ShowNowAsync();
            if (before is not null && read.IsMonth)
                await browser.FocusDayAsync();
        }
    }

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    async Task RefreshAsync(IReadOnlyCollection<Guid> ids)
    {
        changed.UnionWith(ids);
        FollowAddress();
        if (!await Reading.RunAsync())
            return;
        if (Reading.Failed)
            waking?.SetFor(clinic.Now + RetryAfter);
        StateHasChanged();
        if (!Reading.Failed && board.Calendar is not null)
            await RememberAsync();
        await browser.FindAgainAsync();
    }

    async Task ReadAsync()
    {
        var announced = changed.ToHashSet();
        changed.Clear();
        var before = board.Calendar?.Appointments.Select(a => a.Id).ToHashSet();
        var wanted = address;
        board.Clinic = await facts.ExecuteAsync(CancellationToken.None);
        var days = wanted.Days(clinic.Tenant.Country);
        (plan, readings) = (null, readings + 1); // whatever it said may be over
        if (wanted.IsMonth)
        {
            await ReadMonthAsync(wanted, days);
        }
        else
        {
            var wish = await WishAsync(wanted, days);
            var result = await list.ExecuteAsync(wish, CancellationToken.None);
            refused = !result.Succeeded;
            if (refused)
                return;
            (board.Calendar, hasPlaces, month) = (result.Value, result.Value.Places.Count > 0, null);
            var plans = new ColumnPlans(result.Value, wanted with { Room = wish.Place ?? wanted.Room }, clinic.Format.Zone, clinic.Language, clinic.Today);
            columns = wanted switch
            {
                { IsWeek: true } => plans.Week([.. days], day => clinic.Format.Weekday(day.DayOfWeek), clinic.Format.DayAndMonth),
                { ByRoom: true } => plans.DayByRoom(calendarTexts["Column.NoRoom"], kind => calendarTexts[$"Place.{kind}"]),
                _ => plans.Day(),
            };
        }

        if (refused)
            return;
        toCall = caller.IsReception && await proposed.CountAsync(CancellationToken.None) is { Succeeded: true, Value: var proposals } ? proposals : 0; // a doctor calls nobody
        waiting = await waitlist.CountAsync(CancellationToken.None) is { Succeeded: true, Value: var count } ? count : 0;
        read = wanted;
        var holds = board.Calendar?.Holds.Select(hold => hold.ExpiresAt) ?? [];
        waking?.SetFor(holds.Append(clinic.Midnight).Min()); // one that ended while the rest was read is due at once
        board.Refresh();
        if (before is not null && board.Calendar is { } now)
            foreach (var a in now.Appointments.Where(a => announced.Contains(a.Id.Value) && !before.Contains(a.Id)))
                board.Announce(texts["Announce.New", clinic.Format.Time(a.Start), a.PatientName, board.PractitionerName(a.Practitioner, clinic.Language)]);
    }

    // a week is one practitioner's or one room's
    async Task<ListDay.Request> WishAsync(DeskAddress wanted, DateInterval days) => wanted switch
    {
        { IsWeek: true, ByRoom: true } => new(days, null, wanted.Room ?? await FirstPlaceAsync(days)),
        { IsWeek: true } => new(days, board.DoctorOf(wanted)),
        _ => new(days),
    };

    // asked for the week of no place, for that names them all and reads nobody
    async Task<Guid> FirstPlaceAsync(DateInterval days) =>
        await list.ExecuteAsync(new(days, null, Guid.Empty), CancellationToken.None) is { Succeeded: true, Value.Places: [var first, ..] } ? first.Id : Guid.Empty;

    async Task ReadMonthAsync(DeskAddress wanted, DateInterval days)
    {
        var result = await listMonth.ExecuteAsync(new(days, wanted.Doctor), CancellationToken.None);
        refused = !result.Succeeded;
        if (!refused)
            (month, board.Calendar, columns) = (result.Value, null, []);
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

        [LoggerMessage(Level = LogLevel.Error, Message = "What was asked of a card could not be done.")]
        public static partial void ActFailed(ILogger log, Exception e);
    }
}
