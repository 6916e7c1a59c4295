using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Setup;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Setup;

/// <summary>The administrator writes what the clinic wants known, and the agent answers from it.</summary>
public sealed class FactsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_saved_fact_is_answered_with_at_once_in_both_languages_and_a_changed_one_too()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.AskAsync("Is there parking?")).ShouldNotContain("garage");

        var id = (await clinic.SaveFactAsync(SetupScenes.Parking)).Value;

        (await clinic.AskAsync("Is there parking?")).ShouldContain("There is a garage under the building.");
        (await clinic.AskAsync("فيه ركنة عندكم؟")).ShouldContain("فيه جراج تحت العمارة.");
        var saved = (await clinic.FactsAsync()).ShouldHaveSingleItem();
        (await clinic.SaveFactAsync(SetupScenes.Parking with { Id = saved.Id, Version = saved.Version, AnswerEn = "Behind the mosque." })).Value.ShouldBe(id);
        (await clinic.AskAsync("Is there parking?")).ShouldContain("Behind the mosque.");
        (await clinic.AuditAsync(SaveFact.Action)).ShouldBe(["done", "done"]);
    }

    [Fact]
    public async Task A_deleted_fact_is_known_no_more_and_is_put_back_as_it_was()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.SaveFactAsync(SetupScenes.Parking);
        var saved = (await clinic.FactsAsync()).Single();

        (await clinic.AdminAsync<DeleteFact, Guid>(u => u.ExecuteAsync(new(saved.Id, saved.Version), Cancellation))).Succeeded.ShouldBeTrue();
        (await clinic.AskAsync("Is there parking?")).ShouldNotContain("garage");
        (await clinic.AdminAsync<DeleteFact, Guid>(u => u.ExecuteAsync(new(saved.Id, saved.Version), Cancellation))).Error.ShouldBe(AgentSetupError.NotFound);

        (await clinic.SaveFactAsync(SetupScenes.Parking with { Id = saved.Id })).Succeeded.ShouldBeTrue();
        (await clinic.SaveFactAsync(SetupScenes.Parking with { Id = saved.Id })).Error.ShouldBe(AgentSetupError.ChangedMeanwhile);
        (await clinic.FactsAsync()).Single().Id.ShouldBe(saved.Id);
        (await clinic.AskAsync("Is there parking?")).ShouldContain("garage");
    }

    [Fact]
    public async Task Two_administrators_do_not_overwrite_each_other_nor_delete_what_was_just_changed()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.SaveFactAsync(SetupScenes.Parking);
        var read = (await clinic.FactsAsync()).Single();
        var mine = SetupScenes.Parking with { Id = read.Id, Version = read.Version, AnswerEn = "Mine" };

        (await clinic.SaveFactAsync(mine)).Succeeded.ShouldBeTrue();
        (await clinic.SaveFactAsync(mine with { AnswerEn = "Yours" })).Error.ShouldBe(AgentSetupError.ChangedMeanwhile);
        (await clinic.AdminAsync<DeleteFact, Guid>(u => u.ExecuteAsync(new(read.Id, read.Version), Cancellation))).Error.ShouldBe(AgentSetupError.ChangedMeanwhile);

        (await clinic.FactsAsync()).Single().AnswerEn.ShouldBe("Mine");
    }

    [Theory]
    [InlineData(" \n ؟ \n", "نعم", "Yes", AgentSetupError.QuestionsMissing)]
    [InlineData("Is there parking?", "  ", "Yes", AgentSetupError.AnswerArWrong)]
    [InlineData("Is there parking?", "نعم", "", AgentSetupError.AnswerEnWrong)]
    public async Task What_is_missing_is_said_at_its_field(string questions, string ar, string en, AgentSetupError expected)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.SaveFactAsync(SetupScenes.Parking with { Questions = questions, AnswerAr = ar, AnswerEn = en })).Error.ShouldBe(expected);
        (await clinic.SaveFactAsync(SetupScenes.Parking with { Questions = new string('q', 201) })).Error.ShouldBe(AgentSetupError.QuestionsTooLong);
        (await clinic.FactsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receptionist_is_refused_everything_and_each_refusal_is_in_the_audit_trail()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.SaveFactAsync(SetupScenes.Parking);
        var fact = (await clinic.FactsAsync()).Single();
        const StaffRole desk = StaffRole.Receptionist;
        AgentSetupError[] refusals =
        [
            (await clinic.AdminAsync<ListFacts, IReadOnlyList<Fact>>(u => u.ExecuteAsync(Cancellation), desk)).Error,
            (await clinic.AdminAsync<SaveFact, Guid>(u => u.ExecuteAsync(SetupScenes.Parking, Cancellation), desk)).Error,
            (await clinic.AdminAsync<DeleteFact, Guid>(u => u.ExecuteAsync(new(fact.Id, fact.Version), Cancellation), desk)).Error,
            (await clinic.AdminAsync<TryQuestion, TryQuestion.Answer>(u => u.ExecuteAsync(new("parking", null, "en"), Cancellation), desk)).Error,
            (await clinic.AdminAsync<ListUnanswered, IReadOnlyList<ListUnanswered.Group>>(u => u.ExecuteAsync(Cancellation), desk)).Error,
            (await clinic.AdminAsync<DismissQuestions, Guid>(u => u.ExecuteAsync(new([Guid.NewGuid()]), Cancellation), desk)).Error,
            (await clinic.AdminAsync<ListComplaints, ListComplaints.Page>(u => u.ExecuteAsync(Cancellation), desk)).Error,
            (await clinic.AdminAsync<SaveComplaint, Guid>(u => u.ExecuteAsync(new(null, null, "tooth", clinic.Service), Cancellation), desk)).Error,
            (await clinic.AdminAsync<ReadAgentSettings, ReadAgentSettings.Page>(u => u.ExecuteAsync(Cancellation), desk)).Error,
            (await clinic.AdminAsync<TryRedFlags, TryRedFlags.Answer>(u => u.ExecuteAsync(new("x", ""), Cancellation), desk)).Error,
            (await clinic.AdminAsync<AgentFigures, AgentFigures.Figures>(u => u.ExecuteAsync(30, Cancellation), desk)).Error,
        ];
        refusals.ShouldAllBe(error => error == AgentSetupError.Forbidden);
        foreach (var action in (string[])["fact.list", DeleteFact.Action, "fact.try", "question.list", DismissQuestions.Action, "complaint.list", SaveComplaint.Action, "agent.read", "agent.try", "agent.figures"])
            (await clinic.AuditAsync(action)).ShouldContain(nameof(AgentSetupError.Forbidden), action);
        (await clinic.FactsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_clinics_fact_is_neither_seen_nor_changed_nor_deleted_nor_answered_with()
    {
        var (ours, theirs) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        await theirs.SaveFactAsync(SetupScenes.Parking);
        var fact = (await theirs.FactsAsync()).Single();

        (await ours.FactsAsync()).ShouldBeEmpty();
        (await ours.SaveFactAsync(SetupScenes.Parking with { Id = fact.Id, Version = fact.Version, AnswerEn = "Ours" })).Error.ShouldBe(AgentSetupError.NotFound);
        (await ours.AdminAsync<DeleteFact, Guid>(u => u.ExecuteAsync(new(fact.Id, fact.Version), Cancellation))).Error.ShouldBe(AgentSetupError.NotFound);
        (await ours.AskAsync("Is there parking?")).ShouldNotContain("garage");
        (await theirs.FactsAsync()).Single().AnswerEn.ShouldBe(SetupScenes.Parking.AnswerEn);
    }

    [Fact]
    public async Task A_question_is_tried_before_and_after_saving_and_says_where_the_answer_comes_from()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await clinic.TryAsync("Is there parking?")).Kind.ShouldNotBe(TriedKind.Answered);
        (await clinic.TryAsync("Is there parking?", SetupScenes.Parking)).ShouldSatisfyAllConditions(
            a => a.Kind.ShouldBe(TriedKind.Answered), a => a.Source.ShouldBe(FactSource.Fact), a => a.IsDraft.ShouldBeTrue(), a => a.Reply.ShouldBe(SetupScenes.Parking.AnswerEn));

        await clinic.SaveFactAsync(SetupScenes.Parking);

        (await clinic.TryAsync("Is there parking?")).ShouldSatisfyAllConditions(a => a.Source.ShouldBe(FactSource.Fact), a => a.IsDraft.ShouldBeFalse(), a => a.Fact!.Topic.ShouldBe(FactTopic.Parking));
        (await clinic.TryAsync("How much is a consultation?")).ShouldSatisfyAllConditions(a => a.Source.ShouldBe(FactSource.Prices), a => a.Reply!.ShouldContain("300"));
        (await clinic.TryAsync("When do you open?")).Source.ShouldBe(FactSource.Hours);
        (await clinic.TryAsync("I want to book an appointment tomorrow")).ShouldSatisfyAllConditions(a => a.Kind.ShouldBe(TriedKind.OtherWish), a => a.Reply.ShouldBeNull());
        (await clinic.TryAsync("I have chest pain and I cannot breathe")).Kind.ShouldBe(TriedKind.Emergency);
    }

    [Fact]
    public async Task What_is_shown_on_the_page_is_what_the_clinic_marked()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.SaveFactAsync(SetupScenes.Parking);
        await clinic.SaveFactAsync(SetupScenes.Parking with { Questions = "Is there wifi?", Shown = false });
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        var fact = (await scope.Get<KnowledgeSource>().GetAsync(Cancellation)).Texts.Facts.Single(f => f.Shown);
        (fact.Question("ar"), fact.Question("en")).ShouldBe(("فيه ركنة؟", "Is there parking?"));
    }
}
