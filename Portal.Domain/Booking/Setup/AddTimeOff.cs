using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>A practitioner is away from one local time to another. What is booked then stays, until a person moves it (<see cref="ListSetup"/> counts it).</summary>
public sealed class AddTimeOff(SetupWriter writer, BookingRulesSource rules)
{
    /// <param name="From">The clinic's local time.</param>
    /// <param name="To">The clinic's local time, exclusive.</param>
    public sealed record Request(PractitionerId Practitioner, LocalDateTime From, LocalDateTime To, string? Reason);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        return writer.SaveAsync("time-off.add", "practitioner", request.Practitioner.Value, async db =>
        {
            if (request.From >= request.To)
                return SetupError.DatesWrong;
            if (!await db.Set<Practitioner>().AnyAsync(p => p.Id == request.Practitioner, cancellation))
                return SetupError.NotFound;
            var zone = (await rules.GetAsync(cancellation)).Zone;
            db.Add(new TimeOff(writer.Tenant.Id, id, request.Practitioner)
            {
                StartsAt = request.From.InZoneLeniently(zone).ToInstant(), EndsAt = request.To.InZoneLeniently(zone).ToInstant(), Reason = request.Reason,
            });
            return null;
        }, cancellation);
    }
}
