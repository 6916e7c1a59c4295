using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Features.CallCenter.Desk;

/// <summary>The browser's side of the conversations (Assets/src/conversations.ts): keys, Enter that sends, a transcript that stays at its end.</summary>
public sealed class ConversationBrowser(IJSRuntime js) : IAsyncDisposable
{
    IJSObjectReference? module;
    ElementReference root;

    public async Task AttachAsync<T>(ElementReference desk, DotNetObjectReference<T> handler) where T : class
    {
        root = desk;
        module = await js.InvokeAsync<IJSObjectReference>("import", "./dist/conversations.js");
        await CallAsync("attach", desk, handler);
    }

    public Task FocusReplyAsync() => CallAsync("focusReply", root);

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
            // the page is gone, and the browser's side with it
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
            // likewise
        }
    }
}
