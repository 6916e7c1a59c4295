using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Support;

namespace Portal.Tests.Identity;

/// <summary>What several tests of Identity begin with.</summary>
static class IdentityScenes
{
    public const string Password = "correct-horse-battery";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string NewEmail() => $"{Guid.NewGuid():N}@clinic.example";

    public static async Task<UserId> HireAsync(this TestClinic clinic, StaffRole roles, string? email = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        return await scope.Get<SeedStaff>().ExecuteAsync(new(email ?? NewEmail(), "Nadia", Password, roles, "en"), Cancellation);
    }

    public static TestScope As(this TestClinic clinic, UserId user, StaffRole roles) =>
        clinic.Portal.Scope(clinic.Id, caller => caller.BecomeStaff(user, "Nadia", roles));

    public static async Task<string?> LastSecretAsync(this TestClinic clinic, string recipient)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<Message>().Where(m => m.Recipient == recipient).OrderByDescending(m => m.Id).Select(m => m.Secret).FirstOrDefaultAsync(Cancellation);
    }

    public static async Task<IReadOnlyList<string>> AuditAsync(this TestClinic clinic, string action)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<Domain.Auditing.Model.AuditEntry>().Where(e => e.Action == action).OrderBy(e => e.Id).Select(e => e.Outcome).ToListAsync(Cancellation);
    }
}
