using Portal.Domain.Platform.Provisioning;

namespace Portal.Hosting;

/// <summary><c>provision [--demo]</c>: makes the database ready. Exit code 0: done. 3: the login is the application's own and the schema is current. 1: no.</summary>
static class ProvisionCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args.Where(a => a.Contains('=', StringComparison.Ordinal)).ToArray()).Build();
        using var logging = LoggerFactory.Create(log => log.AddSimpleConsole(console => console.SingleLine = true));
        var options = new ProvisioningOptions(
            Required(configuration, "ConnectionStrings:Admin"), Required(configuration, "Provision:AppPassword"), Required(configuration, "Provision:RelayPassword"));
        try
        {
            var outcome = await new Provisioner(logging.CreateLogger<Provisioner>()).RunAsync(options, CancellationToken.None);
            return outcome == ProvisioningOutcome.AlreadyCurrent ? 3 : 0;
        }
        catch (ProvisioningException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    static string Required(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : throw new ProvisioningException($"{key.Replace(":", "__", StringComparison.Ordinal)} is not set.");
}
