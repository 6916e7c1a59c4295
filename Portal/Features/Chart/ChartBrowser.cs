using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Features.Chart;

/// <summary>The browser's side of a chart (Assets/src/chart.ts): keys, what is half written, and where a source stands.</summary>
public sealed class ChartBrowser(IJSRuntime js) : IAsyncDisposable
{
    IJSObjectReference? module;
    ElementReference root;

    public async Task AttachAsync<T>(ElementReference chart, DotNetObjectReference<T> handler) where T : class
    {
        root = chart;
        module = await js.InvokeAsync<IJSObjectReference>("import", "./dist/chart.js");
        await CallAsync("attach", chart, handler);
    }

    /// <returns>By form, what was half written in it before the line was lost.</returns>
    public async Task<IReadOnlyDictionary<string, Dictionary<string, string>>> ReadDraftsAsync() =>
        (module is null ? null : await module.InvokeAsync<Dictionary<string, Dictionary<string, string>>?>("readDrafts", root)) ?? [];

    public Task DropDraftAsync(string form) => CallAsync("dropDraft", root, form);

    /// <summary>Keeps a form as it stands, after it chose something by itself: typing is noticed by the browser.</summary>
    public Task KeepDraftAsync(string form) => CallAsync("keepDraft", root, form);

    /// <summary>Scrolls to what an answer cites, and marks it.</summary>
    public Task ShowSourceAsync(string source) => CallAsync("showSource", root, source);

    public Task FocusAsync(string selector) => CallAsync("focus", root, selector);

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
