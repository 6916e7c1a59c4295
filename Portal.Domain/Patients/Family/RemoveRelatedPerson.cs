using Microsoft.EntityFrameworkCore;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Family;

/// <summary>Takes a relation away, from whichever of the two sides.</summary>
public sealed class RemoveRelatedPerson(PatientWriter writer)
{
    public const string Action = "patient.related.remove";

    public sealed record Request(PatientId Patient, Guid Id, uint Version);

    public Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync(Action, request.Patient, async db =>
        {
            if (await db.Set<RelatedPerson>().SingleOrDefaultAsync(r => r.Id == request.Id, cancellation) is not { } related)
                return PatientsError.NotFound;
            db.Entry(related).Property(r => r.Version).OriginalValue = request.Version;
            db.Remove(related);
            return null;
        }, cancellation);
}
