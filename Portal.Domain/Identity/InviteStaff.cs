using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Identity.Store;
using Portal.Domain.Notifications;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Identity;

/// <summary>An administrator invites somebody by e-mail. A second invitation to the same address replaces the first.</summary>
public sealed class InviteStaff(
    IDbContextFactory<PortalDbContext> contexts, UserManager<StaffUser> users, Members members, TenantContext tenant, Caller caller,
    TenantCatalogue catalogue, PublicAddress addresses, QueueMessage messages, AuditTrail audit, TimeProvider clock)
{
    /// <param name="Language">Of the message.</param>
    public sealed record Request(string Email, StaffRole Roles, string Language);

    /// <returns>The invitation's id.</returns>
    public async Task<Result<Guid, StaffError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var refusal = caller.IsAny(StaffRole.Administrator)
            ? await ChangeStaffRoles.RefusalAsync(catalogue, tenant.Id, request.Roles, cancellation)
            : StaffError.Forbidden;
        if (refusal is { } reason)
            return await audit.RefuseAsync("staff.invite", reason, cancellation: cancellation);
        var email = request.Email.Trim();
        if (!IsEmail(email))
            return StaffError.InvalidEmail;
        if (await users.FindByEmailAsync(email) is { } account && await members.FindAsync(account, cancellation) is not null)
            return StaffError.AlreadyMember;

        var clinic = (await catalogue.FindAsync(tenant.Id, cancellation))!;
        var (token, hash) = SecretToken.Create();
        var now = clock.GetUtcNow().ToInstant();
        var invitation = new StaffInvitation(tenant.Id, Guid.CreateVersion7())
        {
            Email = email, Roles = request.Roles, TokenHash = hash, InvitedBy = caller.UserId, CreatedAt = now, ExpiresAt = now + StaffInvitation.Life,
        };
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<StaffInvitation>().Where(i => i.Email == email && i.AcceptedAt == null).ExecuteDeleteAsync(cancellation);
        db.Add(invitation);
        messages.Add(db, IdentityMessages.Invitation(
            clinic, email, request.Language is "ar" or "en" ? request.Language : clinic.DefaultLanguage, addresses.Of(clinic, $"/account/invitation?token={token}").AbsoluteUri));
        audit.Add(db, "staff.invite", "invitation", invitation.Id, new { roles = request.Roles.ToString() });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return invitation.Id;
    }

    internal static bool IsEmail(string text) =>
        text.Length <= 254 && MailAddress.TryCreate(text, out var parsed) && parsed.Address == text && parsed.Host.Contains('.', StringComparison.Ordinal);
}
