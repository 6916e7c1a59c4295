using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Consents;

/// <summary>Writes down that somebody agreed, to the words as they are now.</summary>
public sealed class GiveConsent(PatientWriter writer, Caller caller, TimeProvider clock)
{
    public const string Action = "patient.consent.give";

    /// <param name="TextId">The version that was shown: refused where there is a later one.</param>
    /// <param name="Language">In which it was shown.</param>
    /// <param name="By">Who agreed, where that is not the patient.</param>
    public sealed record Request(PatientId Patient, Guid TextId, string Language, ConsentMeans How, string? By);

    public async Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        var saved = await writer.SaveAsync(Action, request.Patient, async db =>
        {
            if (await db.Set<ConsentText>().SingleOrDefaultAsync(t => t.Id == request.TextId, cancellation) is not { } text)
                return PatientsError.NotFound;
            if (await db.Set<ConsentText>().AnyAsync(t => t.Kind == text.Kind && t.Number > text.Number, cancellation))
                return PatientsError.ChangedMeanwhile;
            if (request.By?.Length > EditPatient.LongestName)
                return PatientsError.TooLong;
            var person = await PersonIds.OfAsync(db, request.Patient, cancellation);
            var now = clock.GetUtcNow().ToInstant();
            var standing = await db.Set<Consent>().Where(c => person.Contains(c.PatientId) && c.Kind == text.Kind && c.WithdrawnAt == null).ToListAsync(cancellation);
            if (standing.Exists(c => c.TextId == text.Id))
                return PatientsError.AlreadyGiven;
            // the newer words take the place of the older ones
            foreach (var older in standing)
                (older.WithdrawnAt, older.WithdrawnHow, older.WithdrawalRecordedBy) = (now, request.How, caller.UserId);
            await db.SaveChangesAsync(cancellation);
            db.Add(new Consent(writer.Tenant.Id, id, request.Patient)
            {
                Kind = text.Kind, TextId = text.Id, Language = request.Language == "en" ? "en" : "ar", GivenAt = now, GivenHow = request.How,
                GivenBy = string.IsNullOrWhiteSpace(request.By) ? null : request.By.Trim(), RecordedBy = caller.UserId,
            });
            return null;
        }, cancellation);
        return saved.Succeeded ? id : saved.Error;
    }
}
