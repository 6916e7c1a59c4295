using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Hosting;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

public sealed class KeyRingTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    // a process of its own, as far as keys go
    ServiceProvider Process(string? key, params string[] previous)
    {
        var settings = previous.Select((k, i) => KeyValuePair.Create($"DataProtection:PreviousKeys:{i}", (string?)k)).Append(new("DataProtection:Key", key));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddPortalDomain(PostgresServer.AppConnectionTo(portal.Database), null);
        return services.BuildServiceProvider();
    }

    static IDataProtector Protector(ServiceProvider process) => process.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    [Fact]
    public async Task The_key_ring_in_the_database_is_of_no_use_without_the_configured_key()
    {
        var key = NewKey();
        string secret;
        await using (var process = Process(key))
            secret = Protector(process).Protect("secret");
        var stored = await portal.AsSuperuserAsync<string>("select string_agg(xml, '') from data_protection_keys");
        stored.ShouldContain("<wrapped");
        stored.ShouldNotContain("masterKey");

        await using (var another = Process(key))
            Protector(another).Unprotect(secret).ShouldBe("secret");
        await using (var renewed = Process(NewKey(), key))
            Protector(renewed).Unprotect(secret).ShouldBe("secret");
        await using (var thief = Process(NewKey()))
            Should.Throw<CryptographicException>(() => Protector(thief).Unprotect(secret));
        await using (var without = Process(null))
            Should.Throw<CryptographicException>(() => Protector(without).Unprotect(secret));
    }

    [Theory]
    [InlineData("Production", null)]
    [InlineData("Production", "")]
    [InlineData("Staging", null)]
    [InlineData("Production", "c2hvcnQ=")]
    [InlineData("Development", "c2hvcnQ=")]
    public async Task The_server_does_not_start_without_a_key_or_with_half_a_one(string environment, string? key)
    {
        List<string> args =
        [
            "--applicationName=Portal", $"--environment={environment}", "--role=web", "--Portal:BaseHost=localhost", "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:Portal={PostgresServer.AppConnectionTo(portal.Database)}",
        ];
        if (key is not null)
            args.Add($"--DataProtection:Key={key}");
        (await Should.ThrowAsync<OptionsValidationException>(async () =>
        {
            await using var app = Server.Build([.. args], builder => builder.Logging.ClearProviders());
            await app.StartAsync(TestContext.Current.CancellationToken);
        })).Message.ShouldContain("DataProtection__Key");
    }
}
