using NodaTime;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.FrontDesk;

/// <summary>The skin doctor is there from 16:00 to 21:00 all the year round. Where Al Nour is, the sun sets before five in December and at eight in July.</summary>
public sealed class AfterMaghribTests(PostgresServer server)
{
    static readonly DateTimeZone Cairo = DateTimeZoneProviders.Tzdb["Africa/Cairo"];

    [Fact]
    public async Task After_Maghrib_is_after_that_days_sunset_in_winter_in_Ramadan_and_in_summer()
    {
        var scene = new FrontDeskScene(server);
        await using var disposing = scene;
        await scene.InitializeAsync();

        MoveTo(scene, new(2026, 12, 6));
        (await OfferedAsync(scene, "عايز كشف جلدية بكرة بعد المغرب")).ShouldAllBe(time => time >= new LocalTime(17, 0));
        (await OfferedAsync(scene, "عايز كشف جلدية بكرة بعد المغرب")).Min().ShouldBe(new LocalTime(17, 0));
        (await OfferedAsync(scene, "3ayez kashf geldeya bokra abl el maghreb")).ShouldAllBe(time => time < new LocalTime(17, 0));

        MoveTo(scene, new(2027, 2, 14));
        (await OfferedAsync(scene, "عايزة كشف باطنة بكرة بعد الفطار")).Min().ShouldBe(new LocalTime(20, 30), "the hours of Ramadan");
        (await OfferedAsync(scene, "I need a skin visit tomorrow after iftar")).Min().ShouldBe(new LocalTime(17, 50), "the fast is broken at 17:42");

        MoveTo(scene, new(2027, 7, 11));
        (await OfferedAsync(scene, "عايز كشف جلدية بكرة بعد المغرب")).Min().ShouldBe(new LocalTime(20, 0));
        (await OfferedAsync(scene, "a skin visit tomorrow after Asr")).Min().ShouldBe(new LocalTime(16, 40), "not noon, and not four");
    }

    [Fact]
    public async Task Where_that_evening_is_full_the_next_free_evening_is_offered_and_no_morning()
    {
        var scene = new FrontDeskScene(server);
        await using var disposing = scene;
        await scene.InitializeAsync();
        MoveTo(scene, new(2026, 12, 2));

        // Dr Hoda is there in the mornings too, and not on Fridays
        (await OfferedAsync(scene, "عايز كشف باطنة عند دكتورة هدى الجمعة بعد المغرب")).ShouldAllBe(time => time >= new LocalTime(17, 0));
    }

    static void MoveTo(FrontDeskScene scene, LocalDate date)
    {
        var clock = scene.Portal.Clock;
        clock.Advance(Cairo.AtStartOfDay(date).ToDateTimeOffset().AddHours(9) - clock.GetUtcNow());
    }

    static async Task<IReadOnlyList<LocalTime>> OfferedAsync(FrontDeskScene scene, string said)
    {
        var talk = await scene.StartAsync();
        await talk.SayAsync(said);
        var offered = Domain.CallCenter.Dialogue.Frame.Read((await talk.ReadAsync()).Frame).Wishes.ShouldHaveSingleItem(said).Offered;
        offered.ShouldNotBeEmpty(said);
        return [.. offered.Select(o => o.Start.InZone(Cairo).TimeOfDay)];
    }
}
