using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Turns;
using Portal.Hosting;

namespace Portal.Features.Booking.Book;

/// <summary>One week of days with the times of one of them. Weeks are counted from today, so that the first thing seen is never the past.</summary>
/// <param name="Day">The day whose times are shown; null where the week has none.</param>
/// <param name="NextFree">The next free day after <paramref name="Day"/>, where that has no time left; null where there is none ahead.</param>
public sealed record OfferedWeek(
    int Index, IReadOnlyList<(LocalDate Date, bool Free)> Days, LocalDate? Day, IReadOnlyList<Slot> Slots, LocalDate? NextFree, bool HasNext)
{
    /// <summary>Sessions of the day in which a turn can be had.</summary>
    public IReadOnlyList<OfferedTurns> Turns { get; init; } = [];
}

/// <summary>Finds the week to show: the first that has a free time, unless a day or a week was asked for.</summary>
sealed class OfferedTimes(FindSlots find, FindTurns findTurns, BookingRulesSource rules, ClinicContext clinic)
{
    const int DaysShown = 7;

    /// <param name="Practitioner">Null for any.</param>
    /// <param name="Day">Shown even when it is full.</param>
    /// <param name="Preferred">For any: who is offered wherever they are free.</param>
    public sealed record Request(
        ServiceId Service, PractitionerId? Practitioner, LocalDate? Day = null, int? Week = null, Guid? Visitor = null, AppointmentId? Except = null,
        PractitionerId? Preferred = null)
    {
        /// <summary>What the visit is taken for: how long it takes follows from it.</summary>
        public VisitPlan Plan { get; init; } = VisitPlan.Usual;

        /// <summary>The branch; null for any.</summary>
        public Guid? Branch { get; init; }
    }

    public async Task<OfferedWeek> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var today = clinic.Today;
        var horizon = (await rules.GetAsync(cancellation)).Policy.HorizonDays;
        var lastWeek = horizon / DaysShown;
        var asked = request.Day is { } day ? Math.Clamp(Period.DaysBetween(today, day), 0, horizon) : default(int?);
        var week = Math.Clamp(asked / DaysShown ?? request.Week ?? 0, 0, lastWeek);

        var slots = await SlotsAsync(request, week, week, cancellation);
        var turns = await TurnsAsync(request, week, week, cancellation);
        var free = slots.Select(slot => slot.Start).Concat(turns.Select(session => session.Start)).Select(clinic.Format.DateOf).ToHashSet();
        var shown = asked is { } days ? today.PlusDays(days) : free.Count > 0 ? free.Min() : default(LocalDate?);
        var next = default(LocalDate?);
        if (shown is null || !free.Contains(shown.Value))
        {
            var after = shown ?? today.PlusDays(week * DaysShown + DaysShown - 1);
            next = (await SlotsAsync(request, week, lastWeek, cancellation)).Select(slot => slot.Start)
                .Concat((await TurnsAsync(request, week, lastWeek, cancellation)).Select(session => session.Start))
                .Select(start => (LocalDate?)clinic.Format.DateOf(start)).Where(date => date > after).Min();
            if (asked is null && request.Week is null && next is not null)
                return await ExecuteAsync(request with { Day = next }, cancellation);
        }

        return new(
            week,
            [.. Enumerable.Range(week * DaysShown, DaysShown).Where(n => n <= horizon).Select(n => today.PlusDays(n)).Select(date => (date, free.Contains(date)))],
            shown, [.. slots.Where(slot => clinic.Format.DateOf(slot.Start) == shown)], next, week < lastWeek)
        {
            Turns = [.. turns.Where(session => clinic.Format.DateOf(session.Start) == shown)],
        };
    }

    Task<IReadOnlyList<OfferedTurns>> TurnsAsync(Request request, int fromWeek, int toWeek, CancellationToken cancellation) => findTurns.ExecuteAsync(
        new(request.Service, request.Practitioner, Days(fromWeek, toWeek)) { Location = request.Branch }, cancellation);

    DateInterval Days(int fromWeek, int toWeek) => new(clinic.Today.PlusDays(fromWeek * DaysShown), clinic.Today.PlusDays(toWeek * DaysShown + DaysShown - 1));

    // each kind of visit for those starts at which it is that; a follow-up with its own practitioner, who is offered wherever they are free
    async Task<IReadOnlyList<Slot>> SlotsAsync(Request request, int fromWeek, int toWeek, CancellationToken cancellation)
    {
        var days = Days(fromWeek, toWeek);
        var found = new SortedDictionary<Instant, Slot>();
        foreach (var kind in request.Plan.Kinds)
            await AddAsync(found, request, request.Practitioner, kind, days, cancellation);
        var first = request.Plan.FollowUp?.With;
        if (first is { } doctor && (request.Practitioner is null || request.Practitioner == doctor))
        {
            if (request.Practitioner is null)
                foreach (var kind in request.Plan.Kinds)
                    await AddAsync(found, request, doctor, kind, days, cancellation);
            await AddAsync(found, request, doctor, VisitKind.FollowUp, days, cancellation);
        }
        else if (request is { Practitioner: null, Preferred: { } preferred })
        {
            foreach (var kind in request.Plan.Kinds)
                await AddAsync(found, request, preferred, kind, days, cancellation);
        }

        return [.. found.Values];
    }

    async Task AddAsync(SortedDictionary<Instant, Slot> found, Request request, PractitionerId? practitioner, VisitKind kind, DateInterval days, CancellationToken cancellation)
    {
        var slots = await find.ExecuteAsync(new(request.Service, practitioner, days, request.Visitor, request.Except) { Visit = kind, Location = request.Branch }, cancellation);
        foreach (var slot in slots)
            if (request.Plan.KindOf(slot.Practitioner, slot.Start) == kind)
                found[slot.Start] = slot;
    }
}
