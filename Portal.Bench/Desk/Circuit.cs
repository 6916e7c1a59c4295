using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
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
    readonly TaskCompletionSource attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long desk = -1;
    int calls, objects;

    Circuit(HubConnection connection) => this.connection = connection;

    /// <summary>Told of every batch: when it came and its bytes.</summary>
    public Action<long, byte[]>? Rendered { get; set; }

    /// <param name="server">Its address by number; <paramref name="host"/> names the clinic.</param>
    /// <param name="ready">What stands in the page when it is all there.</param>
    public static async Task<Circuit> OpenAsync(HttpClient http, Uri server, string host, string cookies, string path, string ready)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, path)) { Headers = { Host = host } };
        request.Headers.Add("Cookie", cookies);
        using var answer = await http.SendAsync(request);
        var page = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var markers = Marker().Matches(page).Select(match => JsonDocument.Parse(WebUtility.HtmlDecode(match.Groups["one"].Value)).RootElement)
            .Where(marker => marker.TryGetProperty("descriptor", out _)).ToArray();
        var state = State().Match(page) is { Success: true } found ? found.Groups["one"].Value : "";

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

    /// <summary>Calls the page as its script does for a click, and waits for what comes of it.</summary>
    /// <returns>The bytes of the answer.</returns>
    public async Task<int> InvokeAsync(string method, string argument)
    {
        var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Take(long _, byte[] batch) => answer.TrySetResult(batch.Length);
        Rendered += Take;
        await connection.SendAsync("BeginInvokeDotNetFromJS", (++calls).ToString(CultureInfo.InvariantCulture), (string?)null, method, desk, JsonSerializer.Serialize(new[] { argument }));
        var bytes = await answer.Task.WaitAsync(Patience);
        Rendered -= Take;
        return bytes;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    async Task StartAsync(string home, string path, JsonElement[] markers, string state, string ready)
    {
        var sign = Encoding.UTF8.GetBytes(ready);
        var whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.On<int, byte[]>("JS.RenderBatch", (number, bytes) =>
        {
            var now = System.Diagnostics.Stopwatch.GetTimestamp();
            _ = connection.SendAsync("OnRenderCompleted", (long)number, (string?)null);
            if (bytes.AsSpan().IndexOf(sign) >= 0)
                whole.TrySetResult();
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
        // the desk hands its script the way back to it
        if (name == "attach" && Reference().Match(arguments ?? "") is { Success: true } own)
        {
            desk = long.Parse(own.Groups["one"].Value, CultureInfo.InvariantCulture);
            attached.TrySetResult();
        }

        const int wantsObject = 1;
        var result = kind == wantsObject ? $$"""{"__jsObjectId":{{++objects}}}""" : name == "attach" ? "false" : "null";
        if (call != 0)
            _ = connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]");
    }

    [GeneratedRegex("<!--Blazor:(?<one>\\{.*?\\})-->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<one>.*?)-->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex State();

    [GeneratedRegex("__dotNetObject\":(?<one>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
