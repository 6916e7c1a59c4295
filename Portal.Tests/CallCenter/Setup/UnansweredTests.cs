using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Setup;
using Portal.Tests.CallCenter.Desk;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Setup;

public sealed class UnansweredTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_alike_stands_together_the_most_asked_on_top()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        foreach (var text in (string[])["Is there wifi in the waiting room?", "Do you do laser hair removal?", "laser hair removal available?", "بكام الليزر لإزالة الشعر؟", "Do you do LASER hair removal", "فيه ليزر لازالة الشعر"])
            await clinic.AskedInVainAsync(text);

        var groups = await clinic.UnansweredAsync();

        groups.Select(g => g.Count).ShouldBe([3, 2, 1]);
        groups[0].Wordings.Count.ShouldBe(2);
        groups[2].Text.ShouldBe("Is there wifi in the waiting room?");
    }

    [Fact]
    public async Task A_taught_answer_settles_its_questions_and_the_next_patient_hears_it()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        const string question = "Do you have a playroom for kids?";
        var started = await clinic.StartAsync();
        await clinic.SayAsync(started, question);
        await clinic.SayAsync(started, "Is there a prayer room?");
        var group = (await clinic.UnansweredAsync()).Single(g => g.Text == question);

        (await clinic.SaveFactAsync(new(null, null, FactTopic.Other, question, "نعم، في الدور الأول.", "Yes, on the first floor.", false, group.Questions))).Succeeded.ShouldBeTrue();

        (await clinic.UnansweredAsync()).ShouldNotContain(g => g.Text == question);
        (await clinic.UnansweredAsync()).ShouldHaveSingleItem().Text.ShouldBe("Is there a prayer room?");
        (await clinic.AskAsync(question)).ShouldContain("Yes, on the first floor.");
    }

    [Fact]
    public async Task Dismissed_is_gone_until_it_is_put_back_and_what_was_taught_is_not_put_back()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (wifi, laser) = (await clinic.AskedInVainAsync("Is there wifi?"), await clinic.AskedInVainAsync("Do you do laser?"));
        await clinic.SaveFactAsync(SetupScenes.Parking with { Questions = "Do you do laser?", Teaches = [laser] });

        (await DismissAsync(clinic, wifi)).ShouldBeNull();
        (await clinic.UnansweredAsync()).ShouldBeEmpty();
        (await DismissAsync(clinic, wifi)).ShouldBe(AgentSetupError.NotFound);
        (await DismissAsync(clinic, laser, false)).ShouldBe(AgentSetupError.NotFound);
        (await DismissAsync(clinic, wifi, false)).ShouldBeNull();

        (await clinic.UnansweredAsync()).ShouldHaveSingleItem().Questions.ShouldBe([wifi]);
        (await clinic.AuditAsync(DismissQuestions.Action)).ShouldBe(["done"]);
        (await clinic.AuditAsync(DismissQuestions.BackAction)).ShouldBe(["done"]);
    }

    [Fact]
    public async Task Another_clinics_questions_are_neither_listed_nor_settled()
    {
        var (ours, theirs) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        var id = await theirs.AskedInVainAsync("Is there wifi?");

        (await ours.UnansweredAsync()).ShouldBeEmpty();
        (await DismissAsync(ours, id)).ShouldBe(AgentSetupError.NotFound);
        await ours.SaveFactAsync(SetupScenes.Parking with { Teaches = [id] });

        (await theirs.UnansweredAsync()).Count.ShouldBe(1);
    }

    static async Task<AgentSetupError?> DismissAsync(TestClinic clinic, Guid id, bool dismissed = true)
    {
        var result = await clinic.AdminAsync<DismissQuestions, Guid>(u => u.ExecuteAsync(new([id], dismissed), Cancellation));
        return result.Succeeded ? null : result.Error;
    }
}
