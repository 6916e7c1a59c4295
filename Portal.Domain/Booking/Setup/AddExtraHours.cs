using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>A practitioner works once outside the weekly hours, by times or by turns; also on a holiday.</summary>
public sealed class AddExtraHours(SetupWriter writer, BookingRulesSource rules)
{
    /// <param name="To">At or before <paramref name="From"/>: on the next day.</param>
    /// <param name="Turns">Null for times.</param>
    public sealed record Request(PractitionerId Practitioner, LocalDate Date, LocalTime From, LocalTime To, int? Turns, Guid? Location = null);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        return writer.SaveAsync("extra-hours.add", "extra-hours", id, async db =>
        {
            if (request.Turns is < 1 or > SaveSchedule.MostTurns)
                return SetupError.TurnsOutOfRange;
            var current = await rules.ReadAsync(cancellation);
            if (!current.Practitioners.TryGetValue(request.Practitioner, out var practitioner))
                return SetupError.NotFound;
            if (TwoPlaces.WithExisting(current, practitioner, new(request.Date, request.From, request.To, request.Location)))
                return SetupError.BranchesOverlap;
            if (Overlaps(current, practitioner, request))
                return SetupError.HoursOverlap;
            db.Add(new ExtraHours(writer.Tenant.Id, id, request.Practitioner)
            {
                Date = request.Date, From = request.From, To = request.To, Turns = request.Turns, LocationId = request.Location,
            });
            return null;
        }, cancellation);
    }

    // what is there already, also of the evening before, by times or by turns
    static bool Overlaps(BookingRules rules, PractitionerRule practitioner, Request request)
    {
        var wanted = practitioner with { Schedules = [], Extra = [new(request.Date, request.From, request.To)] };
        return WorkingWindows.On(rules, wanted, request.Date).Any(own =>
            WorkingWindows.Between(rules, practitioner, request.Date, request.Date.PlusDays(1), alsoTurns: true)
                .Exists(other => other.Start < own.Window.End && other.End > own.Window.Start));
    }
}
