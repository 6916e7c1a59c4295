using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Setup;

/// <summary>
/// What every change of the front desk's knowledge and settings shares: only an administrator makes it, it is audited with the save, and the next
/// turn of every conversation goes by it, in each process.
/// </summary>
public sealed class AgentSetupWriter(AuditedSave save)
{
    public const StaffRole Who = StaffRole.Administrator;

    // two saved the first settings, or put the same fact back, at once
    static readonly AuditedSave.Terms<AgentSetupError> Terms = new(
        Who, Topics.FrontDesk, AgentSetupError.Forbidden, AgentSetupError.ChangedMeanwhile,
        refused => refused.SqlState == PostgresErrorCodes.UniqueViolation ? AgentSetupError.ChangedMeanwhile : null);

    internal TenantContext Tenant => save.Tenant;

    /// <param name="change">Adds the change to the context, or says why not; nothing is saved then.</param>
    internal Task<Result<Guid, AgentSetupError>> SaveAsync(
        string action, string subject, Guid id, Func<PortalDbContext, Task<AgentSetupError?>> change, CancellationToken cancellation) =>
        save.ExecuteAsync(Terms, action, subject, id, change, cancellation);

    /// <summary>For use cases that only read: null where the caller may, else the refusal, which is audited.</summary>
    internal Task<AgentSetupError?> RefusalAsync(string action, CancellationToken cancellation) => save.RefusalAsync(Terms, action, null, null, cancellation);
}
