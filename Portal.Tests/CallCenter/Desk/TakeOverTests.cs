using NodaTime;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Booking;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Desk;

/// <summary>A person in the agent's place: one at a time, and the agent silent meanwhile.</summary>
public sealed class TakeOverTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_who_take_over_at_once_one_wins()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var waiting = await clinic.WaitingAsync();
        var rivals = Enumerable.Range(0, 8).Select(_ => Receptionist.Mona()).ToArray();
        foreach (var rival in rivals)
            await clinic.BeatAsync(rival);

        var results = await Task.WhenAll(rivals.Select(rival => Task.Run(() => clinic.TakeOverAsync(rival, waiting.Id), Cancellation)));

        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Count(r => r.IsError(ConversationError.Taken)).ShouldBe(7);
        var winner = rivals[Array.FindIndex(results, r => r.Succeeded)];
        (await clinic.ConversationAsync(waiting.Id)).HolderId.ShouldBe(winner.Id);
        (await clinic.TurnsAsync(waiting.Id)).Count(t => t is { Speaker: Speaker.Note, Text: DeskNotes.TakenOver }).ShouldBe(1);
        (await clinic.AuditAsync(TakeOver.Action)).Count(outcome => outcome == "done").ShouldBe(1);
    }

    [Fact]
    public async Task While_a_person_has_it_the_agent_is_silent_and_the_patient_reads_the_person()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var waiting = await clinic.WaitingAsync();
        var mona = Receptionist.Mona();
        await clinic.BeatAsync(mona);
        (await clinic.TakeOverAsync(mona, waiting.Id)).Succeeded.ShouldBeTrue();

        var heard = await clinic.SayAsync(waiting, "How much is a visit?");
        (heard.Answered, heard.Text).ShouldBe((null, null));
        (await clinic.AnswerAsync(mona, waiting.Id, "  It is 300 pounds. ")).Succeeded.ShouldBeTrue();

        var turns = await clinic.TurnsAsync(waiting.Id);
        turns.Select(t => t.Number).ShouldBe(Enumerable.Range(1, turns.Count));
        turns[^2].Speaker.ShouldBe(Speaker.Patient);
        (turns[^1].Speaker, turns[^1].Text, turns[^1].StaffName, turns[^1].StaffId).ShouldBe((Speaker.Person, "It is 300 pounds.", "Mona", mona.Id));
        (await clinic.ConversationAsync(waiting.Id)).PickedUpAt.ShouldBe(portal.Now);
    }

    [Fact]
    public async Task A_colleague_can_neither_answer_nor_give_back_nor_end_nor_take_what_is_anothers()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var waiting = await clinic.WaitingAsync();
        var (mona, salma) = (Receptionist.Mona(), Receptionist.Salma());
        await clinic.BeatAsync(mona);
        await clinic.TakeOverAsync(mona, waiting.Id);

        (await clinic.AnswerAsync(salma, waiting.Id, "Hello")).Error.ShouldBe(ConversationError.NotYours);
        (await clinic.GiveBackAsync(salma, waiting.Id)).Error.ShouldBe(ConversationError.NotYours);
        (await clinic.EndAsync(salma, waiting.Id)).Error.ShouldBe(ConversationError.NotYours);
        (await clinic.TakeOverAsync(salma, waiting.Id)).Error.ShouldBe(ConversationError.Taken);
        (await clinic.TakeOverAsync(mona, waiting.Id)).Succeeded.ShouldBeTrue("pressed twice");
        (await clinic.TurnsAsync(waiting.Id)).Count(t => t.Speaker == Speaker.Note).ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_not_there_any_more_is_relieved_by_a_colleague()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var waiting = await clinic.WaitingAsync();
        var (mona, salma) = (Receptionist.Mona(), Receptionist.Salma());
        await clinic.BeatAsync(mona);
        await clinic.TakeOverAsync(mona, waiting.Id);

        portal.Clock.Advance(TimeSpan.FromSeconds(61));

        (await clinic.TakeOverAsync(salma, waiting.Id)).Succeeded.ShouldBeTrue();
        (await clinic.AnswerAsync(mona, waiting.Id, "I am back")).Error.ShouldBe(ConversationError.NotYours);
    }

    [Fact]
    public async Task Given_back_the_agent_answers_again_and_an_old_read_back_is_not_confirmed_by_a_yes_meant_for_the_person()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var started = await clinic.StartAsync();
        await clinic.SayAsync(started, "I would like to book a consultation on Monday at 10 am with Doctor 1");
        await clinic.SayAsync(started, "Sherif Nabil, 01001239876");
        var frame = Frame.Read((await clinic.ConversationAsync(started.Id)).Frame);
        frame.Asked = Asked.Confirm; // however the dialogue went: a yes would book
        await clinic.ChangeAsync(started.Id, c => c.Frame = frame.Write());
        var mona = Receptionist.Mona();
        await clinic.TakeOverAsync(mona, started.Id);
        await clinic.AnswerAsync(mona, started.Id, "Shall I ask the doctor first?");

        (await clinic.GiveBackAsync(mona, started.Id, "Wants Doctor 1 only")).Succeeded.ShouldBeTrue();
        var answer = await clinic.SayAsync(started, "yes");

        answer.Text.ShouldNotBeNullOrEmpty();
        (await clinic.CountAsync("appointments")).ShouldBe(0);
        var conversation = await clinic.ConversationAsync(started.Id);
        (conversation.State, conversation.HolderId).ShouldBe((ConversationState.Agent, null));
        var turns = await clinic.TurnsAsync(started.Id);
        turns.ShouldContain(t => t.Speaker == Speaker.Whisper && t.Text == "Wants Doctor 1 only" && t.StaffName == "Mona");
        turns.ShouldContain(t => t.Speaker == Speaker.Note && t.Text == DeskNotes.GivenBack);
    }

    [Fact]
    public async Task An_emergency_that_a_person_has_seen_does_not_silence_the_agent_for_good()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var waiting = await clinic.WaitingAsync(Urgency.Emergency);
        await clinic.ChangeAsync(waiting.Id, c => c.Frame = new Frame { Emergency = true }.Write());
        var held = (await clinic.SayAsync(waiting, "How much is a consultation?")).Text!;
        var mona = Receptionist.Mona();
        await clinic.TakeOverAsync(mona, waiting.Id);
        await clinic.GiveBackAsync(mona, waiting.Id);

        var answer = (await clinic.SayAsync(waiting, "How much is a consultation?")).Text!;

        held.ShouldNotContain("300");
        answer.ShouldContain("300");
        (await clinic.ConversationAsync(waiting.Id)).Urgency.ShouldBe(Urgency.Normal);
    }

    [Theory]
    [InlineData("ar", "صدري بيوجعني ومش قادر اتنفس")]
    [InlineData("en", "my chest hurts and I can't breathe")]
    public async Task A_red_flag_is_raised_to_the_desk_also_while_a_person_has_the_conversation(string language, string words)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (mona, started) = (Receptionist.Mona(), await clinic.StartAsync(language));
        (await clinic.SayAsync(started, words)).Text!.ShouldContain("123");
        (await clinic.ListAsync(mona)).Conversations.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => c.State.ShouldBe(ConversationState.Waiting), c => c.Urgency.ShouldBe(Urgency.Emergency), c => c.Reason.ShouldBe(HandoverReason.Emergency));
        await clinic.TakeOverAsync(mona, started.Id);
        await clinic.ChangeAsync(started.Id, c => c.Urgency = Urgency.Normal);

        var again = await clinic.SayAsync(started, words);

        again.Text.ShouldBeNull();
        (await clinic.ReadAsync(mona, started.Id)).ShouldSatisfyAllConditions(d => d.Urgency.ShouldBe(Urgency.Emergency), d => d.Turns[^1].Flag.ShouldNotBeNull());
    }

    [Fact]
    public async Task The_desk_waits_for_the_turn_that_the_agent_is_answering()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var waiting = await clinic.WaitingAsync();
        await clinic.ChangeAsync(waiting.Id, c => c.BusyUntil = portal.Now + Duration.FromSeconds(60));
        var taking = Task.Run(() => clinic.TakeOverAsync(Receptionist.Mona(), waiting.Id), Cancellation);
        await Drains.EventuallyAsync(() => { portal.Clock.Advance(TimeSpan.FromMilliseconds(100)); return Task.FromResult(taking.IsCompleted); }, "patience ends");
        (await taking).Error.ShouldBe(ConversationError.Busy);

        taking = Task.Run(() => clinic.TakeOverAsync(Receptionist.Mona(), waiting.Id), Cancellation);
        await clinic.ChangeAsync(waiting.Id, c => c.BusyUntil = null);
        await Drains.EventuallyAsync(() => { portal.Clock.Advance(TimeSpan.FromMilliseconds(20)); return Task.FromResult(taking.IsCompleted); }, "the turn is answered");
        (await taking).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_hint_to_the_agent_is_kept_and_goes_to_no_person()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var waiting = await clinic.WaitingAsync();
        var mona = Receptionist.Mona();
        Task<Result<Done, ConversationError>> Hint(string text) => clinic.ByAsync<Whisper, Done>(mona, w => w.ExecuteAsync(new(waiting.Id, text), Cancellation));

        (await Hint("Offer Doctor 1 on Monday")).Succeeded.ShouldBeTrue();
        (await clinic.TurnsAsync(waiting.Id))[^1].ShouldSatisfyAllConditions(t => t.Speaker.ShouldBe(Speaker.Whisper), t => t.StaffId.ShouldBe(mona.Id));
        (await Hint("  ")).Error.ShouldBe(ConversationError.NotReadable);
        (await Hint(new('x', Whisper.LongestText + 1))).Error.ShouldBe(ConversationError.NotReadable);
        await clinic.TakeOverAsync(mona, waiting.Id);
        (await Hint("too late")).Error.ShouldBe(ConversationError.NotTheAgents);
    }

    [Fact]
    public async Task Ended_by_the_desk_it_has_an_outcome_and_a_summary_in_its_language_and_takes_no_more()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var waiting = await clinic.WaitingAsync();
        var mona = Receptionist.Mona();
        await clinic.TakeOverAsync(mona, waiting.Id);
        await clinic.AnswerAsync(mona, waiting.Id, "All done.");

        (await clinic.EndAsync(mona, waiting.Id)).Succeeded.ShouldBeTrue();

        var conversation = await clinic.ConversationAsync(waiting.Id);
        (conversation.State, conversation.HolderId, conversation.Outcome, conversation.EndedAt).ShouldBe((ConversationState.Ended, null, Outcome.HandedOver, portal.Now));
        conversation.Summary.ShouldBe("Wanted: to talk to a person. Asked for a person. Answered by Mona.");
        (await clinic.TakeOverAsync(mona, waiting.Id)).Error.ShouldBe(ConversationError.Ended);
        (await clinic.EndAsync(mona, waiting.Id)).Error.ShouldBe(ConversationError.Ended);
    }

    [Fact]
    public async Task A_doctor_a_visitor_and_another_clinic_are_kept_out()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var other = await TestClinic.CreateAsync(portal);
        var waiting = await clinic.WaitingAsync();
        foreach (var stranger in (Action<Caller>[])[TestPortal.Staff(StaffRole.Doctor), TestPortal.Visitor, TestPortal.Patient(TestClinic.PatientPhone)])
        {
            await using var scope = portal.Scope(clinic.Id, stranger);
            (await scope.Get<TakeOver>().ExecuteAsync(new(waiting.Id), Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
            (await scope.Get<SayToPatient>().ExecuteAsync(new(waiting.Id, "hi"), Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
            (await scope.Get<Whisper>().ExecuteAsync(new(waiting.Id, "hi"), Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
            (await scope.Get<GiveBack>().ExecuteAsync(new(waiting.Id), Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
            (await scope.Get<EndConversation>().ExecuteAsync(new(waiting.Id), Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
            (await scope.Get<ReadConversation>().ExecuteAsync(new(waiting.Id), Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
            (await scope.Get<ListConversations>().ExecuteAsync(new(), Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
            (await scope.Get<CountWaiting>().ExecuteAsync(Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
            (await scope.Get<ListRequests>().ExecuteAsync(Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
            (await scope.Get<HandleRequest>().ExecuteAsync(new(PatientRequestId.New()), Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
            (await scope.Get<SuggestReplies>().ExecuteAsync(waiting.Id, Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
            (await scope.Get<KeepPresence>().ExecuteAsync(new(), Cancellation)).Error.ShouldBe(ConversationError.Forbidden);
        }

        (await other.TakeOverAsync(Receptionist.Mona(), waiting.Id)).Error.ShouldBe(ConversationError.NotFound);
        (await clinic.AuditAsync(TakeOver.Action)).ShouldBe(["Forbidden", "Forbidden", "Forbidden"]);
    }
}
