using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;

namespace Portal.Tests.Booking.Rules;

public sealed class SlotFinderTests
{
    static readonly PractitionerId Mona = PractitionerId.New();
    static readonly PractitionerId Omar = PractitionerId.New();
    static readonly ServiceId Visit = ServiceId.New();
    static readonly Instant LongBefore = At("2026-01-01T00:00:00Z");

    [Fact]
    public void A_working_day_is_offered_in_steps_from_its_opening()
    {
        var slots = Find(Rules([Open(IsoDayOfWeek.Sunday, "09:00", "11:00")]), "2026-11-29");
        slots.ShouldBe(["09:00", "09:30", "10:00", "10:30"]);
    }

    [Fact]
    public void Slots_open_at_one_in_the_morning_when_the_clocks_go_forward_at_midnight()
    {
        // Friday 24 April 2026 has no midnight in Cairo: the clocks go from 00:00 to 01:00
        var night = Rules([Open(IsoDayOfWeek.Friday, "00:00", "02:00"), Open(IsoDayOfWeek.Thursday, "23:00", "02:00")]);
        Find(night, "2026-04-24").ShouldBe(["01:00", "01:30"]);
        Find(Rules([Open(IsoDayOfWeek.Thursday, "23:00", "02:00")]), "2026-04-23", "2026-04-24").ShouldBe(["23:00", "23:30", "01:00", "01:30"]);
    }

    [Fact]
    public void The_hour_that_comes_twice_is_offered_twice()
    {
        // Thursday 29 October 2026 ends at 24:00, when the clocks go back to 23:00
        Find(Rules([Open(IsoDayOfWeek.Thursday, "22:30", "00:00")]), "2026-10-29").ShouldBe(["22:30", "23:00", "23:30", "23:00", "23:30"]);
    }

    [Fact]
    public void An_evening_in_Ramadan_runs_past_midnight_and_replaces_the_usual_hours()
    {
        var rules = Rules(
            new ScheduleRule(null, null, [Open(IsoDayOfWeek.Monday, "09:00", "17:00")]),
            new ScheduleRule(Date("2027-02-08"), Date("2027-03-09"), [Open(IsoDayOfWeek.Monday, "23:00", "01:00")]));
        Find(rules, "2027-02-15", "2027-02-16").ShouldBe(["23:00", "23:30", "00:00", "00:30"]);
        Find(rules, "2027-03-15").ShouldContain("09:00");
    }

    [Fact]
    public void A_holiday_and_an_absence_offer_nothing()
    {
        var rules = Rules([Open(IsoDayOfWeek.Sunday, "09:00", "11:00")]);
        Find(rules with { Holidays = new[] { Date("2026-11-29") }.ToFrozenSet() }, "2026-11-29").ShouldBeEmpty();
        var away = rules.Practitioners[Mona] with { TimeOff = [new Interval(At("2026-11-29T07:00:00Z"), At("2026-11-29T08:10:00Z"))] };
        Find(rules with { Practitioners = new[] { away }.ToFrozenDictionary(p => p.Id) }, "2026-11-29").ShouldBe(["10:30"]);
    }

    [Fact]
    public void An_absence_without_an_end_or_a_beginning_closes_that_side_and_throws_nothing()
    {
        var rules = Rules([Open(IsoDayOfWeek.Sunday, "09:00", "11:00")]);
        Find(Away(new(At("2026-11-29T08:00:00Z"), null)), "2026-11-29").ShouldBe(["09:00", "09:30"]);
        Find(Away(new(null, At("2026-11-29T08:00:00Z"))), "2026-11-29").ShouldBe(["10:00", "10:30"]);
        Find(Away(new(null, null)), "2026-11-29").ShouldBeEmpty();
        SlotFinder.Check(Away(new(At("2026-11-29T08:00:00Z"), null)), Visit, Mona, At("2026-11-29T08:00:00Z"), LongBefore).ShouldBe(SlotRefusal.OutsideHours);

        BookingRules Away(Interval off) =>
            rules with { Practitioners = new[] { rules.Practitioners[Mona] with { TimeOff = [off] } }.ToFrozenDictionary(p => p.Id) };
    }

    [Fact]
    public void A_step_of_nothing_or_less_is_refused_before_anybody_walks_it()
    {
        foreach (var minutes in new[] { 0, -15 })
            Should.Throw<ArgumentOutOfRangeException>(() => new BookingPolicy(Duration.Zero, 7, Duration.FromMinutes(minutes), Duration.FromMinutes(5)));
    }

    [Fact]
    public void A_slot_crosses_midnight_where_the_hours_of_two_days_touch()
    {
        var night = Rules([Open(IsoDayOfWeek.Sunday, "23:15", "00:00"), Open(IsoDayOfWeek.Monday, "00:00", "01:00")]);
        Find(night, "2026-11-29").ShouldBe(["23:15", "23:45"]); // to 00:15, in Monday's hours
        Find(night, "2026-11-29", "2026-11-30").ShouldBe(["23:15", "23:45", "00:00", "00:30"]); // Monday counts from its own opening
        SlotFinder.Check(night, Visit, Mona, At("2026-11-29T21:45:00Z"), LongBefore).ShouldBeNull();
        Find(Rules([Open(IsoDayOfWeek.Sunday, "23:15", "00:00"), Open(IsoDayOfWeek.Monday, "00:05", "01:00")]), "2026-11-29").ShouldBe(["23:15"]);
    }

    [Fact]
    public void What_is_claimed_across_midnight_weighs_on_each_day_for_its_part()
    {
        // Mona works 23:00 to 03:00 in Cairo: one hour on Sunday, three on Monday; Omar has two hours on each
        var rules = Rules([Open(IsoDayOfWeek.Sunday, "09:00", "10:00"), Open(IsoDayOfWeek.Monday, "09:00", "10:00")], practitioners: [Mona, Omar]);
        Busy[] busy =
        [
            new(Mona.Value, At("2026-11-29T21:00:00Z"), At("2026-11-30T01:00:00Z")),
            new(Omar.Value, At("2026-11-29T15:00:00Z"), At("2026-11-29T17:00:00Z")), new(Omar.Value, At("2026-11-30T15:00:00Z"), At("2026-11-30T17:00:00Z")),
        ];
        Who("2026-11-29", "2026-11-30").ShouldBe([Mona, Mona, Omar, Omar]);
        Who("2026-11-30", "2026-11-30").ShouldBe([Omar, Omar]); // also when Sunday was not asked for

        List<PractitionerId> Who(string from, string to) =>
            [.. SlotFinder.Find(rules, Visit, null, new(Date(from), Date(to)), LongBefore, busy).Select(s => s.Practitioner)];
    }

    [Fact]
    public void Buffers_keep_their_distance_from_other_claims()
    {
        var rules = Rules([Open(IsoDayOfWeek.Sunday, "09:00", "12:00")], before: 10, after: 20);
        Busy[] busy = [new(Mona.Value, At("2026-11-29T08:00:00Z"), At("2026-11-29T08:30:00Z"))]; // 10:00 to 10:30 in Cairo
        Find(rules, "2026-11-29", busy: busy).ShouldBe(["09:00", "11:00", "11:30"]);
    }

    [Fact]
    public void Notice_and_horizon_cut_the_offer()
    {
        var rules = Rules([Open(IsoDayOfWeek.Sunday, "09:00", "11:00")]) with { Policy = new(Duration.FromHours(1), 7, Duration.FromMinutes(30), Duration.FromMinutes(5)) };
        Find(rules, "2026-11-29", now: "2026-11-29T06:40:00Z").ShouldBe(["10:00", "10:30"]);
        Find(rules, "2026-11-29", now: "2026-11-22T06:00:00Z").Count.ShouldBe(4);
        Find(rules, "2026-11-29", now: "2026-11-21T06:00:00Z").ShouldBeEmpty();
    }

    [Fact]
    public void Any_practitioner_is_the_least_loaded_one_who_is_free()
    {
        var rules = Rules([Open(IsoDayOfWeek.Sunday, "09:00", "11:00")], practitioners: [Mona, Omar]);
        Busy[] busy = [new(Mona.Value, At("2026-11-29T07:00:00Z"), At("2026-11-29T07:30:00Z")), new(Omar.Value, At("2026-11-29T08:30:00Z"), At("2026-11-29T08:40:00Z"))];
        var slots = SlotFinder.Find(rules, Visit, null, new(Date("2026-11-29"), Date("2026-11-29")), LongBefore, busy);
        slots.Select(s => s.Practitioner).ShouldBe([Omar, Omar, Omar, Mona]); // 9:00 Mona is busy; then Omar has less; 10:30 Omar is busy
    }

    [Fact]
    public void Equally_free_practitioners_take_turns_from_day_to_day()
    {
        var rules = Rules([Open(IsoDayOfWeek.Sunday, "09:00", "11:00"), Open(IsoDayOfWeek.Monday, "09:00", "11:00")], practitioners: [Mona, Omar]);
        First("2026-11-29").ShouldNotBe(First("2026-11-30"));

        PractitionerId First(string day) => SlotFinder.Find(rules, Visit, null, new(Date(day), Date(day)), LongBefore, [])[0].Practitioner;
    }

    [Fact]
    public void A_time_between_two_starts_is_off_the_grid_and_one_outside_the_hours_is_outside()
    {
        var rules = Rules([Open(IsoDayOfWeek.Sunday, "09:00", "11:00")]);
        Check("2026-11-29T07:30:00Z").ShouldBeNull();
        Check("2026-11-29T07:40:00Z").ShouldBe(SlotRefusal.OffGrid);
        Check("2026-11-29T08:40:00Z").ShouldBe(SlotRefusal.OutsideHours);
        Check("2025-11-30T07:30:00Z").ShouldBe(SlotRefusal.TooSoon);
        SlotFinder.Check(rules, Visit, Omar, At("2026-11-29T07:30:00Z"), LongBefore).ShouldBe(SlotRefusal.NotOffered);
        SlotFinder.Check(rules, ServiceId.New(), Mona, At("2026-11-29T07:30:00Z"), LongBefore).ShouldBe(SlotRefusal.UnknownService);

        SlotRefusal? Check(string start) => SlotFinder.Check(rules, Visit, Mona, At(start), LongBefore);
    }

    static List<string> Find(BookingRules rules, string from, string? to = null, string? now = null, Busy[]? busy = null) =>
        [.. SlotFinder.Find(rules, Visit, Mona, new(Date(from), Date(to ?? from)), now is null ? LongBefore : At(now), busy ?? [])
            .Select(s => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(s.Start.InZone(rules.Zone).TimeOfDay))];

    static BookingRules Rules(ImmutableArray<OpenHours> week, int before = 0, int after = 0, PractitionerId[]? practitioners = null) =>
        Rules([new ScheduleRule(null, null, week)], before, after, practitioners ?? [Mona]);

    static BookingRules Rules(params ScheduleRule[] schedules) => Rules(schedules, 0, 0, [Mona]);

    static BookingRules Rules(ScheduleRule[] schedules, int before, int after, PractitionerId[] practitioners) => new(
        1, DateTimeZoneProviders.Tzdb["Africa/Cairo"], new(Duration.Zero, 730, Duration.FromMinutes(30), Duration.FromMinutes(5)),
        new[] { new ServiceRule(Visit, Duration.FromMinutes(30), Duration.FromMinutes(before), Duration.FromMinutes(after), [.. practitioners]) }.ToFrozenDictionary(s => s.Id),
        practitioners.Select(id => new PractitionerRule(id, [.. schedules], [])).ToFrozenDictionary(p => p.Id),
        FrozenSet<LocalDate>.Empty);

    static OpenHours Open(IsoDayOfWeek day, string from, string to) => new(day, Time(from), Time(to));

    static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
