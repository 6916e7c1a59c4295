using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Photos;

/// <summary>Keeps a photo of a person instead of the one there was. What it is, its first bytes say, and not the name of the file.</summary>
public sealed class SavePatientPhoto(PatientWriter writer, TimeProvider clock)
{
    public const string Action = "patient.photo.save";
    public const int MostBytes = 2 * 1024 * 1024;

    public sealed record Request(PatientId Patient, byte[] Content);

    public Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync(Action, request.Patient, async db =>
        {
            if (request.Content.Length > MostBytes)
                return PatientsError.PictureTooLarge;
            if (TypeOf(request.Content) is not { } type)
                return PatientsError.NoPicture;
            var photo = await db.Set<PatientPhoto>().SingleOrDefaultAsync(p => p.PatientId == request.Patient, cancellation);
            if (photo is null)
                db.Add(photo = new(writer.Tenant.Id, request.Patient) { ContentType = type, Content = [], ChangedAt = default });
            (photo.ContentType, photo.Content, photo.ChangedAt) = (type, request.Content, clock.GetUtcNow().ToInstant());
            return null;
        }, cancellation);

    static string? TypeOf(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : null;
}
