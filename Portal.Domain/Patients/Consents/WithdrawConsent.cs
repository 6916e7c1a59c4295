using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Consents;

/// <summary>Writes down that somebody took a consent back. That it was given, and until when, stays known.</summary>
public sealed class WithdrawConsent(PatientWriter writer, Caller caller, TimeProvider clock)
{
    public const string Action = "patient.consent.withdraw";

    /// <param name="By">Who took it back, where that is not the patient.</param>
    public sealed record Request(PatientId Patient, Guid Consent, uint Version, ConsentMeans How, string? By);

    public Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.SaveAsync(Action, request.Patient, async db =>
        {
            var person = await PersonIds.OfAsync(db, request.Patient, cancellation);
            if (await db.Set<Consent>().SingleOrDefaultAsync(c => c.Id == request.Consent && person.Contains(c.PatientId), cancellation) is not { } consent)
                return PatientsError.NotFound;
            if (consent.WithdrawnAt is not null)
                return PatientsError.AlreadyWithdrawn;
            if (request.By?.Length > EditPatient.LongestName)
                return PatientsError.TooLong;
            db.Entry(consent).Property(c => c.Version).OriginalValue = request.Version;
            // whoever takes it back means every record that says so
            foreach (var standing in await db.Set<Consent>().Where(c => person.Contains(c.PatientId) && c.Kind == consent.Kind && c.WithdrawnAt == null).ToListAsync(cancellation))
            {
                (standing.WithdrawnAt, standing.WithdrawnHow) = (clock.GetUtcNow().ToInstant(), request.How);
                (standing.WithdrawnBy, standing.WithdrawalRecordedBy) = (string.IsNullOrWhiteSpace(request.By) ? null : request.By.Trim(), caller.UserId);
            }

            return null;
        }, cancellation);
}
