using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Booking;

/// <summary>
/// What a visit for a service would be to each of the people of the caller's own proved phone, before anything is booked: first or follow-up, with which
/// deposit, or not here. Nothing of this is told to who has only typed a name and a phone.
/// </summary>
public sealed class KnownVisits(
    IDbContextFactory<PortalDbContext> contexts, BookingRulesSource rules, BookingTerms terms, Caller caller, TimeProvider clock)
{
    // more people than this share a phone nowhere but in a camp
    const int Most = 12;

    /// <param name="Deposit">The service's own, or what the clinic asks of who did not come before.</param>
    /// <param name="AsksToConfirm">The desk will call before it is firm, for appointments were missed.</param>
    /// <param name="DeskOnly">Booked by the desk alone, for appointments were missed.</param>
    public sealed record Known(PatientId Patient, VisitPlan Plan, decimal? Deposit, bool AsksToConfirm, bool DeskOnly);

    /// <returns>Nobody for a caller who has proved no phone.</returns>
    public async Task<IReadOnlyList<Known>> ExecuteAsync(ServiceId service, CancellationToken cancellation)
    {
        if (caller.Kind != CallerKind.Patient || caller.Phone is not { } phone)
            return [];
        var current = await rules.GetAsync(cancellation);
        if (!current.Services.TryGetValue(service, out var rule))
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var records = await PersonIds.OfPhoneAsync(db, phone, cancellation);
        var people = await db.Set<Patient>().Where(p => records.Contains(p.Id) && p.MergedInto == null).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id).Select(p => p.Id).Take(Most).ToListAsync(cancellation);
        var now = clock.GetUtcNow().ToInstant();
        var standings = await terms.StandingsAsync(current, service, people, cancellation);
        var known = new List<Known>(people.Count);
        foreach (var patient in people)
        {
            var who = standings.GetValueOrDefault(patient);
            var term = terms.Of(current, service, who, AppointmentStatus.Booked);
            known.Add(new(patient, who is null ? VisitPlan.Usual : VisitPlan.Of(rule, who, now), term.Deposit, term.Status == AppointmentStatus.Proposed, term.Refused == BookingError.DeskOnly));
        }

        return known;
    }
}
