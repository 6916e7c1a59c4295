using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Identity.ApiTokens;
using Portal.Domain.Identity.Model;
using Portal.Domain.Identity.Secrets;
using Portal.Domain.Identity.Store;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Identity;

public static class IdentityModule
{
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Portal").PersistKeysToDbContext<PortalDbContext>();
        services.AddKeyRing();
        services.AddIdentityCore<StaffUser>(Configure)
            .AddUserManager<StaffUsers>()
            .AddUserStore<StaffUserStore>()
            .AddDefaultTokenProviders()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = TimeSpan.FromHours(2));
        services.AddOptions<StaffSessionOptions>().FromSection(StaffSessionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ServerKey>();
        services.AddScoped<ForgetLostKeys>();
        services.AddScoped<Members>().AddScoped<OwnAccount>();
        return services.AddStaff().AddSignIn().AddPatientSignIn().AddApiTokens();
    }

    static void Configure(IdentityOptions identity)
    {
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3; // the one with passkeys
        identity.User.RequireUniqueEmail = true;
        identity.User.AllowedUserNameCharacters = ""; // user names are e-mail addresses, checked as such
        identity.Lockout.MaxFailedAccessAttempts = 5;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        // length is what helps; rules of composition make people write passwords down (NIST SP 800-63B, 5.1.1)
        identity.Password.RequiredLength = 10;
        identity.Password.RequiredUniqueChars = 4;
        identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        identity.Tokens.AuthenticatorIssuer = "Portal";
    }

    static IServiceCollection AddStaff(this IServiceCollection services) => services
        .AddScoped<InviteStaff>()
        .AddScoped<WithdrawInvitation>()
        .AddScoped<ReadInvitation>()
        .AddScoped<AcceptInvitation>()
        .AddScoped<ListStaff>()
        .AddScoped<ChangeStaffRoles>()
        .AddScoped<DeactivateStaff>()
        .AddScoped<EndMemberSessions>()
        .AddScoped<SeedStaff>();

    static IServiceCollection AddSignIn(this IServiceCollection services) => services
        .AddScoped<StartStaffSession>()
        .AddScoped<CheckStaffSession>()
        .AddScoped<LockStaffSession>()
        .AddScoped<UnlockStaffSession>()
        .AddScoped<ListStaffSessions>()
        .AddScoped<EndStaffSession>()
        .AddScoped<EndAllStaffSessions>()
        .AddScoped<RequestPasswordReset>()
        .AddScoped<ResetPassword>()
        .AddScoped<ChangePassword>()
        .AddScoped<ChangeProfile>()
        .AddScoped<SetUpSecondFactor>()
        .AddScoped<ManagePasskeys>()
        .AddScoped<IssueSignInTicket>()
        .AddScoped<RedeemSignInTicket>();

    static IServiceCollection AddApiTokens(this IServiceCollection services) => services
        .AddScoped<MakeApiToken>()
        .AddScoped<RevokeApiToken>()
        .AddScoped<ListApiTokens>()
        .AddScoped<CheckApiToken>();

    static IServiceCollection AddPatientSignIn(this IServiceCollection services) => services
        .AddScoped<SendCode>()
        .AddScoped<VerifyCode>();
}
