using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Identity;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform.Callers;

namespace Portal.Hosting;

/// <summary>
/// <c>keys</c>: says what the configured <c>DataProtection__Key</c> and <c>DataProtection__PreviousKeys__N</c> cannot open. <c>keys forget-lost</c>: forgets
/// it. Exit code 0: nothing is lost, or it is forgotten. 2: something is lost. 1: no, and why.
/// </summary>
static class KeysCommand
{
    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output)
    {
        var forget = args is ["forget-lost"];
        if (args.Length > 0 && !forget)
            return await SayAsync(output, 1, "Usage: keys [forget-lost]");
        if (configuration.GetConnectionString("Portal") is not { Length: > 0 } database)
            return await SayAsync(output, 1, "ConnectionStrings__Portal is not set.");
        // with no key at all everything would look lost
        if (configuration[$"{KeyRingOptions.Section}:{nameof(KeyRingOptions.Key)}"] is not { Length: > 0 } && configuration["ASPNETCORE_ENVIRONMENT"] != Environments.Development)
            return await SayAsync(output, 1, "DataProtection__Key is not set. Set the key that the Portal is to go on with.");

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(configuration);
        services.AddPortalDomain(database, null);
        services.Configure<KeyManagementOptions>(management => management.AutoGenerateKeys = false); // to look changes nothing
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeSystem();
        var use = scope.ServiceProvider.GetRequiredService<ForgetLostKeys>();
        try
        {
            var lost = forget ? await use.ExecuteAsync(CancellationToken.None) : await use.FindAsync(CancellationToken.None);
            if (!lost.Any)
                return await SayAsync(output, 0, "Nothing is lost: the configured keys open everything.");
            await SayAsync(output, 0,
                $"{(forget ? "Forgotten" : "Not to be opened with the configured keys")}: {lost.RingKeys.Count} key(s) of the ring, {lost.ServerKeys.Count} server key(s), "
                + $"the second factor or recovery codes of {lost.Accounts.Count} account(s).");
            return forget
                ? await SayAsync(output, 0, "Start the Portal: it makes new keys. Everybody signs in anew; these accounts with their password or a passkey, and set up their second factor again.")
                : await SayAsync(output, 2, "If the old key is still somewhere, set it as DataProtection__PreviousKeys__0. If not, stop every copy of the Portal and run: keys forget-lost");
        }
        catch (NpgsqlException e)
        {
            return await SayAsync(output, 1, e.Message);
        }
    }

    static async Task<int> SayAsync(TextWriter output, int code, string sentence)
    {
        await output.WriteLineAsync(sentence);
        return code;
    }
}
