using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.Booking.Waitlist;

/// <summary>What the rules of booking make of one who waits, so that nothing is offered that could not be booked. Read only where they ask for it.</summary>
public sealed class WaiterStandings(PatientStandings standings, TimeProvider clock)
{
    /// <param name="Visit">A first visit may take longer.</param>
    internal readonly record struct Standing(VisitKind Visit, bool DeskOnly, PersonRule? Person, PatientStanding? Who)
    {
        /// <summary>Whether the service is for this patient on a day of the clinic.</summary>
        public bool MayCome(LocalDate on) => Person is null || Who?.Refusal(Person, on) is null;
    }

    internal async Task<Standing> ReadAsync(BookingRules rules, ServiceRule service, PatientId patient, CancellationToken cancellation)
    {
        if (!service.AsksWho && rules.Policy.NoShow.Policy == NoShowPolicy.None)
            return new(VisitKind.Returning, DeskOnly: false, null, null);
        var who = await standings.ReadAsync(patient, cancellation);
        var isNew = who is null || who.First is not { } first || first >= clock.GetUtcNow().ToInstant();
        return new(isNew ? VisitKind.New : VisitKind.Returning, who is not null && rules.Policy.NoShow is { Policy: NoShowPolicy.DeskOnly } policy && policy.Applies(who.Missed), service.Person, who);
    }
}
