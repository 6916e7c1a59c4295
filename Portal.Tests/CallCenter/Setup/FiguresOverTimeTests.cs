using NodaTime;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Model;
using Portal.Tests.Booking;
using Portal.Tests.CallCenter.Desk;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Setup;

/// <summary>Figures while time passes: waits, and what is left when words are forgotten.</summary>
public sealed class FiguresOverTimeTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_real_conversation_counts_with_its_wait_even_when_it_is_given_back_and_waits_again()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var mona = Receptionist.Mona();
        var waiting = await clinic.WaitingAsync();
        portal.Clock.Advance(TimeSpan.FromSeconds(40));
        await clinic.TakeOverAsync(mona, waiting.Id);
        await clinic.GiveBackAsync(mona, waiting.Id);
        portal.Clock.Advance(TimeSpan.FromSeconds(5));
        await clinic.SayAsync(waiting, "I want to talk to a person please");
        portal.Clock.Advance(TimeSpan.FromSeconds(300));
        await clinic.TakeOverAsync(mona, waiting.Id);

        var f = await FigureScenes.CountAsync(clinic);
        (f.Conversations, f.Ended, f.HandedOver, f.Answered, f.MedianAnswer).ShouldBe((1, 0, 1, 1, Duration.FromSeconds(40)));
    }

    [Fact]
    public async Task Figures_stay_when_the_words_are_forgotten()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await FigureScenes.AddAsync(clinic,
            new(24 * 20, Outcome.Booked, Tools: ["book_appointment"]), new(24 * 21, Outcome.HandedOver, HandoverReason.Emergency, 30, "en"), new(24 * 22, Outcome.Answered));
        var started = await clinic.StartAsync();
        await clinic.SayAsync(started, "Is there a prayer room?");
        var question = (await clinic.UnansweredAsync()).Single().Questions[0];
        await clinic.SaveFactAsync(SetupScenes.Parking with { Questions = "Is there a prayer room?", Teaches = [question] });
        await clinic.ChangeAsync(started.Id, c => (c.State, c.EndedAt) = (ConversationState.Ended, portal.Now));
        var before = await FigureScenes.CountAsync(clinic, 366);
        (before.Conversations, before.Unanswered, before.Taught, before.Booked, before.Answered).ShouldBe((4, 1, 1, 1, 1));

        portal.Clock.Advance(TimeSpan.FromDays(181));
        (await clinic.RunAsync<ForgetOld, int>(job => job.ExecuteAsync(Cancellation))).ShouldBe(4);
        (await clinic.CountAsync($"turns where tenant_id = '{clinic.Id}'")).ShouldBe(0);
        (await clinic.CountAsync($"unanswered_questions where tenant_id = '{clinic.Id}' and text = ''")).ShouldBe(1);
        var after = await FigureScenes.CountAsync(clinic, 366);

        (after with { Days = before.Days, Volume = before.Volume, Reasons = before.Reasons, Languages = before.Languages }).ShouldBe(before);
        after.Volume.ShouldBe(before.Volume);
        after.Reasons.ShouldBe(before.Reasons);
        after.Languages.ShouldBe(before.Languages);
    }
}
