using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Identity;
using Portal.Domain.Patients.Consents;
using Portal.Domain.Patients.Family;
using Portal.Domain.Patients.Identifiers;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Patients;

/// <summary>All that the desk knows of one person, from every record that stands for them. Asked for a merged record, it answers with the one that stands.</summary>
public sealed class ReadPatient(IDbContextFactory<PortalDbContext> contexts, PatientWriter writer, NationalIds nationalIds, AuditTrail audit)
{
    public const string Action = "patient.read";

    /// <param name="By">Who wrote it; null where that is not known.</param>
    public sealed record Note(Guid Id, PatientId Patient, uint Version, string Text, bool Pinned, Instant At, string? By);

    /// <summary>A record that was merged into this person's.</summary>
    public sealed record Merged(PatientId Id, string Name, string Phone, LocalDate? BirthDate, Instant At, string? By);

    /// <param name="Photo">Of which record the photo is; null where there is none.</param>
    /// <param name="PhotoAt">Makes the address of another photo another one.</param>
    /// <param name="NationalId">All but its end hidden; empty where it cannot be read any more; null where there is none.</param>
    public sealed record Details(Patient Patient, string? NationalId, PatientId? Photo, Instant PhotoAt)
    {
        /// <summary>The record that stands first.</summary>
        public IReadOnlyList<PatientId> Ids { get; init; } = [];

        /// <summary>The pinned ones first, then the latest.</summary>
        public IReadOnlyList<Note> Notes { get; init; } = [];

        public IReadOnlyList<Relative> Family { get; init; } = [];

        /// <summary>The latest first.</summary>
        public IReadOnlyList<ConsentRow> Consents { get; init; } = [];

        public IReadOnlyList<Merged> MergedRecords { get; init; } = [];
    }

    /// <param name="again">The same page reads what changed: it is no other look at the person.</param>
    public async Task<Result<Details, PatientsError>> ExecuteAsync(PatientId id, CancellationToken cancellation, bool again = false)
    {
        if (await writer.RefusalAsync(Action, id, cancellation) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ids = await PersonIds.OfAsync(db, id, cancellation);
        if (ids.Count == 0)
            return PatientsError.NotFound;
        var records = await db.Set<Patient>().Where(p => ids.Contains(p.Id)).ToListAsync(cancellation);
        var patient = records.Single(p => p.Id == ids[0]);
        var notes = await db.Set<PatientNote>().Where(n => ids.Contains(n.PatientId)).ToListAsync(cancellation);
        var consents = await ConsentRow.OfAsync(db, ids, cancellation);
        var merges = await db.Set<PatientMerge>().Where(m => ids.Contains(m.FromId) && m.UndoneAt == null).ToListAsync(cancellation);
        var photos = await db.Set<PatientPhoto>().Where(p => ids.Contains(p.PatientId)).Select(p => new { p.PatientId, p.ChangedAt }).ToListAsync(cancellation);
        var names = await StaffNames.OfAsync(db, [.. notes.Select(n => n.WrittenBy), .. merges.Select(m => m.By)], cancellation);
        if (!again)
            await audit.RecordAsync(Action, AuditEntry.Done, "patient", patient.Id.Value, null, cancellation);
        var photo = photos.OrderBy(p => p.PatientId != patient.Id).ThenByDescending(p => p.ChangedAt).FirstOrDefault();
        return new Details(patient, patient.NationalId is { } kept ? nationalIds.Read(kept) is { } plain ? NationalIds.Masked(plain) : "" : null, photo?.PatientId, photo?.ChangedAt ?? default)
        {
            Ids = ids,
            Notes = [.. notes.OrderByDescending(n => n.Pinned).ThenByDescending(n => n.WrittenAt).Select(n => new Note(n.Id, n.PatientId, n.Version, n.Text, n.Pinned, n.WrittenAt, NameOf(n.WrittenBy)))],
            Family = await Relative.OfAsync(db, ids, cancellation),
            Consents = consents,
            MergedRecords = [.. merges.OrderByDescending(m => m.At).Select(m => records.Single(p => p.Id == m.FromId) is var from
                ? new Merged(from.Id, from.Name, from.Phone, from.BirthDate, m.At, NameOf(m.By)) : null!)],
        };

        string? NameOf(UserId? user) => user is { } one ? names.GetValueOrDefault(one) : null;
    }
}
