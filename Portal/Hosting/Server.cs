using System.Text.Unicode;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.WebEncoders;
using Portal.Account;
using Portal.Domain;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Notifications;
using Portal.Domain.Platform.Jobs;
using Portal.Endpoints;
using Portal.Endpoints.Auditing;
using Portal.Endpoints.Calendars;
using Portal.Endpoints.Chart;
using Portal.Endpoints.Fhir;
using Portal.Endpoints.Files;
using Portal.Endpoints.Money;
using Portal.Endpoints.Patients;
using Portal.Features.Booking;
using Portal.Features.CallCenter.Chat;
using Portal.Shell;

namespace Portal.Hosting;

/// <summary>The web server, from its configuration to its routes.</summary>
static class Server
{
    public static async Task<int> RunAsync(string[] args)
    {
        var app = Build(args);
        await app.RunAsync();
        return 0;
    }

    /// <param name="configure">Changes to what is built, for measurements and tests.</param>
    /// <param name="front">Middleware before all others, likewise.</param>
    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? front = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        AddServices(builder.Services, builder.Configuration, builder.Environment);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning); // it writes down whole addresses, and those of links and feeds are secrets
        configure?.Invoke(builder);
        var app = builder.Build();
        front?.Invoke(app);
        UsePipeline(app);
        MapRoutes(app);
        return app;
    }

    static void AddServices(IServiceCollection services, ConfigurationManager configuration, IWebHostEnvironment environment)
    {
        var database = configuration.GetConnectionString("Portal") ?? throw new InvalidOperationException("ConnectionStrings__Portal is not set.");
        services.AddPortalDomain(database, configuration.GetConnectionString("Relay"));
        services.AddJobs(database, Roles(configuration["role"]));
        services.Configure<NotificationsOptions>(options => options.RevealSecrets = environment.IsDevelopment());

        services.AddScoped<ClinicContext>();
        services.AddScoped<CircuitHandler, CircuitScope>();
        services.AddScoped<CircuitConnection>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitConnection>());
        services.AddOptions<KeyRingOptions>().Validate(
            options => environment.IsDevelopment() || options.Key is { Length: > 0 },
            "DataProtection__Key is not set. Whoever reads the database could sign in as anybody: make a key (openssl rand -base64 32) and keep it apart from the database.");
        services.AddPortalAuthentication();
        services.AddAuthorization(Policies.AddPolicies);
        services.AddCascadingAuthenticationState();
        services.AddLocalization();
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new(UnicodeRanges.All)); // Arabic as itself, not as six bytes a letter
        services.AddAntiforgery(options => options.Cookie.Name = "form");
        services.AddRateLimits();
        services.AddPatientPages();
        services.AddChat();
        services.AddSingleton<ReadyFrontDesk>();
        services.AddHostedService(provider => provider.GetRequiredService<ReadyFrontDesk>());
        services.AddHealthChecks().AddCheck<Health.Database>("database").AddCheck<ReadyFrontDesk>("front-desk");

        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitMaxRetained = 200;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        });
        services.AddDeskPages();
    }

    /// <summary><c>--role web</c>, <c>--role jobs</c>; without it, all.</summary>
    static ServerRole Roles(string? role) => role is null
        ? ServerRole.All
        : Enum.TryParse<ServerRole>(role, ignoreCase: true, out var roles) ? roles : throw new InvalidOperationException($"There is no role {role}: web, jobs or all.");

    static void UsePipeline(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => PlainPage.WriteAsync(context, StatusCodes.Status500InternalServerError, PlainPage.Failed),
        });
        app.UseMiddleware<TenantFromHost>();
        app.UseLanguages();
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: false);
        app.UseReadableStatusPages();
        app.UseRouting(); // after the tenant is known, and again for the page of a status code
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseCallers();
        app.UseAntiforgery();
        app.UseExpiredForms();
    }

    static void MapRoutes(WebApplication app)
    {
        app.MapHealth();
        app.MapStaticAssets().AllowAnonymous();
        app.MapLanguageSwitch();
        app.MapPasskeys();
        app.MapScreenLock();
        app.MapTicket();
        app.MapCalendarFile();
        app.MapCalendarFeeds();
        app.MapFhir();
        app.MapMoney();
        app.MapPrescriptions();
        app.MapPatientPhotos();
        app.MapAudit();
        app.MapDocuments();
        app.MapLiveTurns();
        app.MapLiveTickets();
        app.MapChat();
        app.MapChatForms();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            options.DisableWebSocketCompression = true; // it costs some 300 KB a circuit
            options.ContentSecurityFrameAncestorsPolicy = "'none'";
        }).WithoutCircuitState();
    }
}
