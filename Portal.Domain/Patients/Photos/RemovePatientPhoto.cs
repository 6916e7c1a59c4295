using Microsoft.EntityFrameworkCore;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Photos;

/// <summary>Takes a person's photo away.</summary>
public sealed class RemovePatientPhoto(PatientWriter writer)
{
    public const string Action = "patient.photo.remove";

    public Task<Result<Guid, PatientsError>> ExecuteAsync(PatientId patient, CancellationToken cancellation) =>
        writer.SaveAsync(Action, patient, async db =>
            await db.Set<PatientPhoto>().Where(p => p.PatientId == patient).ExecuteDeleteAsync(cancellation) == 0 ? PatientsError.NotFound : null, cancellation);
}
