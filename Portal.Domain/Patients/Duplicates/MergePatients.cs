using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Duplicates;

/// <summary>
/// Two records are of one person: one stands for them from now on. Nothing is rewritten and nothing is lost: the other record stays with all that was written of it, and is
/// read through the one that stands. <see cref="SplitPatients"/> undoes it.
/// </summary>
public sealed class MergePatients(PatientWriter writer, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public const string Action = "patient.merge";

    /// <param name="From">Merged into the other one.</param>
    /// <param name="Into">Stands from now on.</param>
    /// <param name="Takes">What it says instead of its own.</param>
    public sealed record Request(PatientId From, uint FromVersion, PatientId Into, uint IntoVersion, Takes Takes);

    /// <summary>What is taken over unless somebody says otherwise: what the one that stands lacks.</summary>
    public static Takes Usual(Patient from, Patient into) => TakenFields.Missing(from, into);

    /// <returns>The id of the record that stands.</returns>
    public Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync(Action, request.Into, async db =>
        {
            if (request.From == request.Into)
                return PatientsError.SamePerson;
            await LockAsync(db, request.From, request.Into, cancellation);
            var records = await db.Set<Patient>().Where(p => p.Id == request.From || p.Id == request.Into || p.MergedInto == request.From).ToListAsync(cancellation);
            var (from, into) = (records.Find(p => p.Id == request.From), records.Find(p => p.Id == request.Into));
            if (from is not { MergedInto: null } || into is not { MergedInto: null })
                return PatientsError.NotFound;
            if (from.Version != request.FromVersion || into.Version != request.IntoVersion)
                return PatientsError.ChangedMeanwhile;
            foreach (var record in records.Where(p => p.Id != into.Id))
                record.MergedInto = into.Id;
            from.MergedVia = into.Id;
            await db.SaveChangesAsync(cancellation); // before the other one has its file number
            var taken = TakenFields.Take(from, into, request.Takes);
            await PatientKeys.RewriteAsync(db, into, cancellation);
            db.Add(new PatientMerge(writer.Tenant.Id, Guid.CreateVersion7())
            {
                FromId = from.Id, IntoId = into.Id, At = clock.GetUtcNow().ToInstant(), By = caller.UserId, Taken = taken,
            });
            var (first, second) = TwoPeople.InOrder(from.Id, into.Id);
            await db.Set<TwoPeople>().Where(t => t.FirstId == first && t.SecondId == second).ExecuteDeleteAsync(cancellation);
            audit.Add(db, "patient.merged_into", "patient", from.Id.Value, new { into = into.Id.Value });
            return null;
        }, cancellation);

    // in one order, so that two who merge the same two do not wait for each other
    internal static Task<int> LockAsync(PortalDbContext db, PatientId one, PatientId other, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"select 1 from portal.patients where id in ({one.Value}, {other.Value}) order by id for update", cancellation);
}
