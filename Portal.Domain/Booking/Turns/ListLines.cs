using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Turns;

/// <summary>The sessions by turns of one day of the clinic, for staff: also those in which nobody is booked yet.</summary>
public sealed class ListLines(BookingRulesSource rules, SessionPlan plan, Caller caller, AuditTrail audit)
{
    /// <param name="Day">Of the clinic.</param>
    /// <param name="Practitioner">Null for all.</param>
    public sealed record Request(LocalDate Day, PractitionerId? Practitioner = null);

    public async Task<Result<IReadOnlyList<OfferedTurns>, BookingError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsDesk)
            return await audit.RefuseAsync("queue.read", BookingError.Forbidden, cancellation: cancellation);
        var current = await rules.GetAsync(cancellation);
        var who = current.Practitioners.Keys.Where(p => request.Practitioner is null || p == request.Practitioner).ToArray();
        return await plan.ReadAsync(current, who, new(request.Day, request.Day), cancellation);
    }
}
