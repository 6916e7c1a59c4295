using CsCheck;
using Portal.Domain.CallCenter.Safety;

namespace Portal.Tests.CallCenter.Safety;

public sealed class RedFlagsTests
{
    static string? Kind(string said) => RedFlags.Base.Find(said)?.Kind;

    [Theory]
    [InlineData("صدري بيوجعني اوي ومش قادر اتنفس", "chest_pain")]
    [InlineData("بابا ماسك صدره وعرقان عرق ساقع", "chest_pain")]
    [InlineData("sadry byewga3ny w 3ar2an", "chest_pain")]
    [InlineData("crushing chest pain radiating to my left arm", "chest_pain")]
    [InlineData("ماما بوقها اتعوج فجأة ومش عارفة تتكلم", "stroke")]
    [InlineData("sudden worst headache of my life", "stroke")]
    [InlineData("my face was drooping and my arm was numb this morning, it's fine now", "stroke")]
    [InlineData("الدم مش راضي يقف من ايدي", "bleeding")]
    [InlineData("coughing up blood since this morning", "bleeding")]
    [InlineData("لا أستطيع التنفس", "breathing")]
    [InlineData("I can't breathe", "breathing")]
    [InlineData("مش عايز اعيش تاني", "suicide")]
    [InlineData("everyone would be better off without me", "suicide")]
    [InlineData("البيبي عنده شهر وسخن ٣٩", "infant_fever")]
    [InlineData("My 3-month-old has a fever of 39.5 and won't feed", "infant_fever")]
    [InlineData("ابويا وقع ومش بيرد علينا", "unconscious")]
    [InlineData("he collapsed and isn't responding", "unconscious")]
    [InlineData("ابني شرب كلور", "poisoning")]
    [InlineData("I took 20 paracetamol tablets", "poisoning")]
    [InlineData("ابني بيتشنج دلوقتي", "seizure")]
    [InlineData("she's epileptic and this one has been going for eight minutes", "seizure")]
    [InlineData("كلت جمبري ولساني ورم", "anaphylaxis")]
    [InlineData("ate peanuts, throat closing", "anaphylaxis")]
    [InlineData("انا حامل في السابع ونزل عليا دم", "pregnancy")]
    [InlineData("I'm 32 weeks and bleeding", "pregnancy")]
    [InlineData("ابني وقع على دماغه وبيرجع من ساعتها", "head_injury")]
    [InlineData("اتكب عليه زيت مغلي", "burn")]
    [InlineData("my glucose is 38 and I'm shaking", "other")]
    [InlineData("sudden severe pain in one testicle", "other")]
    public void An_emergency_is_told_with_its_kind(string said, string kind) => Assert.Equal(kind, Kind(said));

    [Theory]
    [InlineData("عايز احجز معاد مع دكتور قلب متابعة")]
    [InlineData("هموت من الضحك على اللي حصل")]
    [InlineData("قلبي وجعني عليه والله")]
    [InlineData("سعر الكشف نار")]
    [InlineData("مش عارف اتكلم انجليزي")]
    [InlineData("محدش بيرد على التليفون")]
    [InlineData("نتيجة اشعة الصدر طلعت؟")]
    [InlineData("شفت فيلم امبارح البطل فيه بيتشنج")]
    [InlineData("I'm dying to see the doctor")]
    [InlineData("these prices nearly gave me a heart attack")]
    [InlineData("stroke rehab follow-up for my father")]
    [InlineData("my phone died while booking")]
    [InlineData("sore throat for two days")]
    [InlineData("refill of my son's seizure medication")]
    [InlineData("the baby is two months old, temperature 37.1, here for vaccines")]
    public void An_ordinary_message_that_shares_the_words_is_none(string said) => Assert.Null(Kind(said));

    [Theory]
    [InlineData("مفيش وجع في صدري ولا ضيق تنفس")]
    [InlineData("no chest pain, shortness of breath, or fainting")]
    [InlineData("هي مش مغمى عليها")]
    [InlineData("he isn't having trouble breathing")]
    [InlineData("ابني وقع على راسه من سنة وعمل خياطة")]
    [InlineData("I had a seizure as a child")]
    [InlineData("كان عندي نزيف الشهر اللي فات وخف")]
    [InlineData("what do I do if someone faints?")]
    [InlineData("لو حد اغمى عليه نعمل ايه")]
    [InlineData("ايه اعراض الجلطة")]
    public void What_is_denied_or_past_or_supposed_is_none(string said) => Assert.Null(Kind(said));

    [Theory]
    [InlineData("عايز احجز متابعة بس دلوقتي صدري بيوجعني ومش قادر اتنفس")]
    [InlineData("مفيش سخونية بس مش قادر اخد نفسي")]
    [InlineData("مفيش سخونية وصدري بيوجعني جدا")]
    [InlineData("no fever, but I can't breathe")]
    [InlineData("no fever, my chest hurts badly")]
    [InlineData("I had a bypass last year and now my chest hurts")]
    [InlineData("بابا عمل عملية من سنة ودلوقتي مش بيرد ووقع")]
    [InlineData("what do I do if it happens again? he is having a seizure")]
    [InlineData("not sure what to do, my chest hurts")]
    [InlineData("I'd like to cancel my appointment because I took all my pills")]
    [InlineData("هموت من الضحك كنت، بس ماما وقعت ومش بترد")]
    public void A_guard_binds_to_its_own_clause_and_hides_nothing_beside_it(string said) => Assert.NotNull(Kind(said));

    [Fact]
    public void A_clinic_adds_words_of_its_own()
    {
        var flags = RedFlags.Base.With(["# our fertility patients", "other: بعد السحب + @pain", "bleeding: fistula > oozing"]);

        Assert.Null(Kind("بعد السحب امبارح حاسة بمغص"));
        Assert.Equal("other", flags.Find("بعد السحب امبارح حاسة بمغص")?.Kind);
        Assert.Equal("bleeding", flags.Find("my fistula is oozing")?.Kind);
        Assert.Null(flags.Find("my fistula is not oozing"));
        Assert.Null(flags.Find("عايز احجز كشف باطنة"));
    }

    [Fact]
    public void A_clinic_cannot_weaken_the_base()
    {
        string[] hostile =
        [
            "no: صدري, chest", "idiom: صدري > بيوجعني", "guard:no: chest", "every chest_pain: (weak)", "not_no: breathe", "chest_pain: chest unless pain",
            "other: chest pain unless hurts (even past)", "breathing: can't breathe unless breathe", "unless chest", "-chest_pain",
        ];
        var flags = RedFlags.Base.With(hostile);

        foreach (var said in new[] { "صدري بيوجعني اوي ومش قادر اتنفس", "chest pain and I can't breathe", "my chest hurts", "I can't breathe" })
            Assert.NotNull(flags.Find(said));
    }

    [Theory]
    [InlineData("chest pain", RedFlagLineError.NoKind)]
    [InlineData("headache: pain", RedFlagLineError.UnknownKind)]
    [InlineData("idiom: chest", RedFlagLineError.UnknownKind)]
    [InlineData("other:", RedFlagLineError.Empty)]
    [InlineData("other: fever + ", RedFlagLineError.Empty)]
    [InlineData("other: @nothing", RedFlagLineError.UnknownConcept)]
    [InlineData("other: @guard:no", RedFlagLineError.UnknownConcept)]
    [InlineData("other: fever (loud)", RedFlagLineError.UnknownOption)]
    [InlineData("other: a", RedFlagLineError.TooCommon)]
    [InlineData("other: معاد", RedFlagLineError.TooCommon)]
    public void A_malformed_line_is_refused_with_its_reason_and_the_others_hold(string line, RedFlagLineError error)
    {
        Assert.Equal(error, RedFlags.Check(line));

        var flags = RedFlags.Base.With([line, "other: blue moon rising"]);
        Assert.NotNull(flags.Find("blue moon rising"));
        Assert.Null(flags.Find("can I have an appointment"));
    }

    [Fact]
    public void A_good_line_is_not_refused() => Assert.Null(RedFlags.Check("other: sudden + @pain | وجع (within 8)"));

    [Fact]
    public void What_is_told_carries_nothing_of_the_message() =>
        Assert.Equal(new RedFlag("chest_pain"), RedFlags.Base.Find("crushing chest pain, my name is Samir"));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("؟؟؟ ... !!")]
    [InlineData("😂😂😂")]
    [InlineData("38.")]
    [InlineData("مش")]
    public void Hardly_anything_said_is_no_emergency(string said) => Assert.Null(Kind(said));

    [Fact]
    public void Any_text_can_be_read() =>
        Gen.String.Sample(text => RedFlags.Base.Find(text) is null or { Kind.Length: > 0 });
}
