using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Resources.Shell;
using Portal.Shared;

namespace Portal.Features.CallCenter.Desk;

public sealed partial class ConversationsLink(
    CountWaiting count, LiveUpdates live, TenantContext tenant, ClinicContext clinic, NavigationManager navigation, IStringLocalizer<ConversationTexts> texts,
    IStringLocalizer<ShellTexts> shell, IJSRuntime js, ILogger<ConversationsLink> log)
{
    readonly HashSet<ConversationId> known = [];
    CountWaiting.Counts? counts;
    IDisposable? subscription;
    IJSObjectReference? module;
    LiveReading? reading;
    bool isNew, isDrawn;
    int told;

    IStringLocalizer<ConversationTexts> T => texts;

    IStringLocalizer<ShellTexts> S => shell;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    // the one that is open on the page needs no word more
    List<CountWaiting.Emergency> Elsewhere => [.. (counts?.Emergencies ?? []).Where(e => !navigation.Uri.Contains(e.Id.ToString(), StringComparison.OrdinalIgnoreCase))];

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Draw;
        subscription = live.Subscribe(tenant.Id, Topics.Conversations, ids =>
        {
            _ = InvokeAsync(RefreshAsync);
            return Task.CompletedTask;
        });
        await RefreshAsync();
    }

    void Draw(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(StateHasChanged);

    async Task RefreshAsync()
    {
        if (!await Reading.RunAsync())
            return;
        StateHasChanged();
        if (isDrawn)
            await AlarmAsync();
    }

    async Task ReadAsync()
    {
        if (await count.ExecuteAsync(CancellationToken.None) is not { Succeeded: true, Value: var found })
            return;
        counts = found;
        foreach (var emergency in found.Emergencies)
            isNew |= known.Add(emergency.Id);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        try
        {
            module = await js.InvokeAsync<IJSObjectReference>("import", "./dist/alarm.js");
            isDrawn = true;
            await AlarmAsync();
        }
        catch (JSDisconnectedException)
        {
            // gone before it was there
        }
    }

    // sound for a new one; the title as long as one waits
    async Task AlarmAsync()
    {
        var (waiting, sounds) = (counts?.Emergencies.Count ?? 0, isNew);
        if (module is null || waiting == told && !sounds)
            return;
        (told, isNew) = (waiting, false);
        try
        {
            await module.InvokeVoidAsync("alarm", waiting, sounds);
        }
        catch (JSDisconnectedException)
        {
            // nobody is looking
        }
    }

    public async ValueTask DisposeAsync()
    {
        navigation.LocationChanged -= Draw;
        subscription?.Dispose();
        try
        {
            if (module is null)
                return;
            await module.InvokeVoidAsync("alarm", 0, false);
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the page is gone, and its title with it
        }
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Who waits could not be counted.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
