using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portal.Bench.Desk;

/// <summary>
/// One open page, as the browser's script keeps it: starts the circuit, answers the calls of its JavaScript with what an idle browser would say, takes
/// its render batches.
/// </summary>
sealed partial class Circuit : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly HubConnection connection;
    readonly Dictionary<string, ulong> clickable = [];
    readonly TaskCompletionSource attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long renderer = -1;
    int calls, objects;

    Circuit(HubConnection connection) => this.connection = connection;

    /// <summary>Told of every batch: when it came and its bytes.</summary>
    public event Action<long, byte[]>? Rendered;

    /// <param name="server">Its address by number; <paramref name="host"/> names the clinic.</param>
    /// <param name="ready">A class that stands on the page when it is all there.</param>
    public static async Task<Circuit> OpenAsync(HttpClient http, Uri server, string host, string cookies, string path, string ready)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, path)) { Headers = { Host = host } };
        request.Headers.Add("Cookie", cookies);
        using var answer = await http.SendAsync(request);
        var page = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var markers = Marker().Matches(page).Select(match => JsonDocument.Parse(WebUtility.HtmlDecode(match.Groups[1].Value)).RootElement)
            .Where(marker => marker.TryGetProperty("descriptor", out _)).ToArray();
        var state = State().Match(page) is { Success: true } found ? found.Groups[1].Value : "";

        var builder = new HubConnectionBuilder();
        builder.Services.RemoveAll<IHubProtocol>();
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        var circuit = new Circuit(builder.WithUrl(new Uri(server, "_blazor"), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.WebSocketFactory = async (context, cancellation) =>
            {
                var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Host", host);
                socket.Options.SetRequestHeader("Cookie", cookies);
                socket.Options.SetRequestHeader("Origin", $"http://{host}");
                await socket.ConnectAsync(context.Uri, cancellation);
                return socket;
            };
        }).Build());
        await circuit.StartAsync($"http://{host}/", path, markers, state, ready);
        return circuit;
    }

    /// <summary>Clicks an element of this class and waits for what comes of it.</summary>
    /// <returns>The bytes of the answer.</returns>
    public async Task<int> ClickAsync(string kind)
    {
        ulong handler;
        lock (clickable)
            handler = clickable.First(one => one.Key.Split(' ').Contains(kind)).Value;
        var (answer, bytes) = (new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        void Take(long _, byte[] batch) => answer.TrySetResult(Interlocked.Add(ref bytes, batch.Length));
        Rendered += Take;
        await connection.SendAsync("BeginInvokeDotNetFromJS", (++calls).ToString(System.Globalization.CultureInfo.InvariantCulture), (string?)null, "DispatchEventAsync", renderer,
            $$"""[{"eventHandlerId":{{handler}},"eventName":"click","eventFieldInfo":null},{"type":"click","detail":1}]""");
        await answer.Task.WaitAsync(Patience);
        Rendered -= Take;
        return bytes;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    async Task StartAsync(string home, string path, JsonElement[] markers, string state, string ready)
    {
        var whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.On<int, byte[]>("JS.RenderBatch", (number, bytes) =>
        {
            var now = System.Diagnostics.Stopwatch.GetTimestamp();
            _ = connection.SendAsync("OnRenderCompleted", (long)number, (string?)null);
            lock (clickable)
                foreach (var (kind, handler) in new RenderBatch(bytes).Clickable())
                {
                    clickable[kind] = handler;
                    if (kind.Split(' ').Contains(ready))
                        whole.TrySetResult();
                }

            Rendered?.Invoke(now, bytes);
        });
        connection.On<long, string, string?, int, long, int>("JS.BeginInvokeJS", (call, name, arguments, kind, _, _) => Answer(call, name, arguments, kind));
        connection.On<string>("JS.Error", error =>
        {
            whole.TrySetException(new InvalidOperationException(error));
            attached.TrySetException(new InvalidOperationException(error));
        });
        connection.On<int, string>("JS.AttachComponent", (_, _) => { });
        connection.On<string, bool, string>("JS.EndInvokeDotNet", (_, _, _) => { });
        await connection.StartAsync();
        _ = await connection.InvokeAsync<string?>("StartCircuit", home, home + path.TrimStart('/'), "[]", state) ?? throw new InvalidOperationException("The server gave no circuit.");
        await connection.SendAsync("UpdateRootComponents",
            JsonSerializer.Serialize(new { batchId = 1, operations = markers.Select((marker, i) => new { type = "add", ssrComponentId = i + 1, marker }) }), state);
        await attached.Task.WaitAsync(Patience);
        await whole.Task.WaitAsync(Patience);
    }

    void Answer(long call, string name, string? arguments, int kind)
    {
        if (name.Contains("attachWebRendererInterop", StringComparison.Ordinal) && Reference().Match(arguments ?? "") is { Success: true } own)
        {
            renderer = long.Parse(own.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            attached.TrySetResult();
        }

        const int wantsObject = 1;
        var result = kind == wantsObject ? $$"""{"__jsObjectId":{{++objects}}}""" : name == "attach" ? "false" : "null";
        if (call != 0)
            _ = connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]");
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();

    [GeneratedRegex("__dotNetObject\":(\\d+)")]
    private static partial Regex Reference();
}
