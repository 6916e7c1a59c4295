using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI;

namespace Portal.Domain.Platform.Ai;

/// <summary>The embedder of this process: the configured model, or the local one where none is configured.</summary>
sealed class EmbeddingLine : IDisposable
{
    readonly HttpClient? http;

    public EmbeddingLine(IOptions<EmbeddingOptions> options)
    {
        var configured = options.Value;
        if (!configured.IsSet)
        {
            Generator = new LexicalEmbedder();
            return;
        }

        http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };
        var client = new OpenAIClient(new ApiKeyCredential(string.IsNullOrEmpty(configured.Key) ? "none" : configured.Key), new OpenAIClientOptions
        {
            Endpoint = new(configured.Endpoint!), Transport = new HttpClientPipelineTransport(http), RetryPolicy = new ClientRetryPolicy(configured.Retries),
            // what a record says is logged by nobody
            ClientLoggingOptions = new() { EnableLogging = false }, NetworkTimeout = TimeSpan.FromSeconds(configured.TimeoutSeconds),
        });
        Generator = client.GetEmbeddingClient(configured.Model).AsIEmbeddingGenerator(configured.AskForDimensions ? configured.Dimensions : null);
    }

    public IEmbeddingGenerator<string, Embedding<float>> Generator { get; }

    public void Dispose()
    {
        Generator.Dispose();
        http?.Dispose();
    }
}
