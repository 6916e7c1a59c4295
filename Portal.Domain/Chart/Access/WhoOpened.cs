using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Chart.Access;
using Portal.Domain.Identity;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart;

/// <summary>
/// Who opened a patient's record, when and in which role; and where the glass was broken, why. For the people of the proved phone, and for the clinic's administrator.
/// </summary>
public sealed class WhoOpened(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    public const int Most = 200;

    static readonly string[] Actions = ["chart.read", "chart.ask", "chart.search", "chart.timeline", "chart.export", "document.read", BreakGlass.Action];

    /// <param name="Staff">Null for what a job did, or a program.</param>
    /// <param name="Name">Null where there is no such account any more.</param>
    /// <param name="Roles">As they are now.</param>
    /// <param name="Reason">Of a broken glass.</param>
    public sealed record Look(Instant At, CallerKind Kind, UserId? Staff, string? Name, StaffRole Roles, string Action, string? Reason)
    {
        public bool BrokeGlass => Action == BreakGlass.Action;
    }

    /// <returns>The newest first, <see cref="Most"/> at most.</returns>
    public async Task<Result<IReadOnlyList<Look>, ChartError>> ExecuteAsync(PatientId patient, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var may = caller.IsAny(StaffRole.Administrator)
            || caller is { Kind: CallerKind.Patient, Phone: { } phone } && (await PersonIds.OfPhoneAsync(db, phone, cancellation)).Contains(patient);
        if (!may)
            return await audit.RefuseAsync("chart.who_opened", ChartError.Forbidden, "patient", patient.Value, cancellation);
        var person = await PersonIds.OfAsync(db, patient, cancellation);
        if (person.Count == 0)
            return ChartError.NotFound;

        var ids = person.ConvertAll(id => (Guid?)id.Value);
        var looks = await db.Set<AuditEntry>().Where(e => ids.Contains(e.SubjectId) && e.SubjectKind == "patient" && Actions.Contains(e.Action) && e.Outcome == AuditEntry.Done
                && e.ActorKind != CallerKind.Patient)
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(Most).Select(e => new { e.At, e.ActorKind, e.ActorId, e.Action }).ToListAsync(cancellation);
        var openings = await db.Set<ChartOpening>().Where(o => person.Contains(o.PatientId)).ToListAsync(cancellation);
        var staff = await StaffOf.ReadAsync(db, looks.Select(look => look.ActorId), cancellation);
        await audit.RecordAsync("chart.who_opened", AuditEntry.Done, "patient", patient.Value, cancellation: cancellation);
        return looks.ConvertAll(look =>
        {
            var who = look.ActorId is { } id ? staff.GetValueOrDefault(id) : null;
            var reason = look.Action == BreakGlass.Action ? openings.Find(o => o.OpenedAt == look.At && o.UserId == look.ActorId)?.Reason : null;
            return new Look(look.At, look.ActorKind, look.ActorId, who?.Name, who?.Roles ?? StaffRole.None, look.Action, reason);
        });
    }
}
