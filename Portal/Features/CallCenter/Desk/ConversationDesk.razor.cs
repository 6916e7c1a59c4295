using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Live;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.CallCenter.Desk;

/// <summary>The people's side of the front desk: who writes and waits, and the conversation that is open. Says every 20 seconds that its reader is there.</summary>
public sealed partial class ConversationDesk(
    ListConversations list, ListRequests listRequests, KeepPresence presence, LiveUpdates live, TenantContext tenant, Caller caller, ClinicContext clinic, CircuitConnection line,
    IStringLocalizer<ConversationTexts> texts, NavigationManager navigation, TimeProvider clock, IJSRuntime js, ILogger<ConversationDesk> log)
{
    static readonly DeskTab[] Tabs = Enum.GetValues<DeskTab>();

    readonly ConversationBrowser browser = new(js);
    readonly Dictionary<ConversationId, ReplyDraft> drafts = [];
    ElementReference root;
    ConversationAddress address = ConversationAddress.Read(null, null, null);
    ListConversations.Page? page;
    IReadOnlyList<ListRequests.Item>? requests;
    IDisposable? subscription;
    ITimer? heart;
    DotNetObjectReference<ConversationDesk>? self;
    LiveReading? reading;
    bool refused, isRead;
    int changes;

    IStringLocalizer<ConversationTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    [Parameter] public string? View { get; set; }

    [Parameter] public string? Search { get; set; }

    [Parameter] public string? Open { get; set; }

    protected override void OnInitialized()
    {
        subscription = live.Subscribe(tenant.Id, Topics.Conversations, ids =>
        {
            _ = InvokeAsync(ChangedAsync); // not awaited: the listener has other pages to tell
            return Task.CompletedTask;
        });
        var beat = KeepPresence.Beat.ToTimeSpan();
        heart = clock.CreateTimer(_ => _ = InvokeAsync(BeatAsync), null, TimeSpan.Zero, beat);
    }

    protected override async Task OnParametersSetAsync()
    {
        var wanted = ConversationAddress.Read(View, Search, Open);
        var sameList = isRead && wanted with { Open = null } == address with { Open = null };
        if (!sameList && wanted.Request != address.Request)
            page = page is null ? null : page with { Conversations = [] };
        address = wanted;
        isRead = true;
        if (!sameList)
            await RefreshAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        self = DotNetObjectReference.Create(this);
        await browser.AttachAsync(root, self);
    }

    Task ChangedAsync()
    {
        changes++; // the open conversation reads again too
        StateHasChanged();
        return RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        var wanted = address;
        var result = await list.ExecuteAsync(wanted.Request, CancellationToken.None);
        refused = !result.Succeeded;
        if (refused)
            return;
        page = result.Value;
        if (wanted.Tab == DeskTab.Requests && await listRequests.ExecuteAsync(CancellationToken.None) is { Succeeded: true, Value: var found })
            requests = found;
    }

    // a browser that is gone is nobody at the desk, though its circuit is kept for a while
    async Task BeatAsync()
    {
        if (!line.IsUp || refused)
            return;
        try
        {
            await presence.ExecuteAsync(new(), CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.BeatFailed(log, e);
        }
    }

    int Count(DeskTab tab) => page is null ? 0 : tab switch { DeskTab.Open => page.Waiting, DeskTab.Mine => page.Mine, DeskTab.Requests => page.Requests, _ => 0 };

    string Counted(DeskTab tab, int count) => tab switch
    {
        DeskTab.Open => texts["Count.Waiting", clinic.Format.Number(count)],
        DeskTab.Requests => texts["Count.Requests", clinic.Format.Number(count)],
        _ => clinic.Format.Number(count),
    };

    void SearchAsync(ChangeEventArgs change) =>
        navigation.NavigateTo(ConversationAddress.Read(address.Tab == DeskTab.Requests ? null : address.Tab.ToString(), change.Value as string, address.Open?.ToString()).Path);

    // what is half typed to one patient is there again when one comes back to it
    ReplyDraft DraftOf(ConversationId id) => drafts.TryGetValue(id, out var draft) ? draft : drafts[id] = new();

    /// <summary>Keys that choose in the list; those of the open conversation are its own buttons.</summary>
    [JSInvokable]
    public void Step(int by)
    {
        if (page?.Conversations is not { Count: > 0 } items || address.Tab == DeskTab.Requests)
            return;
        var at = items.ToList().FindIndex(i => i.Id == address.Open);
        var next = at < 0 ? 0 : Math.Clamp(at + by, 0, items.Count - 1);
        navigation.NavigateTo((address with { Open = items[next].Id }).Path);
    }

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        if (heart is not null)
            await heart.DisposeAsync();
        await browser.DisposeAsync();
        self?.Dispose();
        try
        {
            if (caller.UserId is not null && !refused)
                await presence.ExecuteAsync(new(Leaving: true), CancellationToken.None);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.BeatFailed(log, e); // gone after a minute anyway
        }
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The conversations could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The desk's presence could not be written.")]
        public static partial void BeatFailed(ILogger log, Exception e);
    }
}
