using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Entries;

/// <summary>How an entry gets into a chart and is changed there, whatever its kind: by who may open the record, audited in the same save.</summary>
public sealed class EntryWriter(IDbContextFactory<PortalDbContext> contexts, ChartAccess access, TenantContext tenant, AuditTrail audit, TimeProvider clock)
{
    internal TenantContext Tenant => tenant;

    internal Instant Now => clock.GetUtcNow().ToInstant();

    /// <param name="encounter">The visit they are written at, if at one.</param>
    internal async Task<Result<IReadOnlyList<T>, ChartError>> AddAsync<T>(PatientId patient, EncounterId? encounter, string action, IReadOnlyList<T> entries, CancellationToken cancellation)
        where T : ChartRecord
    {
        if (await access.RequireToWriteAsync(patient, action, cancellation) is { } refused)
            return refused;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (encounter is { } visit && !await db.Set<Encounter>().AnyAsync(e => e.Id == visit && e.PatientId == patient, cancellation))
            return ChartError.NotFound;
        db.AddRange(entries);
        audit.Add(db, action, "patient", patient.Value, new { entries = entries.Count });
        await db.SaveChangesAsync(cancellation);
        return Result(entries);
    }

    internal async Task<Result<T, ChartError>> AddAsync<T>(T entry, EncounterId? encounter, string action, CancellationToken cancellation) where T : ChartRecord
    {
        var added = await AddAsync(entry.PatientId, encounter, action, [entry], cancellation);
        return added.Succeeded ? entry : added.Error;
    }

    /// <param name="find">The entry, to be changed.</param>
    /// <param name="change">Makes the change, or says why not.</param>
    internal async Task<Result<T, ChartError>> ChangeAsync<T>(
        uint version, string action, Func<IQueryable<T>, Task<T?>> find, Func<T, ChartError?> change, object? detail, CancellationToken cancellation) where T : ChartRecord
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var entry = await find(db.Set<T>().AsTracking());
        if (entry is null || entry.EnteredInError)
            return ChartError.NotFound;
        if (await access.RequireToWriteAsync(entry.PatientId, action, cancellation) is { } refused)
            return refused;
        if (version != entry.Version)
            return ChartError.ChangedMeanwhile;
        if (change(entry) is { } refusal)
            return refusal;
        audit.Add(db, action, "patient", entry.PatientId.Value, detail);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChartError.ChangedMeanwhile;
        }

        return entry;
    }

    /// <summary>A text as it is kept; null where it is none.</summary>
    internal static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    internal static bool Fits(string? text, int most) => (text?.Trim().Length ?? 0) <= most;

    internal static bool IsText(string? text, int most) => text?.Trim() is { Length: > 0 } trimmed && trimmed.Length <= most;

    static Result<IReadOnlyList<T>, ChartError> Result<T>(IReadOnlyList<T> entries) => entries.ToList();
}
