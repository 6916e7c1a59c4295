using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Access;
using Portal.Domain.Chart.Model;
using Portal.Domain.Identity;
using Portal.Domain.Identity.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Operations.Trail;

/// <summary>
/// Gives the entries of the trail the names of who acted and whom it is about, as they are now. The trail itself holds ids alone: a name that is corrected or
/// removed need not be changed in what may not change.
/// </summary>
public sealed class TrailNames(IDbContextFactory<PortalDbContext> contexts)
{
    internal async Task<IReadOnlyList<TrailRow>> NameAsync(IReadOnlyList<AuditRow> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var actors = await ActorsAsync(db, rows, cancellation);
        var subjects = await SubjectsAsync(db, rows, cancellation);
        var reasons = await ReasonsAsync(db, rows, cancellation);
        return [.. rows.Select(row => new TrailRow(
            row, row.Actor is { } actor ? actors.GetValueOrDefault(actor) : null,
            row is { SubjectKind: { } kind, Subject: { } id } ? subjects.GetValueOrDefault((kind, id), TrailSubject.Nameless) : TrailSubject.Nameless,
            row.Action == BreakGlass.Action ? reasons.Find(r => r.OpenedAt == row.At && r.UserId == row.Actor)?.Reason : null))];
    }

    static async Task<Dictionary<UserId, string>> ActorsAsync(PortalDbContext db, IReadOnlyList<AuditRow> rows, CancellationToken cancellation)
    {
        var named = (await StaffOf.ReadAsync(db, rows.Select(row => row.Actor), cancellation)).ToDictionary(pair => pair.Key, pair => pair.Value.Name);
        var programs = rows.Where(row => row.ActorKind == CallerKind.Program).Select(row => row.Actor?.Value).OfType<Guid>().Distinct().ToList();
        if (programs.Count > 0)
            foreach (var token in await db.Set<ApiToken>().Where(t => programs.Contains(t.Id)).Select(t => new { t.Id, t.Name }).ToListAsync(cancellation))
                named[UserId.From(token.Id)] = token.Name;
        return named;
    }

    static async Task<Dictionary<(string, Guid), TrailSubject>> SubjectsAsync(PortalDbContext db, IReadOnlyList<AuditRow> rows, CancellationToken cancellation)
    {
        var named = new Dictionary<(string, Guid), TrailSubject>();
        if (Ids("appointment") is { Count: > 0 } appointments)
        {
            var wanted = appointments.ConvertAll(AppointmentId.From);
            var found = from a in db.Set<Appointment>() join p in db.Set<Patient>() on a.PatientId equals p.Id where wanted.Contains(a.Id) select new { a.Id, a.StartsAt, p.Name, Patient = p.Id };
            foreach (var a in await found.ToListAsync(cancellation))
                named[("appointment", a.Id.Value)] = new(a.Name, At: a.StartsAt, Patient: a.Patient);
        }

        // whose visit it was, whose prescription
        var owners = new List<(string Kind, Guid Id, PatientId Patient)>();
        if (Ids("encounter") is { Count: > 0 } encounters)
        {
            var wanted = encounters.ConvertAll(EncounterId.From);
            owners.AddRange((await db.Set<Encounter>().Where(e => wanted.Contains(e.Id)).Select(e => new { e.Id, e.PatientId }).ToListAsync(cancellation)).Select(e => ("encounter", e.Id.Value, e.PatientId)));
        }

        if (Ids("prescription") is { Count: > 0 } prescriptions)
        {
            var wanted = prescriptions.ConvertAll(PrescriptionId.From);
            owners.AddRange((await db.Set<Prescription>().Where(p => wanted.Contains(p.Id)).Select(p => new { p.Id, p.PatientId }).ToListAsync(cancellation)).Select(p => ("prescription", p.Id.Value, p.PatientId)));
        }

        owners.AddRange(Ids("patient").Select(id => ("patient", id, PatientId.From(id))));
        var people = owners.Select(owner => owner.Patient).Distinct().ToList();
        var names = people.Count == 0 ? [] : await db.Set<Patient>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        foreach (var (kind, id, patient) in owners)
            if (names.TryGetValue(patient, out var name))
                named[(kind, id)] = new(name, Patient: patient);

        foreach (var (user, member) in await StaffOf.ReadAsync(db, Ids("staff").Select(id => (UserId?)UserId.From(id)), cancellation))
            named[("staff", user.Value)] = new(member.Name);
        if (Ids("practitioner") is { Count: > 0 } practitioners)
        {
            var wanted = practitioners.ConvertAll(PractitionerId.From);
            foreach (var p in await db.Set<Practitioner>().Where(p => wanted.Contains(p.Id)).Select(p => new { p.Id, p.NameAr, p.NameEn }).ToListAsync(cancellation))
                named[("practitioner", p.Id.Value)] = new(p.NameAr, p.NameEn);
        }

        if (Ids("service") is { Count: > 0 } services)
        {
            var wanted = services.ConvertAll(ServiceId.From);
            foreach (var s in await db.Set<Service>().Where(s => wanted.Contains(s.Id)).Select(s => new { s.Id, s.NameAr, s.NameEn }).ToListAsync(cancellation))
                named[("service", s.Id.Value)] = new(s.NameAr, s.NameEn);
        }

        return named;

        List<Guid> Ids(string kind) => [.. rows.Where(row => row.SubjectKind == kind && row.Subject is not null).Select(row => row.Subject!.Value).Distinct()];
    }

    static async Task<List<ChartOpening>> ReasonsAsync(PortalDbContext db, IReadOnlyList<AuditRow> rows, CancellationToken cancellation)
    {
        var times = rows.Where(row => row is { Action: BreakGlass.Action, Refused: false }).Select(row => row.At).ToList();
        return times.Count == 0 ? [] : await db.Set<ChartOpening>().Where(o => times.Contains(o.OpenedAt)).ToListAsync(cancellation);
    }
}
