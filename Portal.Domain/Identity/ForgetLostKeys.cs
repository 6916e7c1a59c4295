using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Jobs;

namespace Portal.Domain.Identity;

/// <summary>
/// The way back for an installation that lost its <c>DataProtection__Key</c>. What was wrapped with it nobody can read again, and it stands in the
/// way: codes cannot be sent, and who has a second factor cannot sign in. This forgets exactly what the configured keys do not open, so that
/// it is made anew. By the system alone, while no copy of the Portal runs.
/// </summary>
public sealed class ForgetLostKeys(
    IDbContextFactory<PortalDbContext> contexts, IKeyManager ring, IDataProtectionProvider protection, ITenantList tenants, TenantScopes scopes, Caller caller, TimeProvider clock)
{
    /// <param name="RingKeys">Keys of the ring. With the first of them every cookie and every link in a sent message is worth nothing.</param>
    /// <param name="ServerKeys">What hashes one-time codes.</param>
    /// <param name="Accounts">Of staff whose second factor or recovery codes cannot be read.</param>
    public sealed record Losses(IReadOnlyList<string> RingKeys, IReadOnlyList<string> ServerKeys, IReadOnlyList<Guid> Accounts)
    {
        public bool Any => RingKeys.Count + ServerKeys.Count + Accounts.Count > 0;
    }

    /// <summary>Says what is lost, and changes nothing.</summary>
    public async Task<Losses> FindAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var server = await db.Set<StoredServerKey>().ToListAsync(cancellation);
        var tokens = await db.Set<IdentityUserToken<Guid>>().Where(t => t.Value != null).ToListAsync(cancellation);
        return new(
            [.. ring.GetAllKeys().Where(key => !Opens(() => key.CreateEncryptor())).Select(key => $"key-{key.KeyId:D}")],
            [.. server.Where(key => !Opens(() => Unwrap(ServerKey.Purpose, key.Wrapped))).Select(key => key.Name)],
            [.. tokens.Where(token => !Opens(() => Unwrap(StaffUserStore.Purpose, token.Value!))).Select(token => token.UserId).Distinct()]);
    }

    /// <summary>
    /// Second factors and recovery codes that cannot be read are taken off their accounts, which sign in with their password, or a passkey, and
    /// set them up again. Every sign-in ends with the ring's keys; without such a loss, those of these accounts.
    /// </summary>
    /// <returns>What was forgotten.</returns>
    public async Task<Losses> ExecuteAsync(CancellationToken cancellation)
    {
        if (caller.Kind != CallerKind.System)
            throw new InvalidOperationException("Lost keys are forgotten by the system alone.");
        var lost = await FindAsync(cancellation);
        if (!lost.Any)
            return lost;
        await TellEveryTenantAsync(lost, cancellation); // first: a trail of what then failed is better than none of what was done
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.DataProtectionKeys.Where(key => lost.RingKeys.Contains(key.FriendlyName!)).ExecuteDeleteAsync(cancellation);
        await db.Set<StoredServerKey>().Where(key => lost.ServerKeys.Contains(key.Name)).ExecuteDeleteAsync(cancellation);
        await db.Set<IdentityUserToken<Guid>>().Where(token => lost.Accounts.Contains(token.UserId)).ExecuteDeleteAsync(cancellation);
        foreach (var account in lost.Accounts)
        {
            var (stamp, version) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());
            await db.Set<StaffUser>().Where(user => user.Id == account).ExecuteUpdateAsync(user => user
                .SetProperty(x => x.TwoFactorEnabled, false).SetProperty(x => x.SecurityStamp, stamp).SetProperty(x => x.ConcurrencyStamp, version), cancellation);
        }

        var (now, whose, everybody) = (clock.GetUtcNow().ToInstant(), lost.Accounts.Select(UserId.From).ToArray(), lost.RingKeys.Count > 0);
        await db.Set<StaffSession>().Where(s => s.RevokedAt == null && (everybody || whose.Contains(s.UserId)))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.RevokedAt, now), cancellation);
        await transaction.CommitAsync(cancellation);
        return lost;
    }

    async Task TellEveryTenantAsync(Losses lost, CancellationToken cancellation)
    {
        foreach (var tenant in await tenants.ListAsync(cancellation))
            await scopes.RunAsync(tenant, services => services.GetRequiredService<AuditTrail>().RecordAsync(
                "keys.forget_lost", "done", detail: new { ringKeys = lost.RingKeys.Count, serverKeys = lost.ServerKeys.Count, accounts = lost.Accounts.Count }, cancellation: cancellation));
    }

    byte[] Unwrap(string purpose, string wrapped) => Encoding.UTF8.GetBytes(protection.CreateProtector(purpose).Unprotect(wrapped));

    // one that no key of the ring can open, or a ring in which none is left that opens anything
    static bool Opens(Func<object?> open)
    {
        try
        {
            return open() is not null;
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException)
        {
            return false;
        }
    }
}
