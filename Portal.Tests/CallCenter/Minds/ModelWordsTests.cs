using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Minds;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Minds;

/// <summary>What a model gives as the patient's words points at what the patient said, or at nothing.</summary>
public sealed class ModelWordsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    async Task<IReadOnlyList<Understood>> ReadAsync(string heard, string[] before, Frame frame, params (string Skill, (string, string)[] Words)[] calls)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        var knowledge = await scope.Get<KnowledgeSource>().GetAsync(TestContext.Current.CancellationToken);
        var reader = scope.Get<Reader>();
        var read = reader.Read(heard, new(knowledge.LocalAt(portal.Now), "EG", "en", [], null, knowledge.Times, knowledge.Doctors));
        var conversation = new Conversation(clinic.Id, ConversationId.New()) { Channel = Channel.Site, KeyHash = [], Language = "en", StartedAt = portal.Now, LastAt = portal.Now, Frame = "{}" };
        var skills = scope.Get<SkillList>();
        return new ModelWords(reader).Read(
            new Exchange(conversation, frame, knowledge, read, 2, portal.Now, null),
            [.. calls.Select((c, i) => new ModelCall($"{i}", skills.Named(c.Skill)!, c.Words.ToDictionary(w => w.Item1, w => w.Item2)))], before);
    }

    [Fact]
    public async Task A_wish_that_begins_takes_up_what_was_said_for_it_before()
    {
        var read = await ReadAsync("yes please", ["I am Laila", "only on Monday at 11 am I am off"], new(), ("book_appointment", [("when", "Monday at 11 am"), ("what", "visit")]));

        read[0].Times.Date!.Value.Date.ToString("yyyy-MM-dd", null).ShouldBe("2026-11-23");
        read[0].Times.Time!.Value.Time.Hour.ShouldBe(11);
        read[0].Utterance.Typed.ShouldBe("Monday at 11 am, yes please");
    }

    [Fact]
    public async Task A_wish_that_goes_on_does_not()
    {
        var read = await ReadAsync("the second one", ["Monday at 11 am"], new() { Skill = "book_appointment" }, ("book_appointment", [("when", "Monday at 11 am")]));

        read[0].Utterance.Typed.ShouldBe("the second one");
    }

    [Fact]
    public async Task What_nobody_said_counts_for_nothing()
    {
        var read = await ReadAsync("book me something", ["hello"], new(), ("book_appointment", [("when", "2026-12-24 at 16:00"), ("doctor", "Dr. House"), ("who", "Bobby")]));

        (read[0].Times.Date, read[0].Times.Time, read[0].Slots.Doctor, read[0].Person.Names.Count).ShouldBe((null, null, null, 0));
    }

    [Fact]
    public async Task A_name_that_was_said_before_is_known_for_a_name()
    {
        var read = await ReadAsync("now please", ["the patient, Laila Adel, is my daughter"], new(), ("book_appointment", [("who", "Laila Adel")]));

        read[0].Person.Names.ShouldBe(["Laila Adel"]);
    }

    [Fact]
    public async Task Two_wishes_share_the_message_out()
    {
        var read = await ReadAsync(
            "cancel the one on Monday and book a consultation on Wednesday at 12 please", [], new(), ("cancel_appointment", [("which", "the one on Monday")]), ("book_appointment", [("what", "consultation"), ("when", "on Wednesday at 12")]));

        read[0].Utterance.Typed.ShouldBe("cancel the one on Monday");
        read[1].Utterance.Typed.ShouldBe("and book a consultation on Wednesday at 12 please");
    }

    [Fact]
    public async Task Wishes_that_share_their_words_each_read_the_whole()
    {
        const string Said = "my appointment on Monday, move it";
        var read = await ReadAsync(Said, [], new(), ("my_appointments", []), ("move_appointment", [("which", "my appointment on Monday")]));

        read.ShouldAllBe(r => r.Utterance.Typed == Said);
    }
}
