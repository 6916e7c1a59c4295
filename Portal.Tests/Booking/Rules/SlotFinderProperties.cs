using System.Collections.Frozen;
using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;

namespace Portal.Tests.Booking.Rules;

/// <summary>What must hold for any clinic anywhere, on any day: also on those when the clocks change.</summary>
public sealed class SlotFinderProperties
{
    static readonly ServiceId Visit = ServiceId.New();
    static readonly PractitionerId[] Who = [PractitionerId.New(), PractitionerId.New(), PractitionerId.New()];

    // zones whose clocks change at midnight, at one, at two, in Ramadan, or never
    static readonly Gen<DateTimeZone> Zones = Gen.OneOf([.. new[] { "Africa/Cairo", "Asia/Riyadh", "Europe/London", "Africa/Casablanca", "Asia/Beirut", "America/Sao_Paulo" }.Select(Gen.Const)])
        .Select(id => DateTimeZoneProviders.Tzdb[id]);

    static readonly Gen<OpenHours> Hours = Gen.Select(Gen.Int[1, 7], Gen.Int[0, 95], Gen.Int[0, 95],
        (day, from, to) => new OpenHours((IsoDayOfWeek)day, LocalTime.FromMinutesSinceMidnight(from * 15), LocalTime.FromMinutesSinceMidnight(to * 15)));

    static readonly Gen<Situation> Situations =
        from zone in Zones
        from around in DaysOfInterest(zone)
        from hours in Hours.Array[1, 12].Array[3]
        from dated in Hours.Array[0, 5]
        from minutes in Gen.Int[1, 12]
        from step in Gen.Int[1, 12]
        from buffers in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3])
        from busy in Gen.Select(Gen.Int[0, 2], Gen.Int[-300, 900], Gen.Int[1, 30]).Array[0, 25]
        from off in Gen.Select(Gen.Int[-300, 900], Gen.Int[1, 100])
        from noticeHours in Gen.Int[0, 30]
        select Make(zone, around, hours, dated, minutes * 5, step * 5, (buffers.Item1 * 5, buffers.Item2 * 5), busy, off, noticeHours);

    [Fact]
    public void What_is_offered_passes_the_check_and_overlaps_nobody() => Situations.Sample(s =>
    {
        foreach (var who in Who)
        {
            foreach (var slot in SlotFinder.Find(s.Rules, Visit, who, s.Days, s.Now, s.Busy))
            {
                SlotFinder.Check(s.Rules, Visit, who, slot.Start, s.Now).ShouldBeNull();
                (slot.End - slot.Start).ShouldBe(s.Service.Length);
                s.Busy.ShouldNotContain(b => b.Resource == who.Value && Overlap(b, SlotFinder.Occupied(s.Service, slot.Start)));
                s.Days.Contains(slot.Start.InZone(s.Rules.Zone).Date).ShouldBeTrue();
            }
        }
    }, iter: 500);

    [Fact]
    public void Whatever_passes_the_check_and_is_free_is_offered() => Situations.Sample(s =>
    {
        var offered = SlotFinder.Find(s.Rules, Visit, Who[0], s.Days, s.Now, s.Busy).Select(slot => slot.Start).ToHashSet();
        var end = s.Rules.Zone.AtStartOfDay(s.Days.End.PlusDays(1)).ToInstant();
        for (var start = s.Rules.Zone.AtStartOfDay(s.Days.Start).ToInstant(); start < end; start += Duration.FromMinutes(5))
        {
            var free = !s.Busy.Any(b => b.Resource == Who[0].Value && Overlap(b, SlotFinder.Occupied(s.Service, start)));
            offered.Contains(start).ShouldBe(free && SlotFinder.Check(s.Rules, Visit, Who[0], start, s.Now) is null);
        }
    }, iter: 250);

    [Fact]
    public void Every_minute_of_an_offered_slot_is_within_hours_on_the_wall() => Situations.Sample(s =>
    {
        foreach (var slot in SlotFinder.Find(s.Rules, Visit, Who[0], s.Days, s.Now, []))
            for (var minute = slot.Start; minute < slot.End; minute += Duration.FromMinutes(5))
                (IsRepeated(s.Rules.Zone, minute) || IsOpenOnTheWall(s.Rules, s.Rules.Practitioners[Who[0]], minute)).ShouldBeTrue();
    }, iter: 250);

    [Fact]
    public void Any_practitioner_offers_each_start_once_whenever_one_of_them_is_free() => Situations.Sample(s =>
    {
        var any = SlotFinder.Find(s.Rules, Visit, null, s.Days, s.Now, s.Busy);
        var each = Who.ToDictionary(who => who, who => SlotFinder.Find(s.Rules, Visit, who, s.Days, s.Now, s.Busy).Select(slot => slot.Start).ToHashSet());
        any.Select(slot => slot.Start).ShouldBe(each.Values.SelectMany(starts => starts).Distinct().Order());
        any.ShouldAllBe(slot => each[slot.Practitioner].Contains(slot.Start));
    }, iter: 250);

    // in the hour that comes twice the wall runs back behind an opening that has been
    static bool IsRepeated(DateTimeZone zone, Instant minute) => zone.MapLocal(minute.InZone(zone).LocalDateTime).Count == 2;

    // an oracle that knows no windows: does the clock on the wall, at this minute, lie in hours of today or of yesterday's evening?
    static bool IsOpenOnTheWall(BookingRules rules, PractitionerRule who, Instant minute)
    {
        var wall = minute.InZone(rules.Zone);
        return IsOpen(wall.Date, wall.TimeOfDay, afterMidnight: false) || IsOpen(wall.Date.PlusDays(-1), wall.TimeOfDay, afterMidnight: true);

        bool IsOpen(LocalDate began, LocalTime time, bool afterMidnight)
        {
            var schedule = who.Schedules.Where(x => x.From <= began && began <= x.To).DefaultIfEmpty(who.Schedules.SingleOrDefault(x => x.From is null)).First();
            return schedule is not null && schedule.Hours.Any(h => h.Day == began.DayOfWeek
                && (h.To > h.From ? !afterMidnight && h.From <= time && time < h.To : afterMidnight ? time < h.To : h.From <= time));
        }
    }

    static bool Overlap(Busy busy, Interval occupied) => busy.Start < occupied.End && occupied.Start < busy.End;

    // half of them around a change of the clocks
    static Gen<LocalDate> DaysOfInterest(DateTimeZone zone)
    {
        var changes = zone.GetZoneIntervals(Instant.FromUtc(2018, 1, 1, 0, 0), Instant.FromUtc(2028, 1, 1, 0, 0))
            .Where(i => i.HasStart).Select(i => i.Start.InZone(zone).Date.PlusDays(-1)).ToArray();
        var anyDay = Gen.Int[0, 1500].Select(day => new LocalDate(2025, 1, 1).PlusDays(day));
        return changes.Length == 0 ? anyDay : Gen.OneOf(anyDay, Gen.OneOf([.. changes.Select(Gen.Const)]));
    }

    static Situation Make(
        DateTimeZone zone, LocalDate day, OpenHours[][] hours, OpenHours[] dated, int minutes, int step, (int Before, int After) buffers,
        (int Who, int Start, int Length)[] busy, (int Start, int Length) off, int noticeHours)
    {
        var midnight = zone.AtStartOfDay(day).ToInstant();
        var service = new ServiceRule(
            Visit, Duration.FromMinutes(minutes), Duration.FromMinutes(buffers.Before), Duration.FromMinutes(buffers.After), [.. Who]);
        var practitioners = Who.Select((id, i) => new PractitionerRule(id,
            [new(null, null, [.. hours[i]]), .. dated.Length == 0 ? Array.Empty<ScheduleRule>() : [new(day.PlusDays(1), day.PlusDays(1), [.. dated])]],
            i == 0 ? [new Interval(At(off.Start), At(off.Start + off.Length))] : ImmutableArray<Interval>.Empty));
        var rules = new BookingRules(
            1, zone, new(Duration.FromHours(noticeHours), 2, Duration.FromMinutes(step), Duration.FromMinutes(5)),
            new[] { service }.ToFrozenDictionary(s => s.Id), practitioners.ToFrozenDictionary(p => p.Id), FrozenSet<LocalDate>.Empty);
        return new(rules, service, new DateInterval(day, day.PlusDays(2)), midnight - Duration.FromHours(3),
            [.. busy.Select(b => new Busy(Who[b.Who].Value, At(b.Start), At(b.Start + b.Length)))]);

        Instant At(int fives) => midnight + Duration.FromMinutes(fives * 5);
    }

    sealed record Situation(BookingRules Rules, ServiceRule Service, DateInterval Days, Instant Now, Busy[] Busy)
    {
        public override string ToString() => $"{Rules.Zone} {Days} now {Now}, {Service}, {Rules.Policy}, busy {Busy.Length}: "
            + string.Join("; ", Rules.Practitioners[Who[0]].Schedules.Select(s => $"{s.From}-{s.To} {string.Join(",", s.Hours)}"));
    }
}
