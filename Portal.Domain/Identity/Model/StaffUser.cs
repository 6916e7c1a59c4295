using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Identity.Model;

/// <summary>
/// The account of somebody who works in one or more tenants. Global, and so without row security: what the person may do, and where,
/// is said by their <see cref="Membership"/> in each tenant. The user name is the e-mail address.
/// </summary>
public sealed class StaffUser : IdentityUser<Guid>
{
    public StaffUser()
    {
        Id = Guid.CreateVersion7();
        SecurityStamp = Guid.NewGuid().ToString("N");
    }

    public string DisplayName { get; set; } = "";

    /// <summary><c>ar</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "en";

    /// <summary>The time step (half a minute since 1970) of the last code of the authenticator app that was accepted: neither it nor an older one opens again.</summary>
    public long? LastAuthenticatorStep { get; private set; }
}

sealed class StaffUserMapping : IEntityTypeConfiguration<StaffUser>
{
    public void Configure(EntityTypeBuilder<StaffUser> user)
    {
        user.ToTable("staff_users");
        user.HasKey(u => u.Id);
        user.Property(u => u.Id).ValueGeneratedNever();
        user.Property(u => u.UserName).HasMaxLength(256);
        user.Property(u => u.NormalizedUserName).HasMaxLength(256);
        user.Property(u => u.Email).HasMaxLength(256);
        user.Property(u => u.NormalizedEmail).HasMaxLength(256);
        user.Property(u => u.ConcurrencyStamp).IsConcurrencyToken();
        // moved on in the database alone: Identity saves whole users, and would put an old one back
        user.Property(u => u.LastAuthenticatorStep).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        user.HasIndex(u => u.NormalizedUserName).IsUnique();
        user.HasIndex(u => u.NormalizedEmail).IsUnique();
    }
}

sealed class StaffUserClaimMapping : IEntityTypeConfiguration<IdentityUserClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claim)
    {
        claim.ToTable("staff_user_claims");
        claim.HasKey(c => c.Id);
        claim.HasIndex(c => c.UserId);
        claim.HasOne<StaffUser>().WithMany().HasForeignKey(c => c.UserId);
    }
}

sealed class StaffUserLoginMapping : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login)
    {
        login.ToTable("staff_user_logins");
        login.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        login.HasIndex(l => l.UserId);
        login.HasOne<StaffUser>().WithMany().HasForeignKey(l => l.UserId);
    }
}

sealed class StaffUserTokenMapping : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> token)
    {
        token.ToTable("staff_user_tokens");
        token.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        token.HasOne<StaffUser>().WithMany().HasForeignKey(t => t.UserId);
    }
}

sealed class StaffUserPasskeyMapping : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> passkey)
    {
        passkey.ToTable("staff_user_passkeys");
        passkey.HasKey(p => p.CredentialId);
        passkey.Property(p => p.CredentialId).HasMaxLength(1024); // the most that WebAuthn allows is 1023
        passkey.HasIndex(p => p.UserId);
        passkey.OwnsOne(p => p.Data).ToJson("data");
        passkey.HasOne<StaffUser>().WithMany().HasForeignKey(p => p.UserId);
    }
}
