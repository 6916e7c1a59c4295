using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Identity.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Identity;

public enum AcceptInvitationError
{
    /// <summary>Never was, was used, was withdrawn or is too old.</summary>
    NotFound,
    NameMissing,
    PasswordTooWeak,

    /// <summary>The address has an account, and this is not its password (or it is locked for a while).</summary>
    WrongPassword,
}

/// <summary>Accepts an invitation: makes the account, or asks the one that the address has for its password, and adds the membership.</summary>
public sealed class AcceptInvitation(
    IDbContextFactory<PortalDbContext> contexts, UserManager<StaffUser> users, TenantContext tenant, AuditTrail audit, TimeProvider clock)
{
    /// <param name="DisplayName">For a new account.</param>
    public sealed record Request(string Token, string DisplayName, string Password, string Language);

    /// <returns>The e-mail address to sign in with.</returns>
    public async Task<Result<string, AcceptInvitationError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await ReadInvitation.FindAsync(db, request.Token, clock, cancellation) is not { } invitation)
            return await audit.RefuseAsync("staff.invite.accept", AcceptInvitationError.NotFound, cancellation: cancellation);
        var account = await users.FindByEmailAsync(invitation.Email);
        var proof = account is null ? await CreateAsync(invitation, request) : await CheckAsync(account, request.Password);
        if (!proof.Succeeded)
            return await audit.RefuseAsync("staff.invite.accept", proof.Error, "invitation", invitation.Id, cancellation);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        // single use: of two acceptances at once the second changes no row
        if (await db.Set<StaffInvitation>().Where(i => i.Id == invitation.Id && i.AcceptedAt == null)
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.AcceptedAt, now), cancellation) == 0)
            return AcceptInvitationError.NotFound;
        await AddMembershipAsync(db, UserId.From(proof.Value.Id), invitation, now, cancellation);
        audit.Add(db, "staff.invite.accept", "staff", proof.Value.Id, new { invitation = invitation.Id, roles = invitation.Roles.ToString() });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return invitation.Email;
    }

    async Task<Result<StaffUser, AcceptInvitationError>> CreateAsync(StaffInvitation invitation, Request request)
    {
        var name = request.DisplayName.Trim();
        if (name.Length is 0 or > 120)
            return AcceptInvitationError.NameMissing;
        var user = new StaffUser
        {
            UserName = invitation.Email, Email = invitation.Email, EmailConfirmed = true, DisplayName = name,
            Language = request.Language == "ar" ? "ar" : "en",
        };
        return (await users.CreateAsync(user, request.Password)).Succeeded ? user : AcceptInvitationError.PasswordTooWeak;
    }

    // guesses here count like guesses at the sign-in page
    async Task<Result<StaffUser, AcceptInvitationError>> CheckAsync(StaffUser account, string password)
    {
        if (await users.IsLockedOutAsync(account))
            return AcceptInvitationError.WrongPassword;
        if (await users.CheckPasswordAsync(account, password))
            return account;
        await users.AccessFailedAsync(account);
        return AcceptInvitationError.WrongPassword;
    }

    async Task AddMembershipAsync(PortalDbContext db, UserId user, StaffInvitation invitation, Instant now, CancellationToken cancellation)
    {
        if (await db.Set<Membership>().AsTracking().SingleOrDefaultAsync(m => m.UserId == user, cancellation) is { } former)
            (former.Active, former.Roles) = (true, invitation.Roles);
        else
            db.Add(new Membership(tenant.Id, user) { Roles = invitation.Roles, CreatedAt = now });
    }
}
