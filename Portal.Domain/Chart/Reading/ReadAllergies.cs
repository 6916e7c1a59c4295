using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Reading;

/// <summary>What a patient does not bear, for whoever receives patients: it is always in sight, and is all that the desk sees of a record.</summary>
public sealed class ReadAllergies(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    public sealed record Line(string Substance, AllergyCriticality Criticality);

    /// <returns>The dangerous first.</returns>
    public async Task<Result<IReadOnlyList<Line>, ChartError>> ExecuteAsync(PatientId patient, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("allergy.read", ChartError.Forbidden, "patient", patient.Value, cancellation);
        await audit.RecordAsync("allergy.read", AuditEntry.Done, "patient", patient.Value, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var person = await PersonIds.OfAsync(db, patient, cancellation);
        var active = await db.Set<AllergyIntolerance>().Where(a => person.Contains(a.PatientId) && a.Status == AllergyStatus.Active && !a.EnteredInError)
            .Select(a => new Line(a.Substance, a.Criticality)).ToListAsync(cancellation);
        return active.OrderByDescending(line => line.Criticality).ThenBy(line => line.Substance, StringComparer.Ordinal).ToList();
    }
}
