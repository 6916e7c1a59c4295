using Microsoft.EntityFrameworkCore;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;

namespace Portal.Tests.CallCenter.FrontDesk;

/// <summary>What the front desk says when it is not asked for an appointment.</summary>
public sealed class MannersTests(FrontDeskScene scene) : IClassFixture<FrontDeskScene>
{
    [Theory]
    [InlineData("en", "how much is a dental visit?", "300 EGP")]
    [InlineData("en", "where are you?", "Abbas El Akkad")]
    [InlineData("en", "when is Dr Hoda in?", "10:00 am – 2:00 pm")]
    [InlineData("ar", "بكام كشف الأسنان؟", "٣٠٠ جنيه")]
    [InlineData("ar", "عندكم دكتور قلب؟", "مفيش عندنا دكتور قلب")]
    [InlineData("ar", "بتفتحوا امتى", "مواعيد العيادة")]
    public async Task Answers_from_what_the_clinic_says_of_itself(string language, string question, string answer) =>
        (await (await scene.StartAsync(language)).SayAsync(question)).ShouldContain(answer);

    [Fact]
    public async Task What_the_clinic_has_not_said_is_not_made_up_and_is_kept_to_be_taught()
    {
        var talk = await scene.StartAsync("en");
        (await talk.SayAsync("Is there a prayer room?")).ShouldContain("won't guess");
        (await scene.ReadAsync(db => db.Set<UnansweredQuestion>().SingleAsync(q => q.ConversationId == talk.Id))).Text.ShouldContain("prayer");
    }

    [Theory]
    [InlineData("en", "are you a robot?", "not a person")]
    [InlineData("ar", "انت روبوت؟", "مش إنسان")]
    [InlineData("en", "which antibiotic should I take?", "may not advise")]
    [InlineData("ar", "اخد ايه للصداع", "مقدرش أنصح")]
    [InlineData("en", "wrong number, sorry", "Al Nour Clinics")]
    public async Task Is_honest_about_what_it_is_and_may(string language, string said, string answer) =>
        (await (await scene.StartAsync(language)).SayAsync(said)).ShouldContain(answer);

    [Fact]
    public async Task Insults_are_answered_once_and_then_end_it()
    {
        var talk = await scene.StartAsync("en");
        (await talk.SayAsync("you stupid bot")).ShouldContain("without insults");
        var last = await talk.HearAsync("idiot");
        last.Ended.ShouldBeTrue();
        (await talk.ReadAsync()).State.ShouldBe(ConversationState.Ended);
    }

    [Fact]
    public async Task Who_wants_a_person_waits_for_one_and_is_not_told_that_one_comes_where_nobody_is()
    {
        var talk = await scene.StartAsync("en");
        (await talk.SayAsync("can I talk to a real person")).ShouldContain("Nobody is at the desk");
        var conversation = await talk.ReadAsync();
        (conversation.State, conversation.HandoverReason).ShouldBe((ConversationState.Waiting, HandoverReason.Asked));
        conversation.WaitingSince.ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_is_not_understood_three_times_gets_a_person()
    {
        var talk = await scene.StartAsync("en");
        await talk.SayAllAsync("qwerty zxcv", "asdf hjkl", "poiu mnbv");
        (await talk.ReadAsync()).State.ShouldBe(ConversationState.Waiting);
    }

    [Fact]
    public async Task A_message_is_read_back_and_left_for_the_doctor()
    {
        var talk = await scene.StartAsync("en");
        await talk.SayAsync("please tell Dr Nermine the temporary filling came off, no pain");
        (await talk.SayAsync("Bruno Keller 01077004001")).ShouldContain("Shall I send it?");
        (await scene.ReadAsync(db => db.Set<PatientRequest>().CountAsync(r => r.ConversationId == talk.Id))).ShouldBe(0);
        (await talk.SayAsync("yes send it")).ShouldContain("Sent to Dr Nermine");
        var request = await scene.ReadAsync(db => db.Set<PatientRequest>().SingleAsync(r => r.ConversationId == talk.Id));
        (request.Kind, request.Name, request.Phone, request.Level).ShouldBe((PatientRequestKind.Message, "Bruno Keller", "+201077004001", IdentityLevel.Claimed));
    }

    [Fact]
    public async Task While_a_person_has_the_conversation_the_agent_is_silent()
    {
        var talk = await scene.StartAsync("en");
        await scene.Portal.AsSuperuserAsync<int>($"update conversations set state = 'Person', holder_id = gen_random_uuid(), holder_name = 'Mona' where id = '{talk.Id}' returning 1");
        (await talk.HearAsync("hello?")).Answered.ShouldBeNull();
        (await talk.TurnsAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Silence_is_no_turn(string said)
    {
        var talk = await scene.StartAsync("en");
        await using var scope = scene.Portal.Scope(scene.Clinic, Support.TestPortal.Visitor);
        (await scope.Get<HearPatient>().ExecuteAsync(new(talk.Id, talk.Key, said), null, TestContext.Current.CancellationToken)).IsError(HearError.NotReadable).ShouldBeTrue();
    }
}
