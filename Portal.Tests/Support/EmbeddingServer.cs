using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.Tests.Support;

/// <summary>A server of the OpenAI embeddings protocol: each text's vector is its length in the first place and 1 in the second.</summary>
public sealed class EmbeddingServer : IAsyncDisposable
{
    readonly WebApplication app;

    EmbeddingServer(WebApplication app) => this.app = app;

    public string Endpoint => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1";

    /// <summary>How long its vectors are where nobody asks for another length.</summary>
    public int Length { get; set; } = 32;

    public bool IsDown { get; set; }

    public ConcurrentQueue<JsonElement> Requests { get; } = [];

    public static async Task<EmbeddingServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new EmbeddingServer(builder.Build());
        server.app.MapPost("/v1/embeddings", server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    async Task AnswerAsync(HttpContext context)
    {
        var request = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        Requests.Enqueue(request);
        if (IsDown)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var length = request.TryGetProperty("dimensions", out var asked) ? asked.GetInt32() : Length;
        var texts = request.GetProperty("input").EnumerateArray().Select(text => text.GetString()!).ToArray();
        await context.Response.WriteAsJsonAsync(new
        {
            @object = "list", model = "test", usage = new { prompt_tokens = 1, total_tokens = 1 },
            data = texts.Select((text, index) => new { @object = "embedding", index, embedding = Written(text, length) }).ToArray(),
        });
    }

    // the client asks for base64, which is four bytes a number
    static string Written(string text, int length)
    {
        var vector = new float[length];
        (vector[0], vector[1]) = (text.Length, 1);
        return Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes(vector.AsSpan()));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
