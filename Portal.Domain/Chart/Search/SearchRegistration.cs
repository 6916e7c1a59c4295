using Hangfire.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Chart.Search.Jobs;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Chart.Search;

static class SearchRegistration
{
    public static IServiceCollection AddChartSearch(this IServiceCollection services)
    {
        services.AddSingleton<PassageEmbedder>();
        services.AddSingleton<PassageGauges>();
        services.AddScoped<StaleQueue>();
        services.AddScoped<StorePassages>();
        services.AddScoped<SyncTenant>();
        services.AddSingleton<SyncPassages>();
        services.AddSingleton<IBackgroundProcess>(provider => provider.GetRequiredService<SyncPassages>());
        services.AddScoped(provider => new PassageSearch(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TenantContext>(),
            provider.GetRequiredService<PassageEmbedder>(), provider.GetRequiredService<ILogger<PassageSearch>>()));
        services.AddScoped<SearchPassages>();
        services.AddScoped<SearchAcross>();
        services.AddScoped<PassageHealth>();
        services.AddScoped<PassageModels>();
        services.AddScoped<RebuildPassages>();
        services.AddScoped<ReembedPassages>();
        services.AddScoped<ReembedPassages.OfTenant>();
        services.AddScoped<IndexPassages>();
        services.AddScoped<IndexPassages.OfTenant>();
        services.AddRecurring<ReembedPassages>("reembed-passages", "23 * * * *", job => job.ExecuteAsync(CancellationToken.None));
        services.AddRecurring<IndexPassages>("index-passages", "43 * * * *", job => job.ExecuteAsync(CancellationToken.None));
        return services;
    }

    /// <summary>Has the sources of a kind written out as passages, to be found and cited.</summary>
    public static IServiceCollection AddPassages<TRenderer>(this IServiceCollection services) where TRenderer : PassageRenderer =>
        services.AddScoped<PassageRenderer, TRenderer>();
}
