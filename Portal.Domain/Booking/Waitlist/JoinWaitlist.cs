using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>
/// Puts somebody on the waiting list, at its end. Staff put anybody and a patient the people of their own proved phone; who has proved nothing
/// may ask too, since the link that an offer is taken by goes to the phone. Who waits for that already keeps the place and wishes anew.
/// </summary>
public sealed class JoinWaitlist(
    IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, WaiterStandings standings, WaitlistMessages messages, TenantContext tenant, Caller caller, AuditTrail audit, ChangePublisher changes, TimeProvider clock)
{
    const string Action = "waitlist.join";
    const int MostOfOnePhone = 10;
    const int FurthestDays = 366;

    public sealed record Request(PatientId Patient, ServiceId Service, WaitlistWishes Wishes, BookingSource Source);

    /// <param name="KeptPlace">They waited for this before.</param>
    public sealed record Joined(WaitlistEntryId Entry, bool KeptPlace);

    public async Task<Result<Joined, WaitlistError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var result = await JoinAsync(request, cancellation);
        if (result.Succeeded)
            changes.Publish(new(tenant.Id, Topics.Waitlist, result.Value.Entry.Value));
        else
            await audit.RefuseAsync(Action, result.Error, "patient", request.Patient.Value, cancellation);
        return result;
    }

    async Task<Result<Joined, WaitlistError>> JoinAsync(Request request, CancellationToken cancellation)
    {
        if (caller.Kind == CallerKind.Staff && !caller.IsDesk)
            return WaitlistError.Forbidden;
        var (current, now) = (await rules.GetAsync(cancellation), clock.GetUtcNow().ToInstant());
        if (Refusal(current, request, now.InZone(current.Zone).Date) is { } wrong)
            return wrong;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var patient = await db.Set<Patient>().SingleOrDefaultAsync(p => p.Id == request.Patient, cancellation);
        if (patient is null || caller.Kind == CallerKind.Patient && (caller.Phone is not { } own || !(await PersonIds.OfPhoneAsync(db, own, cancellation)).Contains(patient.Id)))
            return WaitlistError.NotFound;
        var standing = await standings.ReadAsync(current, current.Services[request.Service], patient.Id, cancellation);
        // who has proved nothing is told nothing of the record: the desk will see to it
        if (!standing.MayCome(request.Wishes.To))
            return caller.Kind == CallerKind.Visitor ? WaitlistError.DeskOnly : WaitlistError.NotForPatient;
        if (standing.DeskOnly && caller.Kind == CallerKind.Patient)
            return WaitlistError.DeskOnly;
        // two forms sent at once are one place in the list
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"waiter:{tenant.Id}:{patient.Phone}"}, 0))", cancellation);
        var open = await db.Set<WaitlistEntry>().Where(e => (e.State == WaitlistState.Waiting || e.State == WaitlistState.Offered)
            && db.Set<Patient>().Any(p => p.Id == e.PatientId && p.Phone == patient.Phone)).ToListAsync(cancellation);
        var entry = open.Find(e => e.PatientId == request.Patient && e.ServiceId == request.Service && e.PractitionerId == request.Wishes.Practitioner);
        var keptPlace = entry is not null;
        if (entry is null)
        {
            if (open.Count >= MostOfOnePhone)
                return WaitlistError.TooMany;
            entry = New(request, now);
            db.Add(entry);
            await messages.JoinedAsync(db, entry, patient, await db.Set<Service>().SingleAsync(s => s.Id == request.Service, cancellation), cancellation);
        }
        else if (entry.Wishes == request.Wishes)
        {
            return new Joined(entry.Id, KeptPlace: true); // sent twice
        }

        entry.Wishes = request.Wishes;
        WaitlistEvents.Add(db, tenant.Id, WaitlistEvents.Joined, entry.Id, now);
        audit.Add(db, keptPlace ? "waitlist.change" : Action, "waitlist", entry.Id.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new Joined(entry.Id, keptPlace);
    }

    WaitlistEntry New(Request request, Instant now) => new(tenant.Id, WaitlistEntryId.New())
    {
        PatientId = request.Patient, ServiceId = request.Service, PractitionerId = request.Wishes.Practitioner, Source = request.Source, CreatedAt = now,
    };

    static WaitlistError? Refusal(BookingRules rules, Request request, LocalDate today)
    {
        if (!rules.Services.TryGetValue(request.Service, out var service) || service.Practitioners.Length == 0
            || (request.Wishes.Practitioner is { } who && !service.Practitioners.Contains(who)))
            return WaitlistError.NotOffered;
        if (request.Wishes.From > request.Wishes.To || request.Wishes.To < today || request.Wishes.To > today.PlusDays(FurthestDays))
            return WaitlistError.DatesWrong;
        if (!request.Wishes.HasDay || (request.Wishes.FromTime is null) != (request.Wishes.ToTime is null))
            return WaitlistError.NoTimeWished;
        return null;
    }
}
