using System.Threading.RateLimiting;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Tenancy.Model;
using Portal.Endpoints.Fhir;
using Portal.Features.CallCenter.Chat;

namespace Portal.Hosting;

/// <summary>How often one address may post what costs the clinic something: a kept time, a message. A page is read as often as one likes; what programs read by a secret is counted. Per clinic.</summary>
static class RateLimits
{
    public const string Holds = "holds";
    public const string Codes = "codes";
    public const string ChatStarts = "chat-starts";
    public const string ChatTurns = "chat-turns";
    public const string ChatLines = "chat-lines";
    public const string Feeds = "feeds";
    public const string Papers = "papers";
    public const string Api = "api";
    public const string LiveLines = "live-lines";

    /// <summary>Many patients share one address behind a mobile network, so this is generous to people and only stops machines.</summary>
    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(Holds, context => PostsOf(context, Holds, 40));
        options.AddPolicy(Codes, context => PostsOf(context, Codes, 20));
        options.AddPolicy(ChatStarts, context => PostsOf(context, ChatStarts, 30));
        options.AddPolicy(ChatTurns, context => PostsOf(context, ChatTurns, 30, Chat(context)));
        // a few windows of one conversation; each holds a line open
        options.AddPolicy(ChatLines, context => RateLimitPartition.GetConcurrencyLimiter((ChatLines, TenantOf(context), Chat(context)), _ => new() { PermitLimit = 6 }));
        // of an address and not of a secret: who tries secrets has a new one each time
        options.AddPolicy(Feeds, context => ReadsOf(context, Feeds, 120));
        // codes on paper: a pharmacy opens a few a minute
        options.AddPolicy(Papers, context => ReadsOf(context, Papers, 60));
        options.AddPolicy(Api, context => ReadsOf(context, Api, 600));
        // pages of turns that are kept open: a waiting room behind one address is full of them
        options.AddPolicy(LiveLines, context => RateLimitPartition.GetConcurrencyLimiter((LiveLines, TenantOf(context), Address(context)), _ => new() { PermitLimit = 300 }));
        options.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            return new ValueTask(rejected.HttpContext.Request.Path.StartsWithSegments(FhirAnswer.Path, StringComparison.Ordinal) ? FhirAnswer.TooManyAsync(rejected.HttpContext) : PlainPage.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, PlainPage.TooMany));
        };
    });

    static RateLimitPartition<(string, TenantId?, string)> PostsOf(HttpContext context, string policy, int perWindow, string? whose = null)
    {
        // a key keeps the limiter it was first met with, so reading has a key of its own
        if (!HttpMethods.IsPost(context.Request.Method))
            return RateLimitPartition.GetNoLimiter<(string, TenantId?, string)>(("read", null, ""));
        return InWindow((policy, TenantOf(context), whose ?? Address(context)), perWindow);
    }

    static RateLimitPartition<(string, TenantId?, string)> ReadsOf(HttpContext context, string policy, int perWindow) =>
        InWindow((policy, TenantOf(context), Address(context)), perWindow);

    static RateLimitPartition<(string, TenantId?, string)> InWindow((string, TenantId?, string) key, int perWindow) =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new() { PermitLimit = perWindow, Window = Window, SegmentsPerWindow = 6 });

    static TenantId? TenantOf(HttpContext context) => context.Features.Get<Tenant>()?.Id;

    static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    // one conversation of many behind a mobile network's address
    static string Chat(HttpContext context) => ChatCookie.Of(context)?.Id.ToString() ?? Address(context);
}
