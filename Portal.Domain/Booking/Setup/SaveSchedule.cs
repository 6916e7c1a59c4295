using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Setup;

/// <summary>
/// Sets a practitioner's weekly hours: the usual week, or, with dates, those of a season such as Ramadan, which replace the usual ones on every
/// day they cover.
/// </summary>
public sealed class SaveSchedule(SetupWriter writer, BookingRulesSource rules)
{
    public const int MostTurns = 500;

    /// <param name="Id">Null for a new one.</param>
    /// <param name="From">First day, or null for the usual week.</param>
    /// <param name="To">Last day, inclusive.</param>
    public sealed record Request(Guid? Id, PractitionerId Practitioner, string? Label, LocalDate? From, LocalDate? To, IReadOnlyList<OpenHours> Hours);

    public Task<Result<Guid, SetupError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var id = request.Id ?? Guid.CreateVersion7();
        return writer.SaveAsync("schedule.save", "practitioner", request.Practitioner.Value, async db =>
        {
            if (request.From.HasValue != request.To.HasValue || request.From > request.To)
                return SetupError.DatesWrong;
            if (TwoPlaces.InWeek(request.Hours))
                return SetupError.BranchesOverlap;
            if (Overlap(request.Hours))
                return SetupError.HoursOverlap;
            if (request.Hours.Any(h => h.Turns is < 1 or > MostTurns))
                return SetupError.TurnsOutOfRange;
            var schedule = await db.Set<WeeklySchedule>()
                .SingleOrDefaultAsync(s => s.Id == id && s.PractitionerId == request.Practitioner, cancellation);
            if (schedule is null && request.Id is not null)
                return SetupError.NotFound;
            var current = await rules.ReadAsync(cancellation);
            if (current.Practitioners.TryGetValue(request.Practitioner, out var practitioner)
                && TwoPlaces.OnExtraDays(current, practitioner, new(request.From, request.To, [.. request.Hours])))
                return SetupError.BranchesOverlap;
            if (schedule is null)
            {
                schedule = new WeeklySchedule(writer.Tenant.Id, id, request.Practitioner);
                db.Add(schedule);
            }

            (schedule.Label, schedule.ValidFrom, schedule.ValidTo) = (request.Label, request.From, request.To);
            // an hour is known by its day and beginning, and its end is fixed: what changed is removed first, in the same transaction
            await db.Set<WeeklyHours>().Where(h => h.ScheduleId == id).ExecuteDeleteAsync(cancellation);
            db.AddRange(request.Hours.Select(h => new WeeklyHours(writer.Tenant.Id, id, h.Day, h.From) { To = h.To, LocationId = h.Location, Turns = h.Turns }));
            return null;
        }, cancellation);
    }

    // within one day; an evening past midnight is compared as one that ends a day later
    internal static bool Overlap(IReadOnlyList<OpenHours> hours) => hours.GroupBy(h => h.Day).Any(day =>
    {
        var windows = day.Select(h => (From: h.From.NanosecondOfDay, To: h.To.NanosecondOfDay + (h.To > h.From ? 0 : NodaConstants.NanosecondsPerDay)))
            .OrderBy(w => w.From).ToArray();
        return windows.Zip(windows.Skip(1)).Any(pair => pair.Second.From < pair.First.To) || day.Any(h => h.From == h.To && h.From != LocalTime.Midnight);
    });
}
