using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>The line to the configured model, one for the process.</summary>
sealed class ModelLine : IDisposable
{
    readonly HttpClient? http;

    public ModelLine(IOptions<ModelOptions> options, TimeProvider clock)
    {
        Options = options.Value;
        Breaker = new(clock, Options.BreakAfter, TimeSpan.FromSeconds(Options.BreakSeconds));
        if (!Options.IsSet)
            return;
        http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };
        var client = new OpenAIClient(new ApiKeyCredential(string.IsNullOrEmpty(Options.Key) ? "none" : Options.Key), new OpenAIClientOptions
        {
            Endpoint = new(Options.Endpoint!), Transport = new HttpClientPipelineTransport(http),
            // the scripted mind is the second try, and what a patient said is logged by nobody
            RetryPolicy = new ClientRetryPolicy(0), ClientLoggingOptions = new() { EnableLogging = false }, NetworkTimeout = TimeSpan.FromSeconds(Options.TurnSeconds + 5),
        });
        Client = client.GetChatClient(Options.Model).AsIChatClient();
    }

    public ModelOptions Options { get; }

    public ModelBreaker Breaker { get; }

    /// <summary>Null where no model is configured.</summary>
    public IChatClient? Client { get; }

    public void Dispose()
    {
        Client?.Dispose();
        http?.Dispose();
    }
}
