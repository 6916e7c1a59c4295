using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.Booking.Queue;

/// <summary>The line of one of today's sessions: read again whenever an appointment changes anywhere, each minute, and when the day turns.</summary>
public sealed partial class QueueDesk(
    ListLines list, ReadLine read, DirectLine direct, ChangeAppointmentStatus change, ClinicPage page, LiveUpdates live, TenantContext tenant, ClinicContext clinic,
    DeskActions desk, IStringLocalizer<QueueTexts> texts, IStringLocalizer<DeskTexts> deskTexts, IJSRuntime js, TimeProvider clock, ILogger<QueueDesk> log)
{
    static readonly Duration Often = Duration.FromMinutes(1);

    ElementReference root;
    ClinicFacts facts = new([], []);
    IReadOnlyList<OfferedTurns>? sessions;
    OfferedTurns? session;
    TurnLine? line;
    TurnPace? pace;
    IDisposable? subscription;
    IJSObjectReference? keys;
    string? announcement, shown;
    bool refused;
    LiveReading? reading;
    WakingTimer? waking;

    IStringLocalizer<QueueTexts> T => texts;

    IStringLocalizer<DeskTexts> D => deskTexts;

    /// <summary>Which session, as <see cref="Address"/> writes it; without it the one that is on, or the next.</summary>
    [Parameter] public string? Session { get; set; }

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    LineActions Actions => new(direct, change, desk, clinic, texts);

    protected override void OnInitialized()
    {
        waking = new(clock, () => _ = InvokeAsync(RefreshAsync));
        subscription = live.Subscribe(tenant.Id, Topics.Appointments, changed =>
        {
            _ = InvokeAsync(RefreshAsync); // not awaited: the listener has other pages to tell
            return Task.CompletedTask;
        });
    }

    protected override async Task OnParametersSetAsync()
    {
        if (sessions is null || Session != shown)
            await RefreshAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        keys = await js.InvokeAsync<IJSObjectReference>("import", "./dist/queue.js");
        await keys.InvokeVoidAsync("attach", root);
    }

    async Task RefreshAsync()
    {
        if (!await Reading.RunAsync())
            return;
        waking?.SetFor(Instant.Min(clinic.Now + Often, clinic.Midnight)); // what is expected changes with the time alone
        StateHasChanged();
    }

    async Task ReadAsync()
    {
        facts = await page.ExecuteAsync(CancellationToken.None);
        var result = await list.ExecuteAsync(new(clinic.Today), CancellationToken.None);
        refused = !result.Succeeded;
        if (refused)
            return;
        sessions = result.Value;
        shown = Session;
        session = sessions.FirstOrDefault(one => Key(one) == Session) ?? sessions.FirstOrDefault(one => one.End > clinic.Now) ?? (sessions is [.., var last] ? last : null);
        line = session?.Session is { } id && await read.ExecuteAsync(id, CancellationToken.None) is { Succeeded: true, Value: var now } ? now : null;
        pace = line?.Pace();
        if (line is not null)
            announcement = texts["Announce.Waiting", clinic.Format.Number(line.Waiting.Count), clinic.Format.Number(line.Now?.Number ?? 0)];
    }

    async Task DoAsync(LineWish wish)
    {
        if (session?.Session is not { } id)
            return;
        var done = (wish.Step is not { } step || await Actions.StepAsync(wish.Row!, step)) && (wish.Act is not { } act || await Actions.ActAsync(id, act, wish.Row, wish.Reason));
        if (done && wish.Then is { } next)
            await Actions.ActAsync(id, LineAct.Call, next);
        await RefreshAsync();
    }

    static IEnumerable<(string Title, IReadOnlyList<TurnRow> Rows)> Groups(TurnLine line) =>
        new[] { ("Group.Waiting", line.Waiting), ("Group.ToCome", line.ToCome), ("Group.Over", line.Over) }.Where(group => group.Item2.Count > 0);

    static string Key(OfferedTurns session) => string.Create(CultureInfo.InvariantCulture, $"{session.Start.ToUnixTimeSeconds()}.{session.Practitioner.Value:N}");

    static string Address(OfferedTurns session) => $"/desk/queue?session={Key(session)}";

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        waking?.Dispose();
        try
        {
            if (keys is not null)
            {
                await keys.InvokeVoidAsync("detach");
                await keys.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // the page is gone, and the module with it
        }
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The line could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
