using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Auditing;
using Portal.Domain.Booking;
using Portal.Domain.CallCenter;
using Portal.Domain.Chart;
using Portal.Domain.Identity;
using Portal.Domain.Notifications;
using Portal.Domain.Operations;
using Portal.Domain.Patients;
using Portal.Domain.Platform;
using Portal.Domain.Tenancy;

namespace Portal.Domain;

/// <summary>The modules, in the order in which each may call those before it.</summary>
public static class DomainModules
{
    /// <param name="connectionString">The login of web and jobs, <c>portal_app</c>.</param>
    /// <param name="relayConnectionString">The login of the outbox drain, <c>portal_relay</c>.</param>
    public static IServiceCollection AddPortalDomain(this IServiceCollection services, string connectionString, string? relayConnectionString) => services
        .AddPlatform(connectionString, relayConnectionString)
        .AddAuditing()
        .AddTenancy()
        .AddNotifications()
        .AddIdentity()
        .AddPatients()
        .AddBooking()
        .AddChart()
        .AddCallCenter()
        .AddOperations();
}
