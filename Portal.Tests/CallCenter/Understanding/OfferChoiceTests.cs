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
    public void A_time_that_was_offered_is_chosen(string said, string time) =>
        Read(said, SlotNames.Time, "13:00", "17:00", "19:30").Times.Time.ShouldNotBeNull(said).Time.ToString("HH:mm", null).ShouldBe(time, said);

    [Theory]
    [InlineData("تاني واحد", 26)]
    [InlineData("الاخير", 26)]
    [InlineData("اول حاجه فيهم", 24)]
    [InlineData("تلات", 24)]
    public void A_day_that_was_offered_is_chosen(string said, int day) => Read(said, SlotNames.Date, "2026-11-24", "2026-11-26").Times.Date.ShouldNotBeNull(said).Date.ShouldBe(new LocalDate(2026, 11, day), said);

    [Theory]
    [InlineData("هو الكشف بكام الاول")]
    [InlineData("اول معاد فاضي")]
    [InlineData("اشوف جدولي")]
    public void What_is_no_choice_is_none(string said) => Read(said, SlotNames.Time, "13:00", "17:00").Place.ShouldBeNull(said);
}
