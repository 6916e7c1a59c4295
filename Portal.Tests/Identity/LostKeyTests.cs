using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain;
using Portal.Domain.Identity;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Hosting;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

/// <summary>An installation whose <c>DataProtection__Key</c> is gone: what is lost, and how it goes on.</summary>
public sealed class LostKeyTests(PostgresServer server) : IAsyncLifetime
{
    readonly TestPortal portal = new(server);
    readonly string key = NewKey();
    TestClinic clinic = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public async ValueTask InitializeAsync()
    {
        await portal.InitializeAsync();
        clinic = await TestClinic.CreateAsync(portal);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    IConfiguration Configuration(string? configured, params string[] previous) => new ConfigurationBuilder().AddInMemoryCollection(
        previous.Select((k, i) => KeyValuePair.Create($"DataProtection:PreviousKeys:{i}", (string?)k))
            .Append(new("DataProtection:Key", configured)).Append(new("ConnectionStrings:Portal", PostgresServer.AppConnectionTo(portal.Database)))).Build();

    // a process of its own, as far as keys go
    async Task<T> InProcessAsync<T>(string configured, Func<IServiceProvider, Task<T>> work)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(Configuration(configured));
        services.AddPortalDomain(PostgresServer.AppConnectionTo(portal.Database), null);
        await using var process = services.BuildServiceProvider();
        await using var scope = process.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().Set(clinic.Id);
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeSystem();
        return await work(scope.ServiceProvider);
    }

    Task<Result<CodeSent, SendCodeError>> SendCodeAsync(string configured, string phone) =>
        InProcessAsync(configured, services => services.GetRequiredService<SendCode>().ExecuteAsync(new(phone, "ar", null), Cancellation));

    static async Task<(int Code, string Said)> KeysAsync(IConfiguration configuration, params string[] args)
    {
        await using var output = new StringWriter();
        return (await KeysCommand.RunAsync(args, configuration, output), output.ToString());
    }

    // with an app and recovery codes, and an open session; and a colleague with a password and an open session
    Task<(UserId Guarded, UserId Plain)> HireAsync() => InProcessAsync(key, async services =>
    {
        var hire = services.GetRequiredService<SeedStaff>();
        var guarded = await hire.ExecuteAsync(new(IdentityScenes.NewEmail(), "Nadia", IdentityScenes.Password, StaffRole.Doctor, "en"), Cancellation);
        var plain = await hire.ExecuteAsync(new(IdentityScenes.NewEmail(), "Omar", IdentityScenes.Password, StaffRole.Doctor, "en"), Cancellation);
        var users = services.GetRequiredService<UserManager<StaffUser>>();
        var account = (await users.FindByIdAsync(guarded.ToString()))!;
        await users.ResetAuthenticatorKeyAsync(account);
        await users.SetTwoFactorEnabledAsync(account, true);
        await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 10);
        foreach (var user in (UserId[])[guarded, plain])
        {
            await using var scope = portal.Scope(clinic.Id);
            await scope.Get<StartStaffSession>().ExecuteAsync(new(new(user, "Nadia", StaffRole.Doctor), "pwd", null, "?"), Cancellation);
        }

        return (guarded, plain);
    });

    async Task<StaffUser> ReadAsync(UserId user)
    {
        await using var scope = portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<StaffUser>().SingleAsync(u => u.Id == user.Value, Cancellation);
    }

    [Fact]
    public async Task After_a_lost_key_was_forgotten_codes_are_sent_again_and_staff_sign_in_with_their_password()
    {
        var (guarded, plain) = await HireAsync();
        (await SendCodeAsync(key, "01001230001")).Succeeded.ShouldBeTrue();
        var before = (Guarded: await ReadAsync(guarded), Plain: await ReadAsync(plain));
        var renewed = NewKey();
        await Should.ThrowAsync<CryptographicException>(() => SendCodeAsync(renewed, "01001230002"));

        var told = await KeysAsync(Configuration(renewed));
        told.Code.ShouldBe(2);
        told.Said.ShouldContain("1 server key(s), the second factor or recovery codes of 1 account(s)");
        (await ReadAsync(guarded)).TwoFactorEnabled.ShouldBeTrue("it only told");

        (await KeysAsync(Configuration(renewed), "forget-lost")).Code.ShouldBe(0);

        (await KeysAsync(Configuration(renewed))).ShouldBe((0, "Nothing is lost: the configured keys open everything." + Environment.NewLine));
        (await SendCodeAsync(renewed, "01001230003")).Succeeded.ShouldBeTrue();
        var after = await ReadAsync(guarded);
        (after.TwoFactorEnabled, after.PasswordHash).ShouldBe((false, before.Guarded.PasswordHash));
        after.SecurityStamp.ShouldNotBe(before.Guarded.SecurityStamp);
        (await ReadAsync(plain)).SecurityStamp.ShouldBe(before.Plain.SecurityStamp);
        await InProcessAsync(renewed, async services =>
        {
            var users = services.GetRequiredService<UserManager<StaffUser>>();
            var account = (await users.FindByIdAsync(guarded.ToString()))!;
            (await users.CheckPasswordAsync(account, IdentityScenes.Password)).ShouldBeTrue();
            (await users.GetAuthenticatorKeyAsync(account)).ShouldBeNull();
            (await users.CountRecoveryCodesAsync(account)).ShouldBe(0);
            return (await users.ResetAuthenticatorKeyAsync(account)).Succeeded;
        });
        (await portal.AsSuperuserAsync<long>("select count(*) from staff_sessions where revoked_at is null")).ShouldBe(0);
        (await clinic.AuditAsync("keys.forget_lost")).ShouldBe(["done"]);
    }

    [Fact]
    public async Task What_the_configured_keys_open_is_never_forgotten()
    {
        var (guarded, _) = await HireAsync();
        await SendCodeAsync(key, "01001230001");
        foreach (var configuration in (IConfiguration[])[Configuration(key), Configuration(NewKey(), key)])
        {
            (await KeysAsync(configuration)).Code.ShouldBe(0);
            (await KeysAsync(configuration, "forget-lost")).Code.ShouldBe(0);
        }

        (await ReadAsync(guarded)).TwoFactorEnabled.ShouldBeTrue();
        (await portal.AsSuperuserAsync<long>("select count(*) from staff_sessions where revoked_at is null")).ShouldBe(2);
        (await clinic.AuditAsync("keys.forget_lost")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_key_or_with_another_word_the_command_does_nothing()
    {
        await HireAsync();
        (await KeysAsync(Configuration(null), "forget-lost")).ShouldBe((1, "DataProtection__Key is not set. Set the key that the Portal is to go on with." + Environment.NewLine));
        (await KeysAsync(Configuration(NewKey()), "forget")).Code.ShouldBe(1);
        (await portal.AsSuperuserAsync<long>("select count(*) from staff_user_tokens")).ShouldBe(2);
    }
}
