using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Duplicates;

/// <summary>
/// Undoes a merge: the record stands for itself again, with those that had been merged into it before. What the other one had taken from it is given back, unless
/// somebody has changed it since.
/// </summary>
public sealed class SplitPatients(PatientWriter writer, AuditTrail audit, TimeProvider clock)
{
    public const string Action = "patient.split";

    /// <param name="patient">The merged record.</param>
    /// <returns>Its id.</returns>
    public Task<Result<Guid, PatientsError>> ExecuteAsync(PatientId patient, CancellationToken cancellation) =>
        writer.SaveAsync(Action, patient, async db =>
        {
            var merge = await db.Set<PatientMerge>().SingleOrDefaultAsync(m => m.FromId == patient && m.UndoneAt == null, cancellation);
            if (merge is null)
                return PatientsError.NotFound;
            await MergePatients.LockAsync(db, patient, merge.IntoId, cancellation);
            var from = await db.Set<Patient>().SingleAsync(p => p.Id == patient, cancellation);
            var into = await db.Set<Patient>().SingleAsync(p => p.Id == merge.IntoId, cancellation);
            if (from.MergedVia is null)
                return PatientsError.ChangedMeanwhile; // somebody was first
            merge.UndoneAt = clock.GetUtcNow().ToInstant();
            TakenFields.GiveBack(into, merge.Taken);
            await PatientKeys.RewriteAsync(db, into, cancellation);
            await db.SaveChangesAsync(cancellation); // before the file number has its owner back
            var merged = await db.Set<Patient>().Where(p => p.MergedInto == from.MergedInto).ToListAsync(cancellation);
            (from.MergedInto, from.MergedVia) = (null, null);
            Follow(patient);
            audit.Add(db, Action, "patient", into.Id.Value, new { from = patient.Value });
            return null;

            void Follow(PatientId record)
            {
                foreach (var below in merged.Where(p => p.MergedVia == record))
                {
                    below.MergedInto = patient;
                    Follow(below.Id);
                }
            }
        }, cancellation);
}
