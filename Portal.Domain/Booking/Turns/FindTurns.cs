using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;

namespace Portal.Domain.Booking.Turns;

/// <summary>The sessions in which a turn can be had, beside the times of <see cref="FindSlots"/>. Anybody may ask; the desk sees those at short notice too.</summary>
public sealed class FindTurns(BookingRulesSource rules, SessionPlan plan, Caller caller, TimeProvider clock)
{
    /// <param name="Practitioner">Null for any.</param>
    /// <param name="Days">Days of the clinic, both included.</param>
    public sealed record Request(ServiceId Service, PractitionerId? Practitioner, DateInterval Days)
    {
        /// <summary>The branch; null for any.</summary>
        public Guid? Location { get; init; }
    }

    /// <returns>Those with numbers left, earliest first.</returns>
    public async Task<IReadOnlyList<OfferedTurns>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var current = await rules.GetAsync(cancellation);
        if (!current.Services.TryGetValue(request.Service, out var service) || service.IsGroup)
            return [];
        var who = service.Practitioners.Where(p => request.Practitioner is null || p == request.Practitioner).ToArray();
        var bounds = TurnBounds.Of(current, clock.GetUtcNow().ToInstant(), caller.IsDesk);
        return [.. (await plan.ReadAsync(current, who, request.Days, cancellation))
            .Where(turns => turns.Left > 0 && turns.IsOpen && service.IsGivenAt(turns.Location)
                && (request.Location is null || turns.Location is null || turns.Location == request.Location) && bounds.Refusal(turns.About, turns.End) is null)];
    }
}

/// <summary>A session with what is still to be had in it.</summary>
/// <param name="Session">Null where nobody has booked yet.</param>
/// <param name="Number">The number that the next one gets.</param>
/// <param name="About">When that number is expected.</param>
/// <param name="IsOpen">Whether the desk gives numbers.</param>
public sealed record OfferedTurns(
    SessionId? Session, PractitionerId Practitioner, Instant Start, Instant End, int Capacity, int Left, int Number, Instant About, bool IsOpen, Guid? Location);

/// <summary>Until when a turn can be had: notice and horizon. The desk gives numbers to the end, and looks further.</summary>
readonly record struct TurnBounds(Instant Now, Instant Earliest, Instant Latest)
{
    static readonly Duration DeskOvertime = Duration.FromHours(6);

    public static TurnBounds Of(BookingRules rules, Instant now, bool desk)
    {
        var lastDay = now.InZone(rules.Zone).Date.PlusDays(desk ? 730 : rules.Policy.HorizonDays);
        return new(desk ? now - DeskOvertime : now, desk ? Instant.MinValue : now + rules.Policy.Notice, rules.Zone.AtStartOfDay(lastDay.PlusDays(1)).ToInstant());
    }

    /// <param name="about">When the turn is expected.</param>
    /// <param name="end">Of the session.</param>
    public BookingError? Refusal(Instant about, Instant end) =>
        about < Earliest || end <= Now ? BookingError.TooSoon : about >= Latest ? BookingError.TooFar : null;
}
