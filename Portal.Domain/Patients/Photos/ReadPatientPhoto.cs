using Microsoft.EntityFrameworkCore;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Photos;

/// <summary>A person's photo, for the page that shows them.</summary>
public sealed class ReadPatientPhoto(IDbContextFactory<PortalDbContext> contexts, PatientWriter writer)
{
    public const string Action = "patient.photo.read";

    public sealed record Photo(string ContentType, byte[] Content);

    public async Task<Result<Photo, PatientsError>> ExecuteAsync(PatientId patient, CancellationToken cancellation)
    {
        if (await writer.RefusalAsync(Action, patient, cancellation) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<PatientPhoto>().Where(p => p.PatientId == patient).Select(p => new Photo(p.ContentType, p.Content)).SingleOrDefaultAsync(cancellation) is { } photo
            ? photo : PatientsError.NotFound;
    }
}
