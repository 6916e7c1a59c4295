using CsCheck;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Tests.CallCenter.Understanding;

public sealed class TimeExpressionsTests
{
    // a Monday, a quarter past ten in the morning
    static readonly LocalDateTime Now = new(2026, 11, 23, 10, 15);

    static TimesSaid Read(string said, bool expectsDate = false, bool expectsTime = false) => TimeExpressions.Egypt.Read(Utterance.Of(said), Now, expectsDate, expectsTime);

    [Theory]
    [InlineData("عايز احجز النهارده", "2026-11-23")]
    [InlineData("بكرة", "2026-11-24")]
    [InlineData("ينفع بكره ان شاء الله؟", "2026-11-24")]
    [InlineData("بعد بكرة بعد العصر", "2026-11-25")]
    [InlineData("bokra", "2026-11-24")]
    [InlineData("ba3d bokra lw sama7t", "2026-11-25")]
    [InlineData("the day after tomorrow", "2026-11-25")]
    [InlineData("الخميس الجاي", "2026-11-26")]
    [InlineData("🙏 الخميس 😊 الجاي", "2026-11-26")]
    [InlineData("يوم الخميس", "2026-11-26")]
    [InlineData("يوم خميس", "2026-11-26")]
    [InlineData("عايزه معاد يوم اتنين", "2026-11-30")]
    [InlineData("el khamees", "2026-11-26")]
    [InlineData("الخميس مش الجاي اللي بعده", "2026-12-03")]
    [InlineData("الخميس اللي بعد الجاي", "2026-12-03")]
    [InlineData("a week after this coming monday", "2026-12-07")]
    [InlineData("يوم السبت الاسبوع الجاي", "2026-11-28")]
    [InlineData("الاسبوع الجاي يوم الحد", "2026-11-29")]
    [InlineData("الاتنين", "2026-11-30")]
    [InlineData("النهارده الاتنين", "2026-11-23")]
    [InlineData("لا خليها التلات", "2026-11-24")]
    [InlineData("مش الخميس، خليها السبت", "2026-11-28")]
    [InlineData("بدل الخميس خليه الأحد", "2026-11-29")]
    [InlineData("انقل معادي من الحد للتلات", "2026-11-24")]
    [InlineData("move it from Sunday to Tuesday", "2026-11-24")]
    [InlineData("بعد يومين", "2026-11-25")]
    [InlineData("كمان اسبوع", "2026-11-30")]
    [InlineData("بعد ٣ أيام", "2026-11-26")]
    [InlineData("بعد اسبوعين", "2026-12-07")]
    [InlineData("in two weeks", "2026-12-07")]
    [InlineData("a week from today", "2026-11-30")]
    [InlineData("يوم ٣", "2026-12-03")]
    [InlineData("يوم 25", "2026-11-25")]
    [InlineData("يوم ٣ الشهر الجاي", "2026-12-03")]
    [InlineData("يوم خمسة ديسمبر", "2026-12-05")]
    [InlineData("٣/١٢", "2026-12-03")]
    [InlineData("3/12/2026", "2026-12-03")]
    [InlineData("2026-12-03", "2026-12-03")]
    [InlineData("5 january", "2027-01-05")]
    [InlineData("the 7th of next month", "2026-12-07")]
    [InlineData("half past four next Tuesday", "2026-11-24")]
    [InlineData("واحد وعشرين ديسمبر", "2026-12-21")]
    [InlineData("الثاني والعشرون من ديسمبر", "2026-12-22")]
    [InlineData("كمان تلت ايام", "2026-11-26")]
    [InlineData("ba3d 3ashar t2yam", "2026-12-03")]
    [InlineData("زي بكره الاسبوع الجاي", "2026-12-01")]
    [InlineData("بعد اسبوعين زي النهارده", "2026-12-07")]
    [InlineData("مش الخميس القريب، اللي بعده", "2026-12-03")]
    [InlineData("يوم الاتنين مش اللي جاي اللي وراه", "2026-12-07")]
    [InlineData("اول سبت في الشهر الجاي", "2026-12-05")]
    [InlineData("اخر يوم ف الشهر", "2026-11-30")]
    [InlineData("awel youm f december", "2026-12-01")]
    [InlineData("بعد غد", "2026-11-25")]
    [InlineData("لا مفيش غير السبت بينفع معاها", "2026-11-28")]
    [InlineData("التلات، الحد عندنا غسيل", "2026-11-24")]
    [InlineData("بعد بكره عشان بكره عندي ميدتيرم", "2026-11-25")]
    [InlineData("احجزلي السبت والغي اللي كان بكره", "2026-11-28")]
    [InlineData("١٢ ستة", "2027-06-12")]
    [InlineData("12th of December", "2026-12-12")]
    [InlineData("December the 12th", "2026-12-12")]
    [InlineData("the 3rd", "2026-12-03")]
    [InlineData("on the third of december", "2026-12-03")]
    [InlineData("the twenty first", "2026-12-21")]
    [InlineData("the twenty-first of december", "2026-12-21")]
    [InlineData("December twenty-first", "2026-12-21")]
    [InlineData("Wednesday next week", "2026-12-02")]
    [InlineData("next week on Wednesday", "2026-12-02")]
    [InlineData("day after tomorrow please", "2026-11-25")]
    [InlineData("a week from Tuesday", "2026-12-01")]
    [InlineData("a week on Thursday", "2026-12-03")]
    [InlineData("two weeks from Tuesday", "2026-12-08")]
    [InlineData("any day on Thursday", "2026-11-26")]
    [InlineData("is anything at all free today", "2026-11-23")]
    [InlineData("it hurts all day today", "2026-11-23")]
    [InlineData("can we make it today", "2026-11-23")]
    [InlineData("please book it for today", "2026-11-23")]
    [InlineData("does Thursday work for you", "2026-11-26")]
    [InlineData("بكرة ايه المواعيد الفاضية", "2026-11-24")]
    public void A_day_is_read(string said, string date) => Read(said).Date.ShouldNotBeNull(said).Date.ShouldBe(LocalDatePattern.Iso.Parse(date).Value, said);

    [Theory]
    [InlineData("تمانية إلا ربع بليل", "19:45")]
    [InlineData("خمسة ونص العصر", "17:30")]
    [InlineData("الساعة ٥", "17:00")]
    [InlineData("الساعة5", "17:00")]
    [InlineData("الساعه ١٠", "10:00")]
    [InlineData("١٢ الضهر", "12:00")]
    [InlineData("الساعة 1 الضهر", "13:00")]
    [InlineData("سبعة المغرب", "19:00")]
    [InlineData("٩ الصبح", "09:00")]
    [InlineData("9 بالليل", "21:00")]
    [InlineData("الساعة ستة وتلت", "18:20")]
    [InlineData("خمسة إلا خمسة العصر", "16:55")]
    [InlineData("سبعة ونص وخمسة", "19:35")]
    [InlineData("تسعة وعشرة الصبح", "09:10")]
    [InlineData("el sa3a 5 w nos", "17:30")]
    [InlineData("5:30", "17:30")]
    [InlineData("٥:٣٠ مساءً", "17:30")]
    [InlineData("17:30", "17:30")]
    [InlineData("half past four next Tuesday", "16:30")]
    [InlineData("السابعة إلا الربع مساءً", "18:45")]
    [InlineData("الثانية عشرة إلا ربعًا", "11:45")]
    [InlineData("العاشرة وخمس واربعون دقيقة", "10:45")]
    [InlineData("الخامسة والنصف احسن", "17:30")]
    [InlineData("في الحادية عشرة", "11:00")]
    [InlineData("الساعة حداشر وعشر دقايق", "11:10")]
    [InlineData("خميس ٥", "17:00")]
    [InlineData("bokra 6", "18:00")]
    [InlineData("مراتي تيجي ٥؟", "17:00")]
    [InlineData("seba3a w rob3", "19:15")]
    [InlineData("quarter to eight in the evening", "19:45")]
    [InlineData("five thirty", "17:30")]
    [InlineData("at 9", "09:00")]
    [InlineData("5pm", "17:00")]
    [InlineData("11 p.m.", "23:00")]
    [InlineData("noon", "12:00")]
    [InlineData("الخميس العصر الساعة ٤", "16:00")]
    [InlineData("الساعة ٨ يوم الخميس بالليل", "20:00")]
    [InlineData("quarter past 2", "14:15")]
    [InlineData("a quarter to 3", "14:45")]
    [InlineData("quarter to 13 in the afternoon", "12:45")]
    [InlineData("half 4", "16:30")]
    [InlineData("twenty-five past three", "15:25")]
    [InlineData("morning 10:30", "10:30")]
    [InlineData("afternoon 12:30", "12:30")]
    [InlineData("10 o\"clock in the morning", "10:00")]
    [InlineData("twelve noon", "12:00")]
    public void A_time_is_read(string said, string time) => Read(said).Time.ShouldNotBeNull(said).Time.ShouldBe(LocalTimePattern.ExtendedIso.Parse(time + ":00").Value, said);

    [Theory]
    [InlineData("الصبح", PartOfDay.Morning)]
    [InlineData("بعد بكرة بعد العصر", PartOfDay.Afternoon)]
    [InlineData("بعد المغرب", PartOfDay.Evening)]
    [InlineData("بالليل احسن", PartOfDay.Evening)]
    [InlineData("tomorrow morning", PartOfDay.Morning)]
    [InlineData("bokra el sob7", PartOfDay.Morning)]
    public void A_part_of_day_is_read(string said, PartOfDay part) => Read(said).Part.ShouldNotBeNull(said).Part.ShouldBe(part);

    [Theory]
    [InlineData("عندي ٣ ولاد")]
    [InlineData("رقمي 01012345678")]
    [InlineData("on second thought, no")]
    [InlineData("he is 5 years old")]
    [InlineData("الكشف بكام؟")]
    [InlineData("حد يرد عليا")]
    [InlineData("I had one question")]
    [InlineData("1532 20th street")]
    [InlineData("صفر عشرة ستة تلاتين خمسة وخمسين واحد وعشرين تمانية")]
    [InlineData("ابصم بالعشره")]
    [InlineData("بعد الغدا")]
    [InlineData("روشتة تكفي تلات شهور")]
    [InlineData("الاتنين كويسين")]
    [InlineData("وجمعة مباركة")]
    public void What_says_no_time_reads_as_none(string said)
    {
        var times = Read(said);
        times.Dates.ShouldBeEmpty();
        times.Times.ShouldBeEmpty();
        times.Parts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("That will be all for today.")]
    [InlineData("thanks for your help today!")]
    [InlineData("No, that was it for today")]
    [InlineData("I am okay for today, thank you")]
    [InlineData("That's everything I need today")]
    public void Who_takes_leave_wishes_for_no_day(string said) => Read(said).Date.ShouldBeNull(said);

    [Fact]
    public void One_more_change_is_no_hour_where_a_time_was_read_back() => Read("One more change, please make it Monday", expectsTime: true).Times.ShouldBeEmpty();

    [Fact]
    public void A_bare_number_is_what_was_asked_for()
    {
        Read("5").Times.ShouldBeEmpty();
        Read("٥", expectsTime: true).Time!.Value.Time.ShouldBe(new LocalTime(17, 0));
        Read("خمسة", expectsDate: true).Date!.Value.Date.ShouldBe(new LocalDate(2026, 12, 5));
    }

    [Theory]
    [InlineData("٨ ونص ايه بس")]
    [InlineData("القطر بيطلع ١١")]
    [InlineData("عندي درس للبنات سبعة")]
    [InlineData("هو مفيش غير عشرة؟")]
    [InlineData("انا مقدرش اجي عشرة")]
    public void An_hour_that_is_told_of_something_else_or_refused_is_not_wished_for(string said) => Read(said, expectsTime: true).Time.ShouldBeNull(said);

    [Fact]
    public void A_day_of_the_month_alone_is_of_the_month_that_was_spoken_of_and_the_one_after_is_a_week_on()
    {
        var january = new LocalDate(2027, 1, 12);
        TimeExpressions.Egypt.Read(Utterance.Of("ولا اقولك خليها ١٦"), Now, expectsDate: true, inForce: january).Date!.Value.Date.ShouldBe(new LocalDate(2027, 1, 16));
        TimeExpressions.Egypt.Read(Utterance.Of("مش ده، اللي بعده"), Now, inForce: january).Date!.Value.Date.ShouldBe(new LocalDate(2027, 1, 19));
    }

    [Fact]
    public void Before_Thursday_is_the_days_until_then_and_not_Thursday()
    {
        var said = Read("قبل الخميس");
        said.Date.ShouldBeNull();
        said.Spans.ShouldHaveSingleItem().Days.ShouldBe(new DateInterval(new(2026, 11, 23), new(2026, 11, 25)));
    }

    [Fact]
    public void Next_Thursday_on_a_Monday_may_be_either_and_is_to_be_asked()
    {
        var thursday = Read("next Thursday").Date!.Value;
        (thursday.Date, thursday.OrElse).ShouldBe((new LocalDate(2026, 11, 26), new LocalDate(2026, 12, 3)));
        Read("this Thursday").Date!.Value.OrElse.ShouldBeNull();
    }

    [Fact]
    public void The_clinics_hours_settle_which_eight_is_meant()
    {
        var evenings = new TimeExpressions(IsoDayOfWeek.Saturday, time => time >= new LocalTime(17, 0));
        evenings.Read(Utterance.Of("الساعة 8"), Now).Time!.Value.Time.ShouldBe(new LocalTime(20, 0));
        TimeExpressions.Egypt.Read(Utterance.Of("at 8"), Now).Time!.Value.Time.ShouldBe(new LocalTime(8, 0));
    }

    [Fact]
    public void Next_week_is_a_span_and_no_day()
    {
        var said = Read("الأسبوع الجاي");
        said.Date.ShouldBeNull();
        said.Spans.ShouldHaveSingleItem().Days.ShouldBe(new DateInterval(new(2026, 11, 28), new(2026, 12, 4)));
    }

    static readonly Gen<string> AnyWords = Gen.OneOf([.. ("بعد بكره الخميس الجاي اللي بعده مش 5 31 0 99 : / - ونص الا ربع الساعه العصر next week the of month march th half past to in from day 2026 . يوم شهر"
        + " 24 three twenty والاتنين , a now").Split(' ').Select(Gen.Const)]).Array[1, 8].Select(words => string.Join(' ', words));

    [Fact]
    public void Whatever_is_typed_is_read_without_an_accident() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char['\0', '\uffff'], 0, 20], AnyWords).Sample(said => { Read(said, expectsDate: true, expectsTime: true); });
}
