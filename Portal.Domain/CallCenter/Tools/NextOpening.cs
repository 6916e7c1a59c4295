using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Rules;

namespace Portal.Domain.CallCenter.Tools;

/// <summary>When somebody at the clinic can see to what is left for them.</summary>
public sealed class NextOpening(ClinicPage page, BookingRulesSource rules)
{
    /// <returns>The next opening within a week, where the clinic is closed; null where it is open, or closed for longer.</returns>
    public async Task<Instant?> AfterAsync(Instant now, CancellationToken cancellation)
    {
        var today = now.InZone((await rules.GetAsync(cancellation)).Zone).Date;
        for (var day = today; day <= today.PlusDays(7); day = day.PlusDays(1))
            foreach (var window in (await page.OpenAsync(day, cancellation)).Windows)
                if (window.End > now)
                    return window.Start > now ? window.Start : null;
        return null;
    }
}
