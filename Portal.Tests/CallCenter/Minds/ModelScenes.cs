using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Platform.Ai;
using Portal.Tests.CallCenter.Desk;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Minds;

/// <summary>The domain with a model behind the front desk, as a host configures it. A class fixture.</summary>
public class ModelPortal(PostgresServer server) : IAsyncLifetime
{
    public ModelServer Server { get; private set; } = null!;

    public TestPortal Portal { get; private set; } = null!;

    /// <summary>Everything that was logged.</summary>
    public LogLines Log { get; } = new();

    protected virtual void Configure(ModelOptions options) => options.BreakAfter = 100;

    public async ValueTask InitializeAsync()
    {
        Server = await ModelServer.StartAsync(ModelScripts.Sensible);
        Portal = new TestPortal(server)
        {
            Configure = services =>
            {
                services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
                services.Configure<ModelOptions>(ModelLine.FrontDesk, options =>
                {
                    (options.Endpoint, options.Model) = (Server.Endpoint, "local");
                    Configure(options);
                });
            },
        };
        await Portal.InitializeAsync();
    }

    /// <summary>A clinic whose model answers so, and nothing asked of it yet.</summary>
    public Task<TestClinic> ClinicAsync(Func<ModelRequest, ModelReply> mind)
    {
        Server.Mind = mind;
        Server.Requests.Clear();
        return TestClinic.CreateAsync(Portal);
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Keeps what is logged.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> All => lines;

    /// <summary>Waits until something was logged.</summary>
    public async Task HasAsync(string text)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            if (patience.Elapsed > TimeSpan.FromSeconds(20))
                throw new TimeoutException($"Nothing was logged of: {text}");
            await Task.Delay(5);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}

/// <summary>What patients do in these tests, and what stands in the database afterwards.</summary>
public static class ModelScenes
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Says something and keeps the pieces that the reply came in.</summary>
    public static async Task<(HearPatient.Answer Answer, IReadOnlyList<string> Pieces)> HearAsync(this TestClinic clinic, StartConversation.Started to, string text)
    {
        var pieces = new List<string>();
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor);
        var answer = await scope.Get<HearPatient>().ExecuteAsync(new(to.Id, to.Key, text), piece =>
        {
            pieces.Add(piece);
            return Task.CompletedTask;
        }, Cancellation);
        return (answer.Value, pieces);
    }

    /// <summary>Says one thing after the other; <c>{{code}}</c> is the code that was sent last.</summary>
    public static async Task<IReadOnlyList<string>> TalkAsync(this TestClinic clinic, StartConversation.Started to, params string[] turns)
    {
        var replies = new List<string>();
        foreach (var turn in turns)
            replies.Add((await clinic.SayAsync(to, turn == "{{code}}" ? await clinic.CodeAsync() : turn)).Text ?? "");
        return replies;
    }

    public static async Task<string> CodeAsync(this TestClinic clinic)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return (await db.Set<Message>().Where(m => m.Template == "code").OrderByDescending(m => m.Id).Select(m => m.Secret).FirstAsync(Cancellation))!;
    }

    public static async Task<IReadOnlyList<Appointment>> AppointmentsAsync(this TestClinic clinic)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<Appointment>().OrderBy(a => a.StartsAt).ToListAsync(Cancellation);
    }

    public static async Task<IReadOnlyList<ToolCall>> ToolCallsAsync(this TestClinic clinic, ConversationId id)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<ToolCall>().Where(c => c.ConversationId == id).OrderBy(c => c.Id).ToListAsync(Cancellation);
    }

    /// <summary>What came of asking the model, turn by turn.</summary>
    public static async Task<IReadOnlyList<string>> OutcomesAsync(this TestClinic clinic, ConversationId id) =>
        [.. (await clinic.ToolCallsAsync(id)).Where(c => c.Tool == "ask_model").Select(c => c.Outcome)];

    /// <summary>Who made the agent's replies, the greeting aside.</summary>
    public static async Task<IReadOnlyList<Mind?>> MindsAsync(this TestClinic clinic, ConversationId id) =>
        [.. (await clinic.TurnsAsync(id)).Where(t => t.Speaker == Speaker.Agent).Skip(1).Select(t => t.Mind)];
}
