using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Consents;

/// <summary>Asks for a consent in other words from now on. The words before stay as they were for those who agreed to them.</summary>
public sealed class PublishConsentText(PatientWriter writer, Caller caller, TimeProvider clock)
{
    public const string Action = "consent_text.publish";
    public const int Longest = 4000;

    /// <param name="After">The number of the version that was read; 0 where there was none.</param>
    public sealed record Request(ConsentKind Kind, int After, string TextAr, string TextEn);

    public Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        return writer.SaveTextAsync(Action, id, async db =>
        {
            var (arabic, english) = (request.TextAr.Trim(), request.TextEn.Trim());
            if (arabic.Length == 0 || english.Length == 0)
                return PatientsError.TextMissing;
            if (arabic.Length > Longest || english.Length > Longest)
                return PatientsError.TooLong;
            var latest = await db.Set<ConsentText>().Where(t => t.Kind == request.Kind).MaxAsync(t => (int?)t.Number, cancellation) ?? 0;
            if (latest != request.After)
                return PatientsError.ChangedMeanwhile;
            db.Add(new ConsentText(writer.Tenant.Id, id)
            {
                Kind = request.Kind, Number = latest + 1, TextAr = arabic, TextEn = english, PublishedAt = clock.GetUtcNow().ToInstant(), PublishedBy = caller.UserId,
            });
            return null;
        }, cancellation);
    }
}
