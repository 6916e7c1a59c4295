using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.Tests.Support;

/// <summary>What the model server was asked.</summary>
/// <param name="Messages">Role and text, in order; a call is the text <c>→ name arguments</c>.</param>
/// <param name="Raw">The body as it came.</param>
/// <param name="ArrivedAt">By <see cref="Stopwatch.GetTimestamp"/>.</param>
public sealed record ModelRequest(IReadOnlyList<(string Role, string Text)> Messages, IReadOnlyList<string> Tools, bool Streams, string Raw, long ArrivedAt)
{
    public string System => Messages[0].Text;

    /// <summary>What the patient said last.</summary>
    public string Said => Messages.Last(m => m.Role == "user").Text;

    /// <summary>How often the model has called a tool in this turn.</summary>
    public int Rounds => Messages.Reverse().TakeWhile(m => m.Role != "user").Count(m => m.Role == "tool");
}

public sealed record ModelToolCall(string Name, string Arguments)
{
    public ModelToolCall(string name, params (string Name, string Value)[] words) : this(name, JsonSerializer.Serialize(words.ToDictionary(w => w.Name, w => w.Value)))
    {
    }
}

/// <summary>What the model server answers.</summary>
public sealed record ModelReply
{
    public string Text { get; init; } = "";

    public IReadOnlyList<ModelToolCall> Calls { get; init; } = [];

    public int Status { get; init; } = 200;

    /// <summary>Says no more after so many pieces, and waits until the other side goes away. The first piece has no words.</summary>
    public int? StopsAfter { get; init; }

    /// <summary>Hangs up after so many pieces.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Sent as the second piece, whatever it is.</summary>
    public string? Garbage { get; init; }

    /// <summary>Ends without the protocol's own end.</summary>
    public bool HasNoEnd { get; init; }

    public static ModelReply Say(string text) => new() { Text = text };

    public static ModelReply Call(string name, params (string Name, string Value)[] words) => new() { Calls = [new(name, words)] };
}

/// <summary>
/// A server on this machine that speaks the OpenAI chat-completions protocol, streamed and whole, and answers as its script says. It knows no
/// language: what it can do is misbehave.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly TaskCompletionSource stopped = new();

    ModelServer(WebApplication app, Func<ModelRequest, ModelReply> mind) => (this.app, Mind) = (app, mind);

    public ConcurrentQueue<ModelRequest> Requests { get; } = new();

    /// <summary>Who answers; can be changed between two turns.</summary>
    public Func<ModelRequest, ModelReply> Mind { get; set; }

    /// <summary>For <c>FrontDesk:Model:Endpoint</c>.</summary>
    public string Endpoint => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1";

    /// <param name="port">0 for a free one.</param>
    public static async Task<ModelServer> StartAsync(Func<ModelRequest, ModelReply> mind, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var built = builder.Build();
        var server = new ModelServer(built, mind);
        built.MapPost("/v1/chat/completions", server.AnswerAsync);
        await built.StartAsync();
        return server;
    }

    /// <summary>Waits until it has been asked so often.</summary>
    public async Task AskedAsync(int times)
    {
        var patience = Stopwatch.StartNew();
        while (Requests.Count < times)
        {
            if (patience.Elapsed > TimeSpan.FromSeconds(20))
                throw new TimeoutException($"The model was asked {Requests.Count} times and not {times}.");
            await Task.Delay(5);
        }
    }

    /// <summary>Waits until it has said no more, where its script says so.</summary>
    public Task StoppedAsync() => stopped.Task.WaitAsync(TimeSpan.FromSeconds(20));

    async Task AnswerAsync(HttpContext context)
    {
        var arrived = Stopwatch.GetTimestamp();
        using var body = new StreamReader(context.Request.Body);
        var request = Read(await body.ReadToEndAsync(), arrived);
        var reply = Mind(request);
        Requests.Enqueue(request);
        if (reply.Status != 200)
        {
            context.Response.StatusCode = reply.Status;
            await context.Response.WriteAsJsonAsync(new { error = new { message = "The server had an error.", type = "server_error" } });
        }
        else if (request.Streams)
        {
            await StreamAsync(context, reply);
        }
        else
        {
            await WholeAsync(context, reply);
        }
    }

    async Task StreamAsync(HttpContext context, ModelReply reply)
    {
        context.Response.ContentType = "text/event-stream";
        var pieces = Pieces(reply).ToArray();
        for (var i = 0; i < pieces.Length; i++)
        {
            if (reply.CutAfter == i)
            {
                await Task.Delay(200); // hanging up throws away what has not been read yet
                context.Abort();
                return;
            }

            await context.Response.WriteAsync($"data: {(i == 1 && reply.Garbage is { } garbage ? garbage : pieces[i])}\n\n");
            await context.Response.Body.FlushAsync();
            if (reply.StopsAfter == i + 1)
            {
                stopped.TrySetResult();
                await WaitAsync(context.RequestAborted);
                return;
            }
        }

        if (!reply.HasNoEnd)
            await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    static async Task WaitAsync(CancellationToken gone)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, gone);
        }
        catch (OperationCanceledException)
        {
            // the other side has lost its patience
        }
    }

    static IEnumerable<string> Pieces(ModelReply reply)
    {
        yield return Piece(new { role = "assistant", content = "" });
        for (var i = 0; i < reply.Text.Length; i += 4)
            yield return Piece(new { content = reply.Text.Substring(i, Math.Min(4, reply.Text.Length - i)) });
        for (var i = 0; i < reply.Calls.Count; i++)
        {
            var call = reply.Calls[i];
            yield return Piece(new { tool_calls = new[] { new { index = i, id = $"call_{i}", type = "function", function = new { name = call.Name, arguments = "" } } } });
            for (var k = 0; k < call.Arguments.Length; k += 12)
                yield return Piece(new { tool_calls = new[] { new { index = i, function = new { arguments = call.Arguments.Substring(k, Math.Min(12, call.Arguments.Length - k)) } } } });
        }

        if (!reply.HasNoEnd)
            yield return Piece(new { }, reply.Calls.Count > 0 ? "tool_calls" : "stop");
    }

    static string Piece(object delta, string? end = null) =>
        JsonSerializer.Serialize(new { id = "chat-1", @object = "chat.completion.chunk", created = 1, model = "local", choices = new[] { new { index = 0, delta, finish_reason = end } } });

    static Task WholeAsync(HttpContext context, ModelReply reply) => context.Response.WriteAsJsonAsync(new
    {
        id = "chat-1", @object = "chat.completion", created = 1, model = "local",
        choices = new[]
        {
            new
            {
                index = 0, finish_reason = reply.Calls.Count > 0 ? "tool_calls" : "stop",
                message = new { role = "assistant", content = reply.Text, tool_calls = reply.Calls.Count == 0 ? null : reply.Calls.Select((call, i) => new { id = $"call_{i}", type = "function", function = new { name = call.Name, arguments = call.Arguments } }) },
            },
        },
    });

    static ModelRequest Read(string body, long arrived)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        var messages = root.GetProperty("messages").EnumerateArray().Select(m => (m.GetProperty("role").GetString()!, TextOf(m))).ToArray();
        var tools = root.TryGetProperty("tools", out var list) ? list.EnumerateArray().Select(t => t.GetProperty("function").GetProperty("name").GetString()!).ToArray() : [];
        return new(messages, tools, root.TryGetProperty("stream", out var streams) && streams.GetBoolean(), body, arrived);
    }

    static string TextOf(JsonElement message)
    {
        if (message.TryGetProperty("tool_calls", out var calls))
            return string.Join('\n', calls.EnumerateArray().Select(c => $"→ {c.GetProperty("function").GetProperty("name").GetString()} {c.GetProperty("function").GetProperty("arguments").GetString()}"));
        if (!message.TryGetProperty("content", out var content))
            return "";
        return content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Concat(content.EnumerateArray().Select(part => part.TryGetProperty("text", out var text) ? text.GetString() : ""));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
