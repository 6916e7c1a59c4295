using System.Text;
using NodaTime.Extensions;
using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Files;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Documents;

/// <summary>Takes a file in: looks at what it is, seals and keeps it while it comes, and has it scanned. The row is the caller's.</summary>
public sealed class DocumentIntake(SealedFiles files, IFileScanner scanner, TenantContext tenant, Caller caller, TimeProvider clock)
{
    public const long MostBytes = 50 * 1024 * 1024;

    internal sealed record Kept(SealedFile File, string MediaType, bool Infected);

    internal async Task<Result<Kept, DocumentsError>> KeepAsync(Stream content, CancellationToken cancellation)
    {
        var mediaType = default(string);
        var put = await files.PutAsync(tenant.Id, content, MostBytes, beginning => (mediaType = MediaTypes.Of(beginning.Span)) is not null, cancellation);
        if (!put.Succeeded)
            return put.Error switch
            {
                FileError.Empty => DocumentsError.Empty,
                FileError.TooLarge => DocumentsError.TooLarge,
                _ => DocumentsError.WrongType,
            };
        try
        {
            await using var plain = files.Open(tenant.Id, put.Value);
            return new Kept(put.Value, mediaType!, await scanner.FindAsync(plain, cancellation) is not null);
        }
        catch (ScannerUnavailableException)
        {
            await ForgetAsync(put.Value.Id);
            return DocumentsError.ScannerUnavailable;
        }
        catch
        {
            await ForgetAsync(put.Value.Id);
            throw;
        }
    }

    /// <summary>Of what was kept and has no row.</summary>
    internal Task ForgetAsync(FileId file) => files.DeleteAsync(tenant.Id, file, CancellationToken.None);

    internal Document Row(DocumentId id, PatientId patient, Kept kept, string title, DocumentKind kind, Document? replaces) => new(tenant.Id, id, patient)
    {
        SeriesId = replaces?.SeriesId ?? id,
        Edition = (replaces?.Edition ?? 0) + 1,
        ReplacesId = replaces?.Id,
        Title = title,
        Kind = kind,
        MediaType = kept.MediaType,
        FileId = kept.File.Id,
        Size = kept.File.Size,
        Sha256 = kept.File.Sha256,
        WrappedKey = kept.File.WrappedKey,
        Status = kept.Infected ? DocumentStatus.Unreadable : DocumentStatus.Stored,
        Fault = kept.Infected ? DocumentFault.Infected : null,
        UploadedAt = clock.GetUtcNow().ToInstant(),
        UploadedByKind = caller.Kind,
        UploadedBy = caller.UserId,
    };

    /// <summary>What was typed, or else the file's name without its folder and ending.</summary>
    /// <returns>Null where neither says anything, or it is too long to have been meant.</returns>
    internal static string? Title(string? typed, string? fileName)
    {
        var title = Tidy(typed) is { Length: > 0 } said ? said : Tidy(Path.GetFileNameWithoutExtension(fileName?.Split('/', '\\')[^1]));
        if (title.Length > Document.LongestTitle && Tidy(typed).Length == 0)
            title = title[..Document.LongestTitle]; // a name that a machine gave
        return title.Length is > 0 and <= Document.LongestTitle ? title : null;
    }

    static string Tidy(string? text) => text is null ? "" : string.Concat(text.Normalize(NormalizationForm.FormC).Where(c => !char.IsControl(c))).Trim();
}
