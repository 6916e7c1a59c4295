using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Portal.Domain.Platform.Data;

static class DataRegistration
{
    /// <summary>Key of the data source that logs in as <c>portal_relay</c>: it sees the outbox of every tenant and nothing else.</summary>
    public const string Relay = "relay";

    public static IServiceCollection AddData(this IServiceCollection services, string connectionString, string? relayConnectionString)
    {
        services.AddSingleton(new DatabaseAddress(connectionString));
        services.AddSingleton(_ => CreateDataSource(connectionString));
        services.AddKeyedSingleton(Relay, (_, _) => CreateDataSource(relayConnectionString ?? connectionString));
        services.AddScoped<TenantContext>();
        // the options are the same for every scope and made once; the scope's own is the tenant
        services.AddSingleton(provider =>
        {
            var options = new DbContextOptionsBuilder<PortalDbContext>();
            Configure(options, provider.GetRequiredService<NpgsqlDataSource>());
            return options.UseApplicationServiceProvider(provider).Options;
        });
        services.AddScoped<IDbContextFactory<PortalDbContext>, ContextFactory>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
        return services;
    }

    internal static NpgsqlDataSource CreateDataSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.MaxAutoPrepare = 200;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        builder.ConnectionStringBuilder.SearchPath = $"{PortalDbContext.Schema},public";
        builder.UseNodaTime();
        builder.UseVector();
        return builder.Build();
    }

    internal static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource database) => options
        .UseNpgsql(database, npgsql => npgsql.UseNodaTime().UseVector().MigrationsHistoryTable("migrations", PortalDbContext.Schema))
        .UseSnakeCaseNamingConvention()
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .AddInterceptors(Interceptors);

    static readonly IInterceptor[] Interceptors = [new TenantCommandInterceptor(), new TenantTransactionInterceptor()];

    sealed class ContextFactory(DbContextOptions<PortalDbContext> options, TenantContext tenant) : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext() => new(options, tenant);
    }
}
