using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;

namespace Portal.Domain.Booking;

/// <summary>
/// At which branch a time is: where its practitioner works then, or else where its room stands. It is asked of the hours and kept with no appointment:
/// whose doctor sees patients elsewhere from next week on is told so.
/// </summary>
public sealed class BranchOf(BookingRulesSource rules, ClinicPage page)
{
    /// <returns>Null in a clinic with one address, and where nothing says which one.</returns>
    public async Task<BranchFacts?> ExecuteAsync(PractitionerId practitioner, Instant start, CancellationToken cancellation, Guid? roomBranch = null)
    {
        var facts = await page.ExecuteAsync(cancellation);
        if (facts.Branches.Count == 0)
            return null;
        var current = await rules.GetAsync(cancellation);
        return facts.FindBranch(
            (current.Practitioners.TryGetValue(practitioner, out var rule) ? WorkingWindows.LocationAt(current, rule, start) : null) ?? roomBranch);
    }

    public Task<BranchFacts?> ExecuteAsync(PublicAppointment.View appointment, CancellationToken cancellation) =>
        ExecuteAsync(appointment.PractitionerId, appointment.Start, cancellation, appointment.RoomBranch);
}
