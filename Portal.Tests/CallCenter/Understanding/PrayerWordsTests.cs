using NodaTime;
using NodaTime.Text;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Tests.CallCenter.Understanding;

/// <summary>Prayers, Ramadan and the feasts in what people say. Ramadan of 1448 is from 8 February to 8 March 2027, with the feast on the 9th.</summary>
public sealed class PrayerWordsTests
{
    static readonly LocalDateTime Before = new(2027, 1, 20, 10, 15); // a Wednesday
    static readonly LocalDateTime InRamadan = new(2027, 2, 10, 10, 15);

    static TimesSaid Read(string said, LocalDateTime now) => TimeExpressions.Egypt.Read(Utterance.Of(said), now);

    [Theory]
    [InlineData("بعد المغرب", PartOfDay.Evening, Prayer.Maghrib, Bound.After)]
    [InlineData("ba3d el maghreb", PartOfDay.Evening, Prayer.Maghrib, Bound.After)]
    [InlineData("after Maghrib please", PartOfDay.Evening, Prayer.Maghrib, Bound.After)]
    [InlineData("قبل المغرب", PartOfDay.Evening, Prayer.Maghrib, Bound.Before)]
    [InlineData("بعد العصر", PartOfDay.Afternoon, Prayer.Asr, Bound.After)]
    [InlineData("بعد صلاة العصر", PartOfDay.Afternoon, Prayer.Asr, Bound.After)]
    [InlineData("ba3d el 3asr", PartOfDay.Afternoon, Prayer.Asr, Bound.After)]
    [InlineData("after asr", PartOfDay.Afternoon, Prayer.Asr, Bound.After)]
    [InlineData("بعد الضهر", PartOfDay.Afternoon, Prayer.Dhuhr, Bound.After)]
    [InlineData("بعد العشا", PartOfDay.Evening, Prayer.Isha, Bound.After)]
    [InlineData("بعد ما نصلي العشا", PartOfDay.Evening, Prayer.Isha, Bound.After)]
    [InlineData("المغرب", PartOfDay.Evening, Prayer.Maghrib, Bound.At)]
    [InlineData("after iftar", PartOfDay.Evening, Prayer.Maghrib, Bound.After)]
    [InlineData("بعد الفطار", PartOfDay.Evening, Prayer.Maghrib, Bound.After)]
    [InlineData("قبل السحور", PartOfDay.Evening, Prayer.Fajr, Bound.Before)]
    [InlineData("بعد التراويح", PartOfDay.Evening, Prayer.Tarawih, Bound.After)]
    [InlineData("ba3d el tarawi7", PartOfDay.Evening, Prayer.Tarawih, Bound.After)]
    public void A_part_of_the_day_is_bounded_by_its_prayer(string said, PartOfDay part, Prayer prayer, Bound bound)
    {
        var read = Read(said, InRamadan).Part.ShouldNotBeNull(said);
        (read.Part, read.Prayer, read.Bound).ShouldBe((part, (Prayer?)prayer, bound), said);
    }

    [Fact]
    public void Outside_Ramadan_the_fast_that_is_broken_is_the_nights()
    {
        var breakfast = Read("بعد الفطار", Before).Part!.Value;
        (breakfast.Part, breakfast.Prayer).ShouldBe((PartOfDay.Morning, null));
        Read("الاتنين ٨ فبراير بعد الفطار", Before).Part!.Value.Prayer.ShouldBe(Prayer.Maghrib, "the day that is said counts");
    }

    [Theory]
    [InlineData("اول يوم رمضان", "2027-02-08")]
    [InlineData("first day of Ramadan", "2027-02-08")]
    [InlineData("يوم ٥ رمضان", "2027-02-12")]
    [InlineData("خامس يوم في رمضان", "2027-02-12")]
    [InlineData("awel yom ramadan", "2027-02-08")]
    [InlineData("يوم العيد", "2027-03-09")]
    [InlineData("تالت يوم العيد", "2027-03-11")]
    [InlineData("the second day of Eid", "2027-03-10")]
    [InlineData("اول يوم عيد الاضحى", "2027-05-16")]
    [InlineData("ليلة العيد", "2027-03-08")]
    [InlineData("بعد العيد بيومين", "2027-03-13")]
    public void A_day_of_Ramadan_or_of_a_feast_is_read(string said, string date) => Read(said, Before).Date.ShouldNotBeNull(said).Date.ShouldBe(LocalDatePattern.Iso.Parse(date).Value, said);

    [Theory]
    [InlineData("في رمضان", "2027-02-08", "2027-03-08")]
    [InlineData("during Ramadan", "2027-02-08", "2027-03-08")]
    [InlineData("بعد العيد", "2027-03-12", "2027-03-25")]
    [InlineData("after Eid", "2027-03-12", "2027-03-25")]
    [InlineData("قبل رمضان", "2027-01-20", "2027-02-07")]
    [InlineData("بعد عيد الأضحى", "2027-05-20", "2027-06-02")]
    public void Days_before_in_and_after_them_are_a_span(string said, string from, string to)
    {
        var times = Read(said, Before);
        times.Date.ShouldBeNull(said);
        times.Spans.ShouldHaveSingleItem().Days.ShouldBe(new DateInterval(LocalDatePattern.Iso.Parse(from).Value, LocalDatePattern.Iso.Parse(to).Value), said);
    }

    [Theory]
    [InlineData("معاد مع دكتور رمضان")]
    [InlineData("اسمي عيد رمضان")]
    [InlineData("عيد ميلاد بنتي")]
    public void Names_and_birthdays_are_no_feasts(string said)
    {
        var times = Read(said, Before);
        times.Dates.ShouldBeEmpty();
        times.Spans.ShouldBeEmpty();
    }
}
