using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Identity;

public enum VerifyCodeError
{
    /// <summary>Wrong, used, too old, tried too often, or never sent: which of them is not said.</summary>
    Refused,
}

/// <summary>Somebody answered with the code that was sent to this phone. Made by <see cref="VerifyCode"/> alone.</summary>
public sealed record PhoneProof
{
    internal PhoneProof(TenantId tenant, string phone, Instant at) => (Tenant, Phone, At) = (tenant, phone, at);

    public TenantId Tenant { get; }

    /// <summary>E.164.</summary>
    public string Phone { get; }

    public Instant At { get; }
}

/// <summary>
/// Takes the code that came by message as proof of a phone; from then on the scope acts as that patient. Any live code of the phone
/// counts, because messages overtake each other; one right answer uses them all up, and each wrong one counts against them all.
/// </summary>
public sealed class VerifyCode(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, ServerKey key, AuditTrail audit, TimeProvider clock)
{
    /// <param name="Phone">E.164, as <see cref="CodeSent"/> says it.</param>
    /// <param name="Code">In any script's digits, with or without spaces.</param>
    public sealed record Request(string Phone, string Code);

    public async Task<Result<PhoneProof, VerifyCodeError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var phoneHash = await CodeHashes.PhoneAsync(key, tenant.Id, request.Phone, cancellation);
        var typed = request.Code.Length <= 40 ? Digits.Only(request.Code) : "";
        var now = clock.GetUtcNow().ToInstant();

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // the second of two answers at once waits here, and then finds the code used
        var live = await db.Set<OneTimeCode>().FromSql(
            $"select * from portal.one_time_codes where phone_hash = {phoneHash} and used_at is null and expires_at > {now} and attempts < {OneTimeCode.MaxAttempts} order by id for update")
            .AsTracking().ToListAsync(cancellation);
        var right = await FindAsync(live, typed, cancellation);
        foreach (var code in live)
            if (right is null)
                code.Attempts++;
            else
                code.UsedAt = now;
        if (right is not null)
        {
            caller.BecomePatient(request.Phone);
            audit.Add(db, "code.verify", "code", right.Id);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return right is null
            ? await audit.RefuseAsync("code.verify", VerifyCodeError.Refused, cancellation: cancellation)
            : new PhoneProof(tenant.Id, request.Phone, now);
    }

    async Task<OneTimeCode?> FindAsync(List<OneTimeCode> live, string typed, CancellationToken cancellation)
    {
        OneTimeCode? right = null;
        foreach (var code in live)
        {
            var answer = await CodeHashes.CodeAsync(key, tenant.Id, code.Id, typed, cancellation);
            if (CryptographicOperations.FixedTimeEquals(code.CodeHash, answer))
                right = code;
        }

        return right;
    }
}
