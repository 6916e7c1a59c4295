using System.Diagnostics;
using Portal.Domain.CallCenter.Safety;

namespace Portal.Tests.CallCenter.Safety;

public sealed class AlarmScoreTests
{
    const string Story =
        "I'm a 24-year-old woman with type 1 diabetes since school. I had a stomach bug and left out my insulin because I wasn't eating. Since last night I've thrown up eight times, "
        + "I'm breathing hard and deep, my glucose is 24 and the ketones are 4.6. My flatmate says sleep. Should I stay home, see my doctor or go to the ER?";

    const string CalmStory =
        "I'm a 24-year-old woman with type 1 diabetes since school. My glucose runs between 5 and 9, ketones 0.1, HbA1c 6.8. I've had no vomiting and no thirst, I sleep and eat well, "
        + "pulse 66, blood pressure 116/72. The plaster of my new sensor itches a little. Should I stay home, see my doctor or go to the ER?";

    [Fact]
    public void Of_two_case_stories_that_share_their_words_the_grave_one_is_an_alarm()
    {
        Assert.NotNull(RedFlags.Base.Find(Story));
        Assert.Null(RedFlags.Base.Find(CalmStory));
    }

    [Theory]
    [InlineData("عايزة احجز سونار عشان اطمن، من امبارح البيبي مش بيتحرك خالص")]
    [InlineData("ممكن معاد بكرة؟ ابويا بقه اتعوج فجأة ودراعه مش شايله")]
    [InlineData("hi, is there a free slot tomorrow? since lunch an elephant sits on my chest and I'm sweating")]
    [InlineData("just wanted to cancel my appointment, I have the pills lined up")]
    [InlineData("3ayez a7gez 3ashan el dam nazel gamed w mesh byo2af")]
    public void A_wish_for_an_appointment_hides_no_emergency(string said) => Assert.NotNull(RedFlags.Base.Find(said));

    [Theory]
    [InlineData("the lab rang, my potassium is 7.1 and my legs are weak")]
    [InlineData("mum has COPD, her saturation is 79 and she is muddled")]
    [InlineData("نتيجة البوتاسيوم ٧ ورجليا مش شايلاني")]
    [InlineData("التشبع نزل ل ٨٢ وابويا بيهلوس")]
    public void A_reading_far_out_of_bounds_is_heard(string said) => Assert.NotNull(RedFlags.Base.Find(said));

    [Theory]
    [InlineData("my potassium is 4.2 and creatinine 88, when is the next check?")]
    [InlineData("oxygen 98, pulse 70, temperature 36.8, just a cough for two days")]
    [InlineData("السكر صايم ٩٥ والضغط ١٢٠ على ٨٠، كله تمام؟")]
    public void A_reading_within_bounds_is_none(string said) => Assert.Null(RedFlags.Base.Find(said));

    [Fact]
    public void A_rule_touched_in_passing_is_no_alarm_of_a_long_calm_story() =>
        Assert.Null(RedFlags.Base.Find(
            "I'm a 58-year-old woman and for ten months I've been a bit breathless when I walk uphill with faster friends. I sleep on one pillow, my ankles don't swell, and I've never had "
            + "chest pain, wheezing or palpitations. My oxygen is 98, blood pressure 124/78. My aunt had heart failure, so how soon should I be looked at?"));

    [Fact]
    public void A_clinics_own_lines_leave_the_base_as_it_was()
    {
        var flags = RedFlags.Base.With(["other: البيبي + بلالين", "bleeding: pills > lined", "other: potassium | glucose + rainbow", "suicide: insulin + unicorn | موعد + بلالين"]);

        foreach (var said in new[] { Story, "ابويا بقه اتعوج فجأة ودراعه مش شايله", "the lab rang, my potassium is 7.1 and my legs are weak", "sudden severe pain in one testicle", "I can't breathe" })
            Assert.Equal(RedFlags.Base.Find(said), flags.Find(said));
        Assert.Null(flags.Find("عايز احجز كشف باطنة"));
    }

    [Fact]
    public void The_same_message_is_told_the_same_every_time() => Assert.Single(Enumerable.Range(0, 20).Select(_ => RedFlags.Base.Find(Story)).Distinct());

    [Fact]
    public void A_message_is_read_in_well_under_two_milliseconds()
    {
        const string said = "السلام عليكم عايز احجز معاد عند دكتور باطنة بكرة بعد العصر عشان معدتي تعباني شوية";
        var best = Enumerable.Range(0, 20).Min(_ =>
        {
            var from = Stopwatch.GetTimestamp();
            for (var i = 0; i < 20; i++)
                RedFlags.Base.Find(said);
            return Stopwatch.GetElapsedTime(from).TotalMilliseconds / 20;
        });

        Assert.InRange(best, 0, 2);
    }
}
