using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Identity.Secrets;

/// <summary>
/// Hashes what is too short to be hashed without a key: one-time codes, phones, addresses. The key is made once for the installation and
/// kept wrapped by Data Protection, so that the table alone gives nothing away.
/// </summary>
public sealed class ServerKey(IServiceScopeFactory scopes, IDataProtectionProvider protection)
{
    /// <summary>What wraps it.</summary>
    internal const string Purpose = "Portal.Identity.ServerKey";

    const string Name = "identity";
    readonly IDataProtector protector = protection.CreateProtector(Purpose);
    byte[]? key;

    /// <param name="purpose">Keeps hashes of different things apart.</param>
    public async ValueTask<byte[]> HashAsync(string purpose, string value, CancellationToken cancellation)
    {
        key ??= await ReadAsync(cancellation); // twice at worst, with the same answer
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{value}"));
    }

    async Task<byte[]> ReadAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
        if (await FindAsync(db, cancellation) is not { } stored)
        {
            var wrapped = protector.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            await db.Database.ExecuteSqlAsync($"insert into portal.server_keys (name, wrapped) values ({Name}, {wrapped}) on conflict do nothing", cancellation);
            stored = (await FindAsync(db, cancellation))!; // another process may have been first
        }

        return Convert.FromBase64String(protector.Unprotect(stored));
    }

    static Task<string?> FindAsync(PortalDbContext db, CancellationToken cancellation) =>
        db.Set<StoredServerKey>().Where(k => k.Name == Name).Select(k => k.Wrapped).SingleOrDefaultAsync(cancellation);
}
