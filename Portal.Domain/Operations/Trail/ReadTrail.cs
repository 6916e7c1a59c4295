using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Operations.Trail;

/// <summary>The audit trail as an administrator reads it: asked in the clinic's days and people, answered with their names.</summary>
public sealed class ReadTrail(
    SearchAudit search, TrailNames names, IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, TenantCatalogue catalogue, IDateTimeZoneProvider zones)
{
    public const int PageSize = 50;

    public sealed record Request(TrailQuestion Question, AuditCursor? After);

    /// <param name="Next">Null on the last page.</param>
    public sealed record Page(IReadOnlyList<TrailRow> Rows, AuditCursor? Next);

    public async Task<Result<Page, AuditError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await search.RefusalAsync("audit.read", cancellation) is { } refused)
            return refused;
        var found = await search.ExecuteAsync(new(await FilterAsync(request.Question, cancellation), request.After, PageSize), cancellation);
        return found.Succeeded ? new Page(await names.NameAsync(found.Value.Rows, cancellation), found.Value.Next) : found.Error;
    }

    internal async Task<AuditFilter> FilterAsync(TrailQuestion asked, CancellationToken cancellation)
    {
        var clinic = await catalogue.FindAsync(tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        var zone = zones[clinic.TimeZone];
        return new()
        {
            From = asked.From is { } from ? zone.AtStartOfDay(from).ToInstant() : null,
            To = asked.To is { } to ? zone.AtStartOfDay(to.PlusDays(1)).ToInstant() : null,
            Actor = asked.Staff,
            Group = asked.BrokenGlass ? null : asked.Group,
            Actions = asked.BrokenGlass ? [BreakGlass.Action] : null,
            Subjects = asked.Patient is { } patient ? await SubjectsAsync(patient, cancellation) : asked.Appointment is { } appointment ? [appointment.Value] : null,
            Outcome = asked.Outcome,
            Entry = asked.Entry,
        };
    }

    // the person under all their records, and what is theirs
    async Task<IReadOnlyList<Guid>> SubjectsAsync(PatientId patient, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var person = await PersonIds.OfAsync(db, patient, cancellation);
        if (person.Count == 0)
            return [];
        var appointments = await db.Set<Appointment>().Where(a => person.Contains(a.PatientId)).Select(a => a.Id).ToListAsync(cancellation);
        var encounters = await db.Set<Encounter>().Where(e => person.Contains(e.PatientId)).Select(e => e.Id).ToListAsync(cancellation);
        var prescriptions = await db.Set<Prescription>().Where(p => person.Contains(p.PatientId)).Select(p => p.Id).ToListAsync(cancellation);
        return [.. person.Select(id => id.Value), .. appointments.Select(id => id.Value), .. encounters.Select(id => id.Value), .. prescriptions.Select(id => id.Value)];
    }
}
