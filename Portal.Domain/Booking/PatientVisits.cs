using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking;

/// <summary>A person's appointments as the desk sees them, of all records that stand for that person.</summary>
public sealed class PatientVisits(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit, TimeProvider clock)
{
    const int MostPast = 100;

    static readonly AppointmentStatus[] Ahead = [.. AppointmentSteps.Ahead, .. AppointmentSteps.Here];
    static readonly AppointmentStatus[] NotCome = [AppointmentStatus.Cancelled, AppointmentStatus.NoShow];

    /// <param name="Coming">Soonest first.</param>
    /// <param name="Past">Latest first: those over, cancelled or missed.</param>
    public sealed record Lists(IReadOnlyList<DeskAppointment> Coming, IReadOnlyList<DeskAppointment> Past);

    /// <param name="Last">When the person was here last.</param>
    public sealed record LastAndNext(Instant? Last, Instant? Next);

    public async Task<Result<Lists, BookingError>> ExecuteAsync(PatientId patient, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("patient.visits", BookingError.Forbidden, "patient", patient.Value, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ids = await PersonIds.OfAsync(db, patient, cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var all = db.Set<Appointment>().Where(a => ids.Contains(a.PatientId));
        var coming = await DeskAppointment.Query(db, all.Where(a => a.EndsAt > now && Ahead.Contains(a.Status))).ToListAsync(cancellation);
        var past = await DeskAppointment.Query(db, all.Where(a => a.EndsAt <= now || !Ahead.Contains(a.Status)).OrderByDescending(a => a.StartsAt).Take(MostPast)).ToListAsync(cancellation);
        return new Lists([.. coming.OrderBy(a => a.Start)], [.. past.OrderByDescending(a => a.Start)]);
    }

    /// <param name="people">Records that stand.</param>
    public async Task<Result<IReadOnlyDictionary<PatientId, LastAndNext>, BookingError>> ForListAsync(IReadOnlyCollection<PatientId> people, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("patient.visits", BookingError.Forbidden, cancellation: cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var records = await db.Set<Patient>().Where(p => people.Contains(p.Id) || p.MergedInto != null && people.Contains(p.MergedInto.Value))
            .Select(p => new { p.Id, Person = p.MergedInto ?? p.Id }).ToListAsync(cancellation);
        var ids = records.ConvertAll(r => r.Id);
        var times = await db.Set<Appointment>().Where(a => ids.Contains(a.PatientId) && !NotCome.Contains(a.Status)).GroupBy(a => a.PatientId).Select(g => new
        {
            g.Key, Last = g.Max(a => a.StartsAt <= now ? (Instant?)a.StartsAt : null), Next = g.Min(a => a.StartsAt > now ? (Instant?)a.StartsAt : null),
        }).ToDictionaryAsync(g => g.Key, cancellation);
        return records.GroupBy(r => r.Person).ToDictionary(
            person => person.Key,
            person => person.Select(r => times.GetValueOrDefault(r.Id)).Aggregate(new LastAndNext(null, null), (both, one) => one is null ? both : new(Later(both.Last, one.Last), Sooner(both.Next, one.Next))));
    }

    static Instant? Later(Instant? one, Instant? other) => one is null || other > one ? other ?? one : one;

    static Instant? Sooner(Instant? one, Instant? other) => one is null || other < one ? other ?? one : one;
}
