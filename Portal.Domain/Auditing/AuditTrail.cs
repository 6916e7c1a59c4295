using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Auditing;

/// <summary>Writes the audit trail for this scope's tenant and caller.</summary>
public sealed class AuditTrail(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, TimeProvider clock)
{
    /// <summary>Adds the entry to a write that is about to be saved, so that both are committed or neither.</summary>
    public void Add(PortalDbContext db, string action, string? subjectKind = null, Guid? subject = null, object? detail = null) =>
        db.Add(Entry(action, AuditEntry.Done, subjectKind, subject, detail));

    /// <summary>Leaves a row for something that has no write of its own: a refusal, a sign-in, a read of a chart.</summary>
    public async Task RecordAsync(
        string action, string outcome, string? subjectKind = null, Guid? subject = null, object? detail = null, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Add(Entry(action, outcome, subjectKind, subject, detail));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Leaves a row for a refusal and hands its code back, so that a use case can <c>return await audit.RefuseAsync(…)</c>.</summary>
    public async Task<TError> RefuseAsync<TError>(
        string action, TError reason, string? subjectKind = null, Guid? subject = null, CancellationToken cancellation = default) where TError : struct, Enum
    {
        await RecordAsync(action, reason.ToString(), subjectKind, subject, null, cancellation);
        return reason;
    }

    AuditEntry Entry(string action, string outcome, string? subjectKind, Guid? subject, object? detail) =>
        new(tenant.Id, Guid.CreateVersion7())
        {
            At = clock.GetUtcNow().ToInstant(),
            ActorKind = caller.Kind,
            ActorId = caller.UserId ?? (caller.Credential is { } credential ? UserId.From(credential) : null),
            Action = action,
            Outcome = outcome,
            SubjectKind = subjectKind,
            SubjectId = subject,
            Detail = detail is null ? null : JsonSerializer.Serialize(detail),
        };
}
