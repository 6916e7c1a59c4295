using NodaTime;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Tests.CallCenter.Understanding;

/// <summary>One of several that were offered, told by its place among them or by a part of it.</summary>
public sealed class OfferChoiceTests
{
    static readonly Reader Reader = new(IntentReader.Learn([new(Intent.BookAppointment, "عايز احجز"), new(Intent.Greeting, "شكرا")]));

    static Understood Read(string said, string slot, params string[] offered) => Reader.Read(
        said, new(new(2026, 11, 23, 10, 15), "EG", "ar", [new AgentAct(AgentActKind.Offer, slot, offered)], Intent.BookAppointment, TimeExpressions.Egypt, DoctorNames.None));

    [Theory]
    [InlineData("الأولى", "13:00")]
    [InlineData("الاولاني طبعا", "13:00")]
    [InlineData("التانية", "17:00")]
    [InlineData("الموعد الثاني", "17:00")]
    [InlineData("el tanya a7san", "17:00")]
    [InlineData("the second one", "17:00")]
    [InlineData("نمرة اتنين", "17:00")]
    [InlineData("اللي في النص", "17:00")]
    [InlineData("التالت", "19:30")]
    [InlineData("آخر واحد فيهم", "19:30")]
    [InlineData("el a5er", "19:30")]
    [InlineData("the last one", "19:30")]
    [InlineData("مش الاول، التاني", "17:00")]
    [InlineData("لا الاولى لأ، التانية", "17:00")]
    [InlineData("نص", "19:30")]
    [InlineData("ابدرهم", "13:00")]
    [InlineData("الابدر فيهم", "13:00")]
    [InlineData("اللي بدري", "13:00")]
    [InlineData("el badry fehom", "13:00")]
    [InlineData("asra3 wa7da", "13:00")]
    [InlineData("awel wa7da", "13:00")]
    [InlineData("the earliest of the three", "13:00")]
    [InlineData("اتأخر واحد عشان الشغل", "19:30")]
    [InlineData("the later one 3shan bakhalas shift 5", "19:30")]
    [InlineData("late one", "19:30")]
    [InlineData("a5er wa7ed", "19:30")]
    [InlineData("tani wa7da", "17:00")]
    [InlineData("الرقم اتنين", "17:00")]
    [InlineData("elly fel nos", "17:00")]
    [InlineData("el wasat", "17:00")]
    [InlineData("الضهراوي", "13:00")]
    [InlineData("1930 keda", "19:30")]
    [InlineData("el wostanya", "17:00")]
    [InlineData("el bdrya, ana gahza", "13:00")]
    [InlineData("اللي متأخر شوية عشان الشغل", "19:30")]
    [InlineData("الآخر خالص", "19:30")]
    [InlineData("عندي درس لحد ٤، فالتانية", "17:00")]
    [InlineData("خمسة دي انا لسه نايم فيها، خليها التالتة", "19:30")]
    [InlineData("الاولى احسن عشان احبس التاني", "13:00")]
    [InlineData("2.", "17:00")]
    public void A_time_that_was_offered_is_chosen(string said, string time) =>
        Read(said, SlotNames.Time, "13:00", "17:00", "19:30").Times.Time.ShouldNotBeNull(said).Time.ToString("HH:mm", null).ShouldBe(time, said);

    [Theory]
    [InlineData("بلاش المتأخر", "10:00")]
    [InlineData("later one el awlani fe quiz", "20:00")]
    [InlineData("بتاع بالليل", "20:00")]
    [InlineData("المسائي", "20:00")]
    [InlineData("الصباحي لا استنى اه الصباحي تمام", "10:00")]
    [InlineData("el sob7", "10:00")]
    [InlineData("اللي قبل العصر", "10:00")]
    [InlineData("الاولى عشان المواصلات بتقف بعد المغرب", "10:00")]
    [InlineData("the evening-ish wa7da", "20:00")]
    [InlineData("el masa2y", "20:00")]
    [InlineData("طيارته العصر فبتاع الصبح", "10:00")]
    [InlineData("صباحًا عندي تسويات، فالمسائية", "20:00")]
    [InlineData("٨ دي رحلة مش كشف، هاتوا اللي قبلها", "10:00")]
    public void Of_two_times_one_is_told_by_its_part_of_the_day_or_by_the_other(string said, string time)
    {
        var times = Read(said, SlotNames.Time, "10:00", "20:00").Times;
        times.Time.ShouldNotBeNull(said).Time.ToString("HH:mm", null).ShouldBe(time, said);
        times.Part.ShouldBeNull("the part only told which");
    }

    [Fact]
    public void A_part_beside_the_one_refused_is_that_time() => Read("العصر مش بالليل", SlotNames.Time, "14:30", "17:00").Times.Time!.Value.Time.ShouldBe(new LocalTime(14, 30));

    [Theory]
    [InlineData("تاني واحد", 26)]
    [InlineData("مش الجاي، اللي بعده", 26)]
    [InlineData("talat el 3asr", 24)]
    [InlineData("el abdar", 24)]
    [InlineData("الاخير", 26)]
    [InlineData("اول حاجه فيهم", 24)]
    [InlineData("تلات", 24)]
    [InlineData("التلات سوق، فالتاني", 26)]
    [InlineData("elly mesh bokra", 26)]
    [InlineData("Tuesday I'm flying, so the other one", 26)]
    [InlineData("مش التلات عندي جمعية، اللي بعديه", 26)]
    [InlineData("قبل الخميس عشان الخميس خبيز", 24)]
    [InlineData("عنده شغل بكره فالخميس", 26)]
    public void A_day_that_was_offered_is_chosen(string said, int day) => Read(said, SlotNames.Date, "2026-11-24", "2026-11-26").Times.Date.ShouldNotBeNull(said).Date.ShouldBe(new LocalDate(2026, 11, day), said);

    [Theory]
    [InlineData("والتلات كان فيه ايه؟")]
    [InlineData("التلات؟ ده يوم زحمة")]
    [InlineData("الخميس يوم عيد جوازنا")]
    public void What_is_asked_or_told_of_a_day_that_was_offered_is_no_wish(string said) => Read(said, SlotNames.Date, "2026-11-24", "2026-11-26").Times.Date.ShouldBeNull(said);

    [Theory]
    [InlineData("هو الكشف بكام الاول")]
    [InlineData("اول معاد فاضي")]
    [InlineData("الاول معتز والتاني مازن")]
    [InlineData("اشوف جدولي")]
    [InlineData("فيه زحمة الصبح؟")]
    [InlineData("ممكن حد يكلمني الاول")]
    [InlineData("la2 el awel olly panadol wala la2")]
    [InlineData("ناخدهم الاتنين، الكبيرة الأول")]
    public void What_is_no_choice_is_none(string said) => Read(said, SlotNames.Time, "13:00", "17:00").Place.ShouldBeNull(said);
}
