using NodaTime;
using NodaTime.Text;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Intents;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Tests.CallCenter.Understanding;

/// <summary>Days, hours and parts of the day that are said of something else than the visit, and those beside them that are wished for.</summary>
public sealed class PassingTimesTests
{
    // a Monday, a quarter past ten in the morning
    static readonly LocalDateTime Now = new(2026, 11, 23, 10, 15);

    static TimesSaid Read(string said, bool expectsDate = false, bool expectsTime = false, LocalDate? inForce = null) =>
        TimeExpressions.Egypt.Read(Utterance.Of(said), Now, expectsDate, expectsTime, inForce);

    [Theory]
    [InlineData("010 12345678 وخليها الخميس", true)]
    [InlineData("الخميس احسن", true)]
    [InlineData("لا معلش الخميس مش الاربع", true)]
    [InlineData("ممكن نخليها الخميس؟", true)]
    [InlineData("ده رقم جوزي 01012345678 وهو بيرجع من السفر الخميس", false)]
    public void Asked_for_a_phone_the_day_may_still_be_changed_and_is_not_by_what_is_said_of_the_phone(string said, bool changes)
    {
        var read = new Reader(IntentReader.Taught).Read(
            said, new(Now, "EG", "ar", [new AgentAct(AgentActKind.Request, "phone")], Intent.BookAppointment, TimeExpressions.Egypt, DoctorNames.None));
        (read.Times.Date?.Date).ShouldBe(changes ? new LocalDate(2026, 11, 26) : null, said);
    }

    [Theory]
    [InlineData("ضرسي اتكسر والفرح يوم الجمعة لازم دكتور سنان")]
    [InlineData("انا فرحي كمان شهر وعايزه اعرف بتعملو تنضيف بشره")]
    [InlineData("وفرحي بعد شهر ونص")]
    [InlineData("nazel cairo bokra 3shan gnaza")]
    [InlineData("لأ، عنده غسيل كلى الأربعاء نسيت")]
    [InlineData("الاتنين وقت تمريني")]
    [InlineData("النهارده عرفت ان ماما تعبانة")]
    [InlineData("وانا سحبت السبت، النتيجة طلعت؟")]
    [InlineData("كل يوم تقولولي بكرة")]
    [InlineData("دي معمولة من السبت اللي فات")]
    [InlineData("والدتي ليها كشف بس مش فاكرة اليوم")]
    [InlineData("ضهري واجعني طول اليوم")]
    [InlineData("لا اليوم الجديد ده مش مناسب")]
    [InlineData("كشف الاتنين بسعر واحد؟")]
    [InlineData("العيال الاتنين عندهم كحة")]
    [InlineData("التلاتة ورا بعض")]
    [InlineData("لا سبت ولا حد")]
    [InlineData("el khamees meen elly mawgood")]
    [InlineData("انا بكرة ولا بعده؟")]
    [InlineData("بكرة انا بولد اختي")]
    [InlineData("الجمعة الصبح جنازة ابن عمنا")]
    [InlineData("كفاية عليكم كده النهارده")]
    [InlineData("آخرك كام للاتنين")]
    [InlineData("انا ام المهندسين التلاتة")]
    public void A_day_of_something_else_is_no_wish(string said) => Read(said, expectsDate: true).Date.ShouldBeNull(said);

    [Theory]
    [InlineData("التلات لا استنى التلات عندي بروفة الفستان الاتنين احسن", "2026-11-30")]
    [InlineData("بعد بكرة، بكرة هجيب البدلة", "2026-11-25")]
    [InlineData("السبت، الحد والجمعه كله قداسات", "2026-11-28")]
    [InlineData("زقوها للاربع لحسن يوم التلات فيه كحك", "2026-11-25")]
    [InlineData("هتوصل الثلاثاء بالليل فخليها الاربع", "2026-11-25")]
    [InlineData("غير اول مارس ماعنديش", "2027-03-01")]
    [InlineData("el arba3 3andy off", "2026-11-25")]
    [InlineData("مش بكرة، اللي بعده", "2026-11-25")]
    [InlineData("الخميس ده لا اللي بعديه", "2026-12-03")]
    [InlineData("الاتنين مش ده، اللي بعده", "2026-12-07")]
    [InlineData("not this Monday, the one after", "2026-12-07")]
    [InlineData("اليوم اللي بعد الجمعة", "2026-11-28")]
    [InlineData("ba3d el gom3a beyom", "2026-11-28")]
    [InlineData("بعد الخميس ده بأسبوع", "2026-12-03")]
    [InlineData("فرح الحد، خليها تاني يوم", "2026-11-30")]
    [InlineData("اتنين الجاي", "2026-11-30")]
    [InlineData("أقرب اتنين", "2026-11-30")]
    [InlineData("talat el 3asr", "2026-11-24")]
    [InlineData("تلات بالليل يمشي", "2026-11-24")]
    [InlineData("احد كويس معايا", "2026-11-29")]
    [InlineData("7ad kwayes", "2026-11-29")]
    [InlineData("sun night", "2026-11-29")]
    [InlineData("el wed", "2026-11-25")]
    [InlineData("حالا لو ينفع في نفس اليوم", "2026-11-23")]
    [InlineData("السبت الجاي مش فاضيين، يبقى اللي بعده", "2026-12-05")]
    [InlineData("الحد فاضي، السبت عند امها", "2026-11-29")]
    [InlineData("النهاردة بدل ما اخد بكرة اجازة", "2026-11-23")]
    [InlineData("el 7ad el sob7 3shan el ta2deem ye2fel el etneen", "2026-11-29")]
    public void The_day_beside_it_is_the_wish(string said, string date) => Read(said, expectsDate: true).Date.ShouldNotBeNull(said).Date.ShouldBe(LocalDatePattern.Iso.Parse(date).Value, said);

    [Theory]
    [InlineData("ع الاربعة", "16:00")]
    [InlineData("يبقى الواحدة", "13:00")]
    [InlineData("لأ واحدة احسن، تمانية في فرقة بتعزف", "13:00")]
    [InlineData("زحزحها لتمانية", "20:00")]
    [InlineData("نص ساعة بعد اتناشر", "12:30")]
    [InlineData("nos sa3a ba3d el 6", "18:30")]
    [InlineData("عشرين دقيقة قبل تمانية", "19:40")]
    [InlineData("تمانية واربعين دقيقة", "20:40")]
    [InlineData("وحدة وعشرة", "13:10")]
    [InlineData("5aleeha 4 3andy dars", "16:00")]
    [InlineData("lel 12.45", "12:45")]
    [InlineData("6 w telt", "18:20")]
    [InlineData("8 ella 5amsa", "19:55")]
    [InlineData("التاسعة تماما", "09:00")]
    [InlineData("تسعة وعشرين دقيقة", "09:20")]
    [InlineData("one pm please, nine دي لا مستحيل", "13:00")]
    public void An_hour_is_read_as_it_was_said(string said, string time) =>
        Read(said, expectsTime: true).Time.ShouldNotBeNull(said).Time.ShouldBe(LocalTimePattern.ExtendedIso.Parse(time + ":00").Value, said);

    [Theory]
    [InlineData("بتاع ١ ونص ده فيه زحمه")]
    [InlineData("ستة ونص مش ظابطة معايا")]
    [InlineData("تسعة كده وقت المدرسة")]
    [InlineData("ضغطي ١٦ على ٩")]
    [InlineData("عشرة على عشرة")]
    [InlineData("معايا لسه خمس اوردرات")]
    [InlineData("w el kashf lessa sa3a 5 wala et8ayar?")]
    [InlineData("مستني من الساعه ١٠")]
    [InlineData("اربعة الاف كاش؟")]
    public void An_hour_that_is_none_or_will_not_do_is_no_wish(string said) => Read(said, expectsTime: true).Time.ShouldBeNull(said);

    [Theory]
    [InlineData("محدش بيرد على التليفون من الصبح")]
    [InlineData("جوزي صاحي طول الليل")]
    [InlineData("عايز جلسات علاج طبيعي للضهر")]
    [InlineData("وحزام الضهر ده البسه")]
    [InlineData("اجي صايمة ولا عادي افطر")]
    [InlineData("بالليل لا")]
    [InlineData("مساء الانوار")]
    [InlineData("ma3ad lel senan")]
    [InlineData("سجلتني الصبح ولا بليل؟")]
    [InlineData("الضهر انا بطبخ")]
    [InlineData("متسجل بعد العصر ولا قبله")]
    [InlineData("one pm works, I'm a morning person")]
    public void A_part_of_the_day_of_something_else_is_none(string said) => Read(said).Part.ShouldBeNull(said);

    [Theory]
    [InlineData("بالليل بس عشان شغال ويتر صباحي", PartOfDay.Evening)]
    [InlineData("yareet ba3d el dohr, ana 3andy gam3a el sob7", PartOfDay.Afternoon)]
    [InlineData("الصباح، راجلي بيكون في المستشفى بالليل", PartOfDay.Morning)]
    [InlineData("العصاري بس", PartOfDay.Afternoon)]
    [InlineData("عشيّة", PartOfDay.Evening)]
    [InlineData("bel leil", PartOfDay.Evening)]
    [InlineData("balel", PartOfDay.Evening)]
    [InlineData("الصبح بدري", PartOfDay.Morning)]
    public void The_part_that_is_wished_for_is_read(string said, PartOfDay part) => Read(said).Part.ShouldNotBeNull(said).Part.ShouldBe(part, said);
}
