using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Access;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart;

/// <summary>
/// Who may open whose record: a doctor who treats or is to treat the patient; any other doctor of the clinic for a reason, for some hours (<see cref="BreakGlass"/>); the
/// people of the proved phone what is theirs to read (<see cref="OwnPurposes"/>); jobs, which are nobody. Nobody else: what the desk needs of a record, allergies, it reads
/// by a use case of its own. Each opening and each refusal is in the audit trail.
/// </summary>
public sealed class ChartAccess(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    // a course of treatment has pauses; who is to come next month is prepared for
    static readonly Duration Back = Duration.FromDays(730), Ahead = Duration.FromDays(30);

    /// <summary>What a patient reads of the own record, having proved the phone.</summary>
    static readonly string[] OwnPurposes = ["document.list", "document.read", "document.upload", "prescription.list", "prescription.read", "chart.who_opened"];

    /// <param name="purpose">A dotted name, which is the action in the audit trail.</param>
    /// <returns>Null where the caller may.</returns>
    public async Task<ChartError?> RequireAsync(PatientId patient, string purpose, CancellationToken cancellation)
    {
        if (await RefusalAsync(patient, purpose, cancellation) is { } refusal)
            return refusal == ChartError.NotFound ? refusal : await audit.RefuseAsync(purpose, refusal, "patient", patient.Value, cancellation);
        await audit.RecordAsync(purpose, AuditEntry.Done, "patient", patient.Value, cancellation: cancellation);
        return null;
    }

    /// <summary>The same question without a trace: for a list that only shows or hides names.</summary>
    public async Task<bool> MayAsync(PatientId patient, CancellationToken cancellation) => await RefusalAsync(patient, null, cancellation) is null;

    /// <summary>For a write that leaves a row of its own in the trail: what is refused is still recorded.</summary>
    internal async Task<ChartError?> RequireToWriteAsync(PatientId patient, string action, CancellationToken cancellation) =>
        await RefusalAsync(patient, action, cancellation) is not { } refusal ? null
            : refusal == ChartError.NotFound ? refusal : await audit.RefuseAsync(action, refusal, "patient", patient.Value, cancellation);

    async Task<ChartError?> RefusalAsync(PatientId patient, string? purpose, CancellationToken cancellation)
    {
        if (!MayAsk(purpose))
            return ChartError.Forbidden;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var person = await PersonIds.OfAsync(db, patient, cancellation);
        if (person.Count == 0)
            return ChartError.NotFound;
        return caller switch
        {
            { Kind: CallerKind.System } => null,
            { Kind: CallerKind.Patient, Phone: { } phone } => (await PersonIds.OfPhoneAsync(db, phone, cancellation)).Contains(patient) ? null : ChartError.Forbidden,
            { UserId: { } user } => await TreatsAsync(db, person, user, cancellation) || await IsOpenAsync(db, person, user, cancellation) ? null : ChartError.GlassIsWhole,
            _ => ChartError.Forbidden,
        };
    }

    // said before anything is looked up: who may open no record is not told which ones there are
    bool MayAsk(string? purpose) => caller.Kind switch
    {
        CallerKind.System => true,
        CallerKind.Staff => caller.IsAny(StaffRole.Doctor),
        CallerKind.Patient => purpose is not null && OwnPurposes.Contains(purpose),
        _ => false,
    };

    async Task<bool> TreatsAsync(PortalDbContext db, List<PatientId> person, UserId user, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        var (from, to) = (now - Back, now + Ahead);
        var own = db.Set<Practitioner>().Where(p => p.UserId == user).Select(p => p.Id);
        return await db.Set<Appointment>().AnyAsync(a => person.Contains(a.PatientId) && a.StartsAt >= from && a.StartsAt <= to && a.Status != AppointmentStatus.Cancelled && own.Contains(a.PractitionerId), cancellation)
            || await db.Set<Encounter>().AnyAsync(e => person.Contains(e.PatientId) && e.StartedAt >= from && !e.EnteredInError && e.PractitionerId != null && own.Contains(e.PractitionerId!.Value), cancellation);
    }

    async Task<bool> IsOpenAsync(PortalDbContext db, List<PatientId> person, UserId user, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        return await db.Set<ChartOpening>().AnyAsync(o => person.Contains(o.PatientId) && o.UserId == user && o.OpenedAt <= now && o.Until > now, cancellation);
    }
}
