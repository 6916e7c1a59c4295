using Microsoft.EntityFrameworkCore;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Desk.Jobs;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Ids;
using Portal.Tests.Booking;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Desk;

/// <summary>What is looked after by the clock: idle conversations end, old ones are forgotten.</summary>
public sealed class RoundsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static Task<int> CloseAsync(TestClinic clinic) => clinic.RunAsync<CloseIdle, int>(job => job.ExecuteAsync(Cancellation));

    [Fact]
    public async Task Nobody_said_anything_for_half_an_hour_and_it_ends_as_abandoned_in_its_own_language()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var arabic = await clinic.StartAsync("ar");
        await clinic.SayAsync(arabic, "عايز أحجز موعد");
        portal.Clock.Advance(TimeSpan.FromMinutes(29));
        (await CloseAsync(clinic)).ShouldBe(0);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        (await CloseAsync(clinic)).ShouldBe(1);
        (await CloseAsync(clinic)).ShouldBe(0);

        var ended = await clinic.ConversationAsync(arabic.Id);
        (ended.State, ended.Outcome, ended.EndedAt).ShouldBe((ConversationState.Ended, Outcome.Abandoned, portal.Now));
        ended.Summary.ShouldBe("المطلوب: حجز موعد. غادر المريض قبل إنجاز شيء.");
        (await clinic.TurnsAsync(arabic.Id))[^1].Text.ShouldBe(DeskNotes.EndedIdle);
    }

    [Fact]
    public async Task A_question_that_was_answered_stays_answered()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var started = await clinic.StartAsync();
        await clinic.SayAsync(started, "How much is a consultation?");
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        await CloseAsync(clinic);
        (await clinic.ConversationAsync(started.Id)).ShouldSatisfyAllConditions(
            c => c.Outcome.ShouldBe(Outcome.Answered), c => c.Summary.ShouldBe("Wanted: to know something about the clinic. Questions were answered, nothing was booked."));
    }

    [Fact]
    public async Task Who_waits_for_a_person_is_called_back_at_the_next_opening_and_is_not_just_forgotten()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        portal.Clock.Advance(portal.Clock.GetUtcNow().Date.AddDays(1).AddHours(20) - portal.Clock.GetUtcNow().DateTime); // late in the evening
        var (known, unknown) = (await clinic.WaitingAsync(Urgency.Emergency, "Sherif", "+201001239876"), await clinic.WaitingAsync());
        portal.Clock.Advance(TimeSpan.FromMinutes(31));

        (await CloseAsync(clinic)).ShouldBe(1);

        (await clinic.ConversationAsync(unknown.Id)).State.ShouldBe(ConversationState.Waiting);
        (await clinic.ConversationAsync(known.Id)).ShouldSatisfyAllConditions(c => c.State.ShouldBe(ConversationState.Ended), c => c.Outcome.ShouldBe(Outcome.HandedOver));
        var request = (await clinic.ByAsync<ListRequests, List<ListRequests.Item>>(Receptionist.Mona(), l => l.ExecuteAsync(Cancellation))).Value.ShouldHaveSingleItem();
        (request.Kind, request.Name, request.Phone, request.Urgency, request.Conversation).ShouldBe((PatientRequestKind.CallBack, "Sherif", "+201001239876", Urgency.Emergency, known.Id));
        request.Due.ShouldBeGreaterThan(portal.Now);
        portal.Clock.Advance(TimeSpan.FromHours(24));
        (await CloseAsync(clinic)).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_person_has_ends_only_when_the_patient_owes_the_answer()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var mona = Receptionist.Mona();
        var (owed, owing) = (await clinic.WaitingAsync(), await clinic.WaitingAsync());
        await clinic.TakeOverAsync(mona, owed.Id);
        await clinic.TakeOverAsync(mona, owing.Id);
        await clinic.SayAsync(owed, "Is my result there?");
        await clinic.AnswerAsync(mona, owing.Id, "Which day suits you?");
        portal.Clock.Advance(TimeSpan.FromMinutes(31));

        (await CloseAsync(clinic)).ShouldBe(1);

        (await clinic.ConversationAsync(owed.Id)).State.ShouldBe(ConversationState.Person);
        (await clinic.ConversationAsync(owing.Id)).State.ShouldBe(ConversationState.Ended);
    }

    [Fact]
    public async Task What_the_agent_ended_itself_gets_its_summary_too()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var started = await clinic.StartAsync();
        await clinic.SayAsync(started, "you idiot");
        (await clinic.SayAsync(started, "you idiot")).Ended.ShouldBeTrue();
        await CloseAsync(clinic);
        (await clinic.ConversationAsync(started.Id)).Summary.ShouldNotBeNull().ShouldContain("Handed over because of insults.");
    }

    [Fact]
    public async Task What_was_said_is_deleted_after_the_clinics_days_and_the_figures_stay()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using (var scope = portal.Scope(clinic.Id))
        {
            await using var db = scope.Db();
            db.Add(new FrontDeskSettings(clinic.Id) { RetentionDays = 30 });
            await db.SaveChangesAsync(Cancellation);
        }

        var mona = Receptionist.Mona();
        var old = await clinic.WaitingAsync(name: "Sherif", phone: "+201001239876");
        await clinic.EndAsync(mona, old.Id);
        portal.Clock.Advance(TimeSpan.FromDays(20));
        var recent = await clinic.WaitingAsync(name: "Dalia", phone: "+201001239877");
        await clinic.EndAsync(mona, recent.Id);
        portal.Clock.Advance(TimeSpan.FromDays(11));

        await using (var scope = portal.Scope(clinic.Id))
            await scope.Get<DeskRounds>().ForgetOldAsync(Cancellation);

        var forgotten = await clinic.ConversationAsync(old.Id);
        (forgotten.PatientName, forgotten.Phone, forgotten.Summary, forgotten.Frame).ShouldBe((null, null, null, "{}"));
        (forgotten.Outcome, forgotten.State, forgotten.HandoverReason, forgotten.Turns).ShouldBe((Outcome.HandedOver, ConversationState.Ended, HandoverReason.Asked, 4));
        (await clinic.TurnsAsync(old.Id)).ShouldBeEmpty();
        (await clinic.CountAsync($"tool_calls where conversation_id = '{old.Id}' and arguments is null")).ShouldBe(1);
        (await clinic.TurnsAsync(recent.Id)).Count.ShouldBe(4);
        (await clinic.ConversationAsync(recent.Id)).Phone.ShouldBe("+201001239877");
        (await clinic.AuditAsync(ForgetOld.Action)).ShouldBe(["done"]);
        (await clinic.RunAsync<ForgetOld, int>(job => job.ExecuteAsync(Cancellation))).ShouldBe(0);
    }

    [Fact]
    public async Task A_clinic_with_nothing_to_look_after_holds_up_nobody()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var started = await clinic.StartAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        await using var scope = portal.Scope(TenantId.New());
        await scope.Get<DeskRounds>().CloseIdleAsync(Cancellation);
        await scope.Get<DeskRounds>().ReleaseGoneAsync(Cancellation);
        (await clinic.ConversationAsync(started.Id)).State.ShouldBe(ConversationState.Ended);
    }
}
