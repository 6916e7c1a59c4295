using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using Portal.Demo;
using Portal.Domain;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Provisioning;

namespace Portal.Hosting;

/// <summary>
/// <c>provision [--demo]</c>: makes the database ready. Exit code 0: done. 3: the login is the application's own and the schema is current.
/// 1: no, and why.
/// </summary>
static class ProvisionCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        using var logging = LoggerFactory.Create(log => log.AddSimpleConsole(console => console.SingleLine = true));
        try
        {
            var options = new ProvisioningOptions(
                Required(configuration, "ConnectionStrings:Admin"), Required(configuration, "Provision:AppPassword"), Required(configuration, "Provision:RelayPassword"));
            var outcome = await new Provisioner(logging.CreateLogger<Provisioner>()).RunAsync(options, CancellationToken.None);
            if (args.Contains("--demo"))
                await SeedDemoAsync(configuration, options, outcome);
            return outcome == ProvisioningOutcome.AlreadyCurrent ? 3 : 0;
        }
        catch (Exception e) when (e is ProvisioningException or NpgsqlException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    // as the application itself, so that the demonstration goes through row security like everything else
    static async Task SeedDemoAsync(IConfiguration configuration, ProvisioningOptions options, ProvisioningOutcome outcome)
    {
        if (configuration["ASPNETCORE_ENVIRONMENT"] != Environments.Development)
            throw new ProvisioningException("Demonstration accounts have known passwords: --demo is for ASPNETCORE_ENVIRONMENT=Development alone.");
        var login = new NpgsqlConnectionStringBuilder(options.Admin);
        if (outcome == ProvisioningOutcome.Provisioned)
        {
            (login.Username, login.Password) = ("portal_app", options.AppPassword);
            // over the socket a private cluster trusts everybody; over TCP the password counts
            login.PersistSecurityInfo = true;
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(configuration);
        services.AddPortalDomain(login.ConnectionString, null);
        services.AddDataProtection().SetApplicationName("Portal").PersistKeysToDbContext<PortalDbContext>();
        services.AddSingleton<DemoSeeder>();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<DemoSeeder>().RunAsync(CancellationToken.None);
    }

    static string Required(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : throw new ProvisioningException($"{key.Replace(":", "__", StringComparison.Ordinal)} is not set.");
}
