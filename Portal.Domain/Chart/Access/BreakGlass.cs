using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Access;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart;

/// <summary>Opens the record of a patient whom the doctor does not treat, for a reason and for a shift. The patient and the administrator see that, and why.</summary>
public sealed class BreakGlass(IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public const string Action = "chart.break_glass";

    static readonly Duration Open = Duration.FromHours(8);

    public sealed record Request(PatientId Patient, string Reason);

    /// <returns>Until when it is open.</returns>
    public async Task<Result<Instant, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (caller.Kind != CallerKind.Staff || !caller.IsAny(StaffRole.Doctor) || caller.UserId is not { } user)
            return await audit.RefuseAsync(Action, ChartError.Forbidden, "patient", request.Patient.Value, cancellation);
        // a reason is words, not keys held down: its letters are counted
        var reason = request.Reason.Trim();
        if (reason.Count(char.IsLetter) < ChartOpening.ShortestReason || reason.Length > ChartOpening.LongestReason)
            return ChartError.Invalid;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await db.Set<Patient>().AnyAsync(p => p.Id == request.Patient, cancellation))
            return ChartError.NotFound;
        var now = clock.GetUtcNow().ToInstant();
        var opening = new ChartOpening(tenant.Id, Guid.CreateVersion7()) { PatientId = request.Patient, UserId = user, Reason = reason, OpenedAt = now, Until = now + Open };
        db.Add(opening);
        audit.Add(db, Action, "patient", request.Patient.Value, new { opening = opening.Id });
        await db.SaveChangesAsync(cancellation);
        return opening.Until;
    }
}
