using CsCheck;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Tests.Support;

namespace Portal.Tests.Booking;

/// <summary>The promise of the page, end to end: what the search offers the booking takes, and what it does not offer the booking refuses.</summary>
public sealed class OfferedCanBeBookedTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // clocks that change at midnight, at one, around Ramadan, at midnight to the west, or never
    static readonly string[] Zones = ["Africa/Cairo", "Europe/London", "Africa/Casablanca", "Asia/Beirut", "America/Santiago", "Asia/Riyadh"];

    static readonly Gen<Window> Windows = Gen.Select(Gen.Int[1, 7], Gen.Int[0, 47], Gen.Int[0, 47], (day, from, to) => new Window((IsoDayOfWeek)day, from, to));

    static readonly Gen<Wish[]> Wishes = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 10_000], Gen.Int[0, 3], (who, place, kind) => new Wish(who, place, (Wanted)Math.Min(kind, 2))).Array[4, 10];

    static readonly Gen<Situation> Situations =
        from zone in Gen.OneOf([.. Zones.Select(Gen.Const)])
        from around in DaysOfInterest(zone)
        from usual in Windows.Array[4, 14].Array[2]
        from dated in Windows.Array[0, 6]
        from minutes in Gen.Int[1, 12]
        from step in Gen.Int[1, 12]
        from buffers in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4])
        from noticeHours in Gen.Int[0, 40]
        from off in Gen.Select(Gen.Int[0, 700], Gen.Int[1, 150])
        from holiday in Gen.Int[-1, 4]
        from wishes in Wishes
        select new Situation(zone, around, usual, dated, minutes * 5, step * 5, (buffers.Item1 * 5, buffers.Item2 * 5), noticeHours, off, holiday, wishes);

    [Fact]
    public Task What_is_offered_is_booked_and_what_is_not_is_refused() => Situations.SampleAsync(async situation =>
    {
        var clinic = await BuildAsync(situation);
        var empty = new Dictionary<int, List<Instant>>();
        for (var who = 0; who <= 2; who++)
            empty[who] = [.. (await OfferedAsync(clinic, situation, who)).Select(slot => slot.Start)];
        var booked = new List<Slot>();
        foreach (var wish in situation.Wishes)
            await TryAsync(clinic, situation, wish, empty[wish.Who], booked);
    }, iter: 60, threads: 1);

    async Task<IReadOnlyList<Slot>> OfferedAsync(TestClinic clinic, Situation situation, int who)
    {
        await using var scope = portal.Scope(clinic.Id, BookingScenes.Owner);
        return await scope.Get<FindSlots>().ExecuteAsync(new(clinic.Service, who < 2 ? clinic.Practitioners[who] : null, situation.Days), Cancellation);
    }

    /// <param name="empty">What was offered before anybody had booked.</param>
    /// <param name="booked">What this clinic has taken so far; grows.</param>
    async Task TryAsync(TestClinic clinic, Situation situation, Wish wish, List<Instant> empty, List<Slot> booked)
    {
        int? number = wish.Who < 2 ? wish.Who : null;
        var slots = await OfferedAsync(clinic, situation, wish.Who);
        var starts = slots.Select(slot => slot.Start).ToHashSet();
        starts.Count.ShouldBe(slots.Count, "each start is offered once");

        Slot? offered = wish.Wanted is Wanted.Offered && slots.Count > 0
            ? wish.Place % 2 == 0 && booked.Count > 0 ? slots.MinBy(slot => Gap(slot, booked)) : slots[wish.Place % slots.Count]
            : null;
        var start = offered?.Start ?? (wish.Wanted is Wanted.BesideBusy ? BesideBusy(situation, wish, empty, starts, booked) : null) ?? situation.AnyStart(wish.Place);
        var result = await clinic.BookAsync(start, number, BookingScenes.Owner, preferred: offered?.Practitioner);

        result.Succeeded.ShouldBe(starts.Contains(start), $"{start} {number} {result}, {slots.Count} offered");
        if (result.Succeeded)
        {
            // said without the rules' own arithmetic, for a buffer that both the offer and the booking forgot would pass above
            var apart = Duration.FromMinutes(situation.Buffers.Before + situation.Buffers.After);
            booked.ShouldAllBe(other => other.Practitioner != result.Value.Practitioner
                || other.End + apart <= result.Value.Start || result.Value.End + apart <= other.Start);
            booked.Add(new(result.Value.Practitioner, result.Value.Start, result.Value.End));
        }

        if (offered is { } slot)
            result.Value.ShouldSatisfyAllConditions(
                booked => booked.Practitioner.ShouldBe(slot.Practitioner), booked => (booked.Start, booked.End).ShouldBe((slot.Start, slot.End)));
    }

    // how near to something booked: where a forgotten buffer shows
    static Duration Gap(Slot slot, List<Slot> booked) => booked.Where(other => other.Practitioner == slot.Practitioner)
        .Select(other => other.Start < slot.Start ? slot.Start - other.End : other.Start - slot.End).DefaultIfEmpty(Duration.MaxValue).Min();

    // on the grid and within the hours, refused for nothing but a claim nearby: best one that only a buffer stands against
    static Instant? BesideBusy(Situation situation, Wish wish, List<Instant> empty, HashSet<Instant> offered, List<Slot> booked)
    {
        var refused = empty.Where(start => !offered.Contains(start)).ToList();
        var length = Duration.FromMinutes(situation.Minutes);
        var beside = refused.Where(start => !booked.Exists(b => b.Start < start + length && start < b.End)).ToList();
        var among = beside.Count > 0 ? beside : refused;
        return among.Count > 0 ? among[wish.Place % among.Count] : null;
    }

    async Task<TestClinic> BuildAsync(Situation situation)
    {
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 2, zone: situation.Zone);
        await using var scope = portal.Scope(clinic.Id);
        await using var db = scope.Db();
        await db.Set<WeeklySchedule>().ExecuteDeleteAsync(Cancellation);
        await db.Set<BookingSettings>().ExecuteUpdateAsync(set => set
            .SetProperty(s => s.StepMinutes, situation.Step).SetProperty(s => s.NoticeMinutes, situation.NoticeHours * 60).SetProperty(s => s.HorizonDays, 730), Cancellation);
        await db.Set<Service>().ExecuteUpdateAsync(set => set
            .SetProperty(s => s.Minutes, situation.Minutes).SetProperty(s => s.BufferBefore, situation.Buffers.Before).SetProperty(s => s.BufferAfter, situation.Buffers.After), Cancellation);
        foreach (var (practitioner, hours) in clinic.Practitioners.Zip(situation.Usual))
            Add(practitioner, hours, null);
        Add(clinic.Practitioners[0], situation.Dated, situation.Around.PlusDays(1));
        var away = situation.Midnight + Duration.FromMinutes(situation.Off.Start * 5);
        db.Add(new TimeOff(clinic.Id, Guid.CreateVersion7(), clinic.Practitioners[1])
        {
            StartsAt = away, EndsAt = away + Duration.FromMinutes(situation.Off.Length * 5),
        });
        if (situation.Holiday >= 0)
            db.Add(new Holiday(clinic.Id, situation.Around.PlusDays(situation.Holiday - 1)) { NameAr = "عيد", NameEn = "Feast" });
        await db.SaveChangesAsync(Cancellation);
        return clinic;

        void Add(PractitionerId practitioner, Window[] hours, LocalDate? date)
        {
            var schedule = new WeeklySchedule(clinic.Id, Guid.CreateVersion7(), practitioner) { ValidFrom = date, ValidTo = date };
            foreach (var window in hours.DistinctBy(w => (w.Day, w.From)))
                schedule.Hours.Add(new WeeklyHours(clinic.Id, schedule.Id, window.Day, Half(window.From)) { To = Half(window.To) });
            db.Add(schedule);
        }

        static LocalTime Half(int halves) => LocalTime.FromMinutesSinceMidnight(halves * 30);
    }

    // half of them around a change of the clocks; from today on, within what the clinic opens
    static Gen<LocalDate> DaysOfInterest(string zone)
    {
        var changes = DateTimeZoneProviders.Tzdb[zone].GetZoneIntervals(Instant.FromUtc(2026, 11, 23, 0, 0), Instant.FromUtc(2028, 11, 1, 0, 0))
            .Where(interval => interval.HasStart && interval.Start > Instant.FromUtc(2026, 11, 23, 0, 0))
            .Select(interval => interval.Start.InZone(DateTimeZoneProviders.Tzdb[zone]).Date.PlusDays(-1)).ToArray();
        var anyDay = Gen.OneOf(Gen.Int[0, 3], Gen.Int[0, 725]).Select(day => new LocalDate(2026, 11, 22).PlusDays(day));
        return changes.Length == 0 ? anyDay : Gen.OneOf(anyDay, Gen.OneOf([.. changes.Select(Gen.Const)]));
    }

    /// <summary>Half hours of the day; an end at or before the beginning is on the next day.</summary>
    sealed record Window(IsoDayOfWeek Day, int From, int To);

    /// <param name="Who">2 is any practitioner.</param>
    sealed record Wish(int Who, int Place, Wanted Wanted);

    /// <summary>One of the offered times; any time at all; or one that was offered until something was booked beside it.</summary>
    enum Wanted
    {
        Offered,
        Any,
        BesideBusy,
    }

    sealed record Situation(
        string Zone, LocalDate Around, Window[][] Usual, Window[] Dated, int Minutes, int Step, (int Before, int After) Buffers, int NoticeHours,
        (int Start, int Length) Off, int Holiday, Wish[] Wishes)
    {
        public DateInterval Days => new(Around, Around.PlusDays(2));

        public Instant Midnight => DateTimeZoneProviders.Tzdb[Zone].AtStartOfDay(Around).ToInstant();

        /// <summary>On the days asked for, every five minutes.</summary>
        public Instant AnyStart(int place)
        {
            var end = DateTimeZoneProviders.Tzdb[Zone].AtStartOfDay(Around.PlusDays(3)).ToInstant();
            return Midnight + Duration.FromMinutes(place % (int)((end - Midnight).TotalMinutes / 5) * 5);
        }
    }
}
