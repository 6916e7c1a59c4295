using Microsoft.EntityFrameworkCore;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Notes;

/// <summary>Takes a note of the desk away; <see cref="SavePatientNote"/> puts it back.</summary>
public sealed class DeletePatientNote(PatientWriter writer)
{
    public const string Action = "patient.note.delete";

    public sealed record Request(PatientId Patient, Guid Id, uint Version);

    public Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync(Action, request.Patient, async db =>
        {
            if (await db.Set<PatientNote>().SingleOrDefaultAsync(n => n.Id == request.Id, cancellation) is not { } note)
                return PatientsError.NotFound;
            db.Entry(note).Property(n => n.Version).OriginalValue = request.Version;
            db.Remove(note);
            return null;
        }, cancellation);
}
