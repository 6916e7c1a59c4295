using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Store;
using Portal.Domain.Notifications;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Identity;

/// <summary>
/// Sends a link for a new password, if the address belongs to somebody who works here and has not been sent one within the minute or five
/// within the hour. The answer is the same in every case: who works here is not told.
/// </summary>
public sealed class RequestPasswordReset(
    IDbContextFactory<PortalDbContext> contexts, UserManager<StaffUser> users, Members members, TenantContext tenant,
    TenantCatalogue catalogue, PublicAddress addresses, QueueMessage messages, AuditTrail audit, TimeProvider clock)
{
    public async Task ExecuteAsync(string email, CancellationToken cancellation)
    {
        var account = email.Length <= 256 ? await users.FindByEmailAsync(email.Trim()) : null;
        if (account is null || await members.FindAsync(account, cancellation) is null)
        {
            await audit.RecordAsync("staff.reset.request", "NotFound", cancellation: cancellation);
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var since = now - Duration.FromHours(1);
        var sent = await db.Set<Message>().Where(m => m.CreatedAt > since && m.Template == IdentityMessages.ResetTemplate && m.Recipient == account.Email)
            .Select(m => m.CreatedAt).ToListAsync(cancellation);
        if (sent.Count >= 5 || sent.Exists(at => at + Duration.FromMinutes(1) > now))
        {
            await audit.RecordAsync("staff.reset.request", "TooMany", "staff", account.Id, cancellation: cancellation);
            return;
        }

        var clinic = (await catalogue.FindAsync(tenant.Id, cancellation))!;
        var token = await users.GeneratePasswordResetTokenAsync(account);
        var link = addresses.Of(clinic, $"/account/reset?user={account.Id:N}&token={Uri.EscapeDataString(token)}").AbsoluteUri;
        messages.Add(db, IdentityMessages.PasswordReset(clinic, account.Email!, account.Language, link));
        audit.Add(db, "staff.reset.request", "staff", account.Id);
        await db.SaveChangesAsync(cancellation);
    }
}
