using System.Threading.RateLimiting;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Tenancy.Model;

namespace Portal.Hosting;

/// <summary>How often one address may post what costs the clinic something: a kept time, a message. Reading is free. Counted per clinic.</summary>
static class RateLimits
{
    public const string Holds = "holds";
    public const string Codes = "codes";

    /// <summary>Many patients share one address behind a mobile network, so this is generous to people and only stops machines.</summary>
    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(Holds, context => PostsOf(context, Holds, 40));
        options.AddPolicy(Codes, context => PostsOf(context, Codes, 20));
        options.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            return new ValueTask(PlainPage.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, PlainPage.TooMany));
        };
    });

    static RateLimitPartition<(string, TenantId?, string)> PostsOf(HttpContext context, string policy, int perWindow)
    {
        // a key keeps the limiter it was first met with, so reading has a key of its own
        if (!HttpMethods.IsPost(context.Request.Method))
            return RateLimitPartition.GetNoLimiter<(string, TenantId?, string)>(("read", null, ""));
        var key = (policy, context.Features.Get<Tenant>()?.Id, context.Connection.RemoteIpAddress?.ToString() ?? "");
        return RateLimitPartition.GetSlidingWindowLimiter(key, _ => new() { PermitLimit = perWindow, Window = Window, SegmentsPerWindow = 6 });
    }
}
