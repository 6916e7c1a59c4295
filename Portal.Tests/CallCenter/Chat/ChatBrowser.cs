using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Portal.Domain.CallCenter.Model;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Chat;

/// <summary>What <c>patient-chat.ts</c> does, without a browser: JSON in, server-sent events out.</summary>
public sealed class ChatBrowser : IDisposable
{
    readonly HttpClient http;

    public ChatBrowser(TestWeb web, TestClinic clinic) =>
        http = new(new CookieContainerHandler(Cookies) { InnerHandler = web.Handler() }) { BaseAddress = new($"http://{clinic.Slug}.localhost") };

    public CookieContainer Cookies { get; } = new();

    public Uri Address => new(http.BaseAddress!, "/chat");

    /// <summary>The conversation, as its cookie says.</summary>
    public ConversationId Conversation => new(Guid.Parse(Cookies.GetCookies(Address)["chat"]!.Value.Split('.')[0]));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public readonly record struct Event(string Kind, string? Id, JsonElement Data)
    {
        public string Text => Data.GetProperty("text").GetString()!;

        public string By => Data.GetProperty("by").GetString()!;

        public int Number => Data.GetProperty("n").GetInt32();

        public string State => Data.GetProperty("state").GetString()!;
    }

    public async Task<ChatBrowser> StartAsync(string language = "en")
    {
        using var response = await PostAsync("/chat/start", new { language });
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return this;
    }

    public async Task<IReadOnlyList<Event>> SayAsync(string text, Guid? id = null)
    {
        using var response = await PostAsync("/chat/say", new { text, id = id ?? Guid.NewGuid() });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return await Read(await response.Content.ReadAsStreamAsync(Cancellation)).ToListAsync(Cancellation);
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return http.SendAsync(request, Cancellation);
    }

    /// <summary>The open line; it stays open until it is disposed.</summary>
    public async IAsyncEnumerable<Event> FollowAsync(int after = 0, int? last = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/chat/events?after={after}");
        if (last is { } seen)
            request.Headers.Add("Last-Event-ID", $"{seen}");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await foreach (var item in Read(await response.Content.ReadAsStreamAsync(Cancellation)))
            yield return item;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path, Cancellation);

    static async IAsyncEnumerable<Event> Read(Stream stream)
    {
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Cancellation))
            yield return new(item.EventType, item.EventId, JsonSerializer.Deserialize<JsonElement>(item.Data));
    }

    public void Dispose() => http.Dispose();
}
