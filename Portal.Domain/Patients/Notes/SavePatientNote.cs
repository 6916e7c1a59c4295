using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients.Notes;

/// <summary>Writes a note of the desk, changes one, or puts a deleted one back.</summary>
public sealed class SavePatientNote(PatientWriter writer, Caller caller, TimeProvider clock)
{
    public const string Action = "patient.note.save";
    public const int Longest = 1000;

    /// <param name="Id">Null for a new one.</param>
    /// <param name="Version">As it was read; null for one that is not there.</param>
    public sealed record Request(PatientId Patient, Guid? Id, uint? Version, string Text, bool Pinned);

    /// <returns>The note's id.</returns>
    public async Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = request.Id ?? Guid.CreateVersion7();
        var saved = await writer.SaveAsync(Action, request.Patient, async db =>
        {
            var text = request.Text.Trim();
            if (text.Length == 0)
                return PatientsError.TextMissing;
            if (text.Length > Longest)
                return PatientsError.TooLong;
            var note = await db.Set<PatientNote>().SingleOrDefaultAsync(n => n.Id == id, cancellation);
            if (note is null && request.Version is not null)
                return PatientsError.NotFound;
            if (note is not null && request.Version is null)
                return PatientsError.ChangedMeanwhile; // put back already
            if (note is null)
                db.Add(note = new(writer.Tenant.Id, id, request.Patient) { Text = text, WrittenAt = default });
            else
                db.Entry(note).Property(n => n.Version).OriginalValue = request.Version!.Value;
            (note.Text, note.Pinned, note.WrittenAt, note.WrittenBy) = (text, request.Pinned, clock.GetUtcNow().ToInstant(), caller.UserId);
            return null;
        }, cancellation);
        return saved.Succeeded ? id : saved.Error;
    }
}
