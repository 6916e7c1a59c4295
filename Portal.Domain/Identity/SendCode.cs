using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Notifications;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Identity;

public enum SendCodeError
{
    InvalidPhone,

    /// <summary>A code went to this phone within the last minute and has not been used.</summary>
    TooSoon,

    /// <summary>This phone or this network address has had its share of the hour.</summary>
    TooMany,
}

/// <param name="Phone">E.164, as <see cref="VerifyCode"/> wants it.</param>
public sealed record CodeSent(string Phone, Instant ExpiresAt, Instant NextAllowedAt);

/// <summary>
/// Sends a one-time code to a phone: anybody may ask, for any phone, and is answered the same whether the clinic knows it or not. One a
/// minute (the next at once where the last was used) and five an hour for a phone, twenty an hour for a network address.
/// </summary>
public sealed class SendCode(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, TenantCatalogue catalogue, ServerKey key, QueueMessage messages,
    AuditTrail audit, TimeProvider clock)
{
    static readonly Duration Pause = Duration.FromSeconds(60);
    static readonly Duration Window = Duration.FromHours(1);
    const int PerPhone = 5;
    const int PerAddress = 20;

    /// <param name="Phone">As typed; without a country it is the clinic's.</param>
    /// <param name="Address">The visitor's network address, where there is one.</param>
    public sealed record Request(string Phone, string Language, string? Address);

    public async Task<Result<CodeSent, SendCodeError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var clinic = await catalogue.FindAsync(tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        if (Phones.Parse(request.Phone, clinic.Country) is not { } phone)
            return SendCodeError.InvalidPhone;
        var phoneHash = await CodeHashes.PhoneAsync(key, tenant.Id, phone, cancellation);
        var addressHash = request.Address is { } address ? await key.HashAsync("address", $"{tenant.Id}\n{address}", cancellation) : null;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        if (await RefusalAsync(db, phoneHash, addressHash, now, cancellation) is { } refusal)
        {
            await transaction.RollbackAsync(cancellation);
            return await audit.RefuseAsync("code.send", refusal, cancellation: cancellation);
        }

        var (id, code) = (Guid.CreateVersion7(), CodeHashes.NewCode());
        db.Add(new OneTimeCode(tenant.Id, id)
        {
            PhoneHash = phoneHash, AddressHash = addressHash, CodeHash = await CodeHashes.CodeAsync(key, tenant.Id, id, code, cancellation),
            CreatedAt = now, ExpiresAt = now + OneTimeCode.Life,
        });
        messages.Add(db, IdentityMessages.Code(clinic, phone, request.Language is "ar" or "en" ? request.Language : clinic.DefaultLanguage, code));
        audit.Add(db, "code.send", "code", id);
        var old = now - Window;
        await db.Set<OneTimeCode>().Where(c => c.CreatedAt < old).ExecuteDeleteAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new CodeSent(phone, now + OneTimeCode.Life, now + Pause);
    }

    static async Task<SendCodeError?> RefusalAsync(PortalDbContext db, byte[] phone, byte[]? address, Instant now, CancellationToken cancellation)
    {
        // those who ask at once are counted one after the other; phone before address, so that no two wait for each other
        await LockAsync(db, phone, cancellation);
        if (address is not null)
            await LockAsync(db, address, cancellation);
        var since = now - Window;
        var sent = await db.Set<OneTimeCode>().Where(c => c.PhoneHash == phone && c.CreatedAt > since).Select(c => new { c.CreatedAt, IsUsed = c.UsedAt != null }).ToListAsync(cancellation);
        // who has used the last one does not wait for it: they are on the way into another page
        if (sent.Exists(code => !code.IsUsed && code.CreatedAt + Pause > now))
            return SendCodeError.TooSoon;
        if (sent.Count >= PerPhone)
            return SendCodeError.TooMany;
        return address is not null && await db.Set<OneTimeCode>().CountAsync(c => c.AddressHash == address && c.CreatedAt > since, cancellation) >= PerAddress
            ? SendCodeError.TooMany
            : null;
    }

    static Task<int> LockAsync(PortalDbContext db, byte[] hash, CancellationToken cancellation)
    {
        var number = BitConverter.ToInt64(hash);
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({number})", cancellation);
    }
}
