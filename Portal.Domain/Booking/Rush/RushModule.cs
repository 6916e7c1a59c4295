using Hangfire.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Booking.Rush.Jobs;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Booking.Rush;

static class RushModule
{
    public static void AddRush(this IServiceCollection services)
    {
        services.AddSingleton<RushGauges>();
        services.AddSingleton<TicketLinks>();
        services.AddScoped<RushDoor>();
        services.AddScoped<WaitingLine>();
        services.AddScoped<TakeTicket>();
        services.AddScoped<ReadTicket>();
        services.AddScoped<LeaveLine>();
        services.AddScoped<CountTickets>();
        services.AddScoped<SaveRushSettings>();
        services.AddScoped<WorkTicket>();
        services.AddSingleton<IBackgroundProcess>(provider => new RushDrain(
            provider.GetRequiredKeyedService<NpgsqlDataSource>(DataRegistration.Relay), provider.GetRequiredService<TenantScopes>(),
            provider.GetRequiredService<LiveUpdates>(), provider.GetRequiredService<ILogger<RushDrain>>()));
        services.AddScoped<RemoveOldTickets>();
        services.AddRecurring<RemoveOldTickets>("remove-old-tickets", "29 2 * * *", job => job.ExecuteAsync(CancellationToken.None));
    }
}
