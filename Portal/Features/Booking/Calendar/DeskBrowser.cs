using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Features.Booking.Calendar;

/// <summary>The browser's side of the desk (Assets/src/desk.ts): keys, dragging, the kept list of today and the half-typed form.</summary>
sealed class DeskBrowser(IJSRuntime js) : IAsyncDisposable
{
    IJSObjectReference? module;
    ElementReference root;

    /// <summary>One row of the list that stays readable while the line is down, in words.</summary>
    public sealed record KnownRow(string Time, string Name, string Phone, string Doctor, string Status);

    public sealed record KnownList(string Title, IReadOnlyList<KnownRow> Rows);

    /// <returns>Whether the screen is a phone's.</returns>
    public async Task<bool> AttachAsync<T>(ElementReference desk, DotNetObjectReference<T> handler) where T : class
    {
        root = desk;
        module = await js.InvokeAsync<IJSObjectReference>("import", "./dist/desk.js");
        return await module.InvokeAsync<bool>("attach", desk, handler);
    }

    public Task RememberAsync(KnownList list) => CallAsync("remember", list);

    public Task ShowNowAsync() => CallAsync("showNow", root);

    /// <summary>What is found in the calendar stays found when the calendar changes.</summary>
    public Task FindAgainAsync() => CallAsync("findAgain", root);

    /// <returns>Whether it was copied: a browser may not let us.</returns>
    public async Task<bool> CopyAsync(string text)
    {
        try
        {
            return module is not null && await module.InvokeAsync<bool>("copy", text);
        }
        catch (JSDisconnectedException)
        {
            return false;
        }
    }

    public Task ReturnFocusAsync() => CallAsync("returnFocus", root);

    /// <summary>Another month is shown, and the keys go on from one of its days.</summary>
    public Task FocusDayAsync() => CallAsync("focusDay", root);

    /// <summary>Keeps the form as it stands; called after what the form chose changed, since typing is noticed by the browser itself.</summary>
    public Task KeepDraftAsync() => CallAsync("keepDraft");

    public Task DropDraftAsync() => CallAsync("dropDraft");

    public async Task<Dictionary<string, string>?> ReadDraftAsync() => module is null ? null : await module.InvokeAsync<Dictionary<string, string>?>("readDraft");

    /// <summary>Puts the half-typed form aside.</summary>
    public Task ParkAsync() => CallAsync("park");

    public Task DropParkedAsync(int place) => CallAsync("dropParked", place);

    public async Task<IReadOnlyList<Dictionary<string, string>>> ReadParkedAsync() =>
        module is null ? [] : await module.InvokeAsync<Dictionary<string, string>[]?>("readParked") ?? [];

    public async Task<int> CountParkedAsync() => (await ReadParkedAsync()).Count;

    async Task CallAsync(string function, params object?[] arguments)
    {
        if (module is null)
            return;
        try
        {
            await module.InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // the line is down; what the browser keeps, it keeps by itself
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CallAsync("detach", root);
        try
        {
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the page is gone, and the module with it
        }
    }
}
