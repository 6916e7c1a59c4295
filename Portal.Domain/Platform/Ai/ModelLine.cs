using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenAI;

namespace Portal.Domain.Platform.Ai;

/// <summary>The line to a configured model, one for each use and process; taken by the name of its section.</summary>
public sealed class ModelLine : IDisposable
{
    public const string FrontDesk = "FrontDesk:Model", Chart = "Chart:Model";

    readonly HttpClient? http;

    ModelLine(ModelOptions options, TimeProvider clock)
    {
        Options = options;
        Breaker = new(clock, Options.BreakAfter, TimeSpan.FromSeconds(Options.BreakSeconds));
        if (!Options.IsSet)
            return;
        http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };
        var client = new OpenAIClient(new ApiKeyCredential(string.IsNullOrEmpty(Options.Key) ? "none" : Options.Key), new OpenAIClientOptions
        {
            Endpoint = new(Options.Endpoint!), Transport = new HttpClientPipelineTransport(http),
            // what works offline is the second try, and what a patient said is logged by nobody
            RetryPolicy = new ClientRetryPolicy(0), ClientLoggingOptions = new() { EnableLogging = false }, NetworkTimeout = TimeSpan.FromSeconds(Options.TurnSeconds + 5),
        });
        Client = client.GetChatClient(Options.Model).AsIChatClient();
    }

    public static void Add(IServiceCollection services, string section)
    {
        services.AddOptions<ModelOptions>(section).FromSection(section).ValidateDataAnnotations().ValidateOnStart();
        services.AddKeyedSingleton(section, (provider, _) =>
            new ModelLine(provider.GetRequiredService<IOptionsMonitor<ModelOptions>>().Get(section), provider.GetRequiredService<TimeProvider>()));
    }

    public ModelOptions Options { get; }

    internal ModelBreaker Breaker { get; }

    /// <summary>Null where no model is configured.</summary>
    public IChatClient? Client { get; }

    public void Dispose()
    {
        Client?.Dispose();
        http?.Dispose();
    }
}
