using NodaTime;
using Portal.Domain.CallCenter.Dialogue;

namespace Portal.Tests.CallCenter.FrontDesk;

/// <summary>Which of the times on offer is taken where people say neither its hour nor its number.</summary>
public sealed class ChoosingByChatTests(FrontDeskScene scene) : IClassFixture<FrontDeskScene>
{
    static readonly DateTimeZone Cairo = DateTimeZoneProviders.Tzdb["Africa/Cairo"];

    // Dr Hoda is there from ten until two and from six until ten
    [Theory]
    [InlineData("ابدرهم", 0)]
    [InlineData("el badry fehom", 0)]
    [InlineData("اتأخر واحد فيهم", 3)]
    [InlineData("the later one", 3)]
    public async Task The_earliest_and_the_latest_of_the_times_on_offer_are_taken(string said, int place)
    {
        var talk = await scene.StartAsync();
        await talk.SayAsync("عايز احجز كشف باطنة يوم الاتنين");
        var offered = (await WishAsync(talk)).Offered;
        offered.Count.ShouldBe(4);
        await talk.SayAsync(said);
        (await WishAsync(talk)).Chosen.ShouldBe(offered[place]);
    }

    [Theory]
    [InlineData("عايز احجز كشف أسنان يوم التلات", "بتاع بالليل", 17, 24)]
    [InlineData("عايز احجز كشف أسنان يوم التلات", "الصباحي", 5, 12)]
    public async Task A_part_of_the_day_takes_the_only_time_on_offer_in_it(string wish, string said, int from, int to)
    {
        var talk = await scene.StartAsync();
        await talk.SayAsync(wish);
        var fitting = (await WishAsync(talk)).Offered.Where(o => o.Start.InZone(Cairo).Hour >= from && o.Start.InZone(Cairo).Hour < to).ShouldHaveSingleItem();
        await talk.SayAsync(said);
        (await WishAsync(talk)).Chosen.ShouldBe(fitting);
    }

    [Fact]
    public async Task A_move_takes_the_latest_too()
    {
        var talk = await scene.StartAsync();
        await talk.SayAllAsync("عايز احجز كشف جلدية يوم الاربع اول معاد", "Felix Hart 01077002031", "{code}", "ايوه");
        await talk.SayAsync("لا معلش انقله ليوم الخميس");
        var offered = (await WishAsync(talk)).Offered;
        offered.Count.ShouldBe(4);
        await talk.SayAsync("المتأخر فيهم");
        (await WishAsync(talk)).Chosen.ShouldBe(offered[3]);
    }

    static async Task<Wish> WishAsync(Talk talk) => Frame.Read((await talk.ReadAsync()).Frame).Wishes.ShouldHaveSingleItem();
}
