using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Encounters;

/// <summary>
/// Begins the note of a visit, or finds the one that was begun: of an appointment there is one, also where two screens open it at once; without an appointment, the doctor's own
/// draft about this patient is gone on with.
/// </summary>
public sealed class OpenEncounter(IDbContextFactory<PortalDbContext> contexts, ChartAccess access, TenantContext tenant, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public sealed record Request(PatientId Patient, AppointmentId? Visit);

    public async Task<Result<Encounter, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await access.RequireToWriteAsync(request.Patient, "encounter.open", cancellation) is { } refused)
            return refused;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var doctor = caller.UserId is { } user ? await db.Set<Practitioner>().SingleOrDefaultAsync(p => p.UserId == user, cancellation) : null;
        if (doctor is null)
            return await audit.RefuseAsync("encounter.open", ChartError.Forbidden, "patient", request.Patient.Value, cancellation);
        if (request.Visit is { } appointment && !await db.Set<Appointment>().AnyAsync(a => a.Id == appointment && a.PatientId == request.Patient, cancellation))
            return ChartError.NotFound;
        if (await FindAsync(db, request, doctor.Id, cancellation) is { } begun)
            return begun;

        var now = clock.GetUtcNow().ToInstant();
        var encounter = new Encounter(tenant.Id, EncounterId.New(), request.Patient)
        {
            PractitionerId = doctor.Id, AppointmentId = request.Visit, StartedAt = now, RecordedAt = now, Status = EncounterStatus.Draft,
        };
        db.Add(encounter);
        audit.Add(db, "encounter.open", "patient", request.Patient.Value, new { encounter = encounter.Id.Value });
        try
        {
            await db.SaveChangesAsync(cancellation);
            return encounter;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // another screen was quicker
            await using var again = await contexts.CreateDbContextAsync(cancellation);
            return await FindAsync(again, request, doctor.Id, cancellation) is { } other ? other : ChartError.ChangedMeanwhile;
        }
    }

    static Task<Encounter?> FindAsync(PortalDbContext db, Request request, PractitionerId doctor, CancellationToken cancellation)
    {
        var own = db.Set<Encounter>().Where(e => e.PatientId == request.Patient && !e.EnteredInError);
        return request.Visit is { } appointment
            ? own.SingleOrDefaultAsync(e => e.AppointmentId == appointment, cancellation)
            : own.Where(e => e.AppointmentId == null && e.Status == EncounterStatus.Draft && e.PractitionerId == doctor).OrderByDescending(e => e.StartedAt).FirstOrDefaultAsync(cancellation);
    }
}
