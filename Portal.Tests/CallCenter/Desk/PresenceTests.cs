using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Model;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Desk;

public sealed class PresenceTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_is_there_while_the_page_says_so_and_for_a_minute_after()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (mona, salma) = (Receptionist.Mona(), Receptionist.Salma());
        await clinic.BeatAsync(mona);
        await clinic.BeatAsync(salma);
        (await clinic.ListAsync(mona)).Present.ShouldBe(["Mona", "Salma"]);

        portal.Clock.Advance(TimeSpan.FromSeconds(50));
        await clinic.BeatAsync(mona);
        portal.Clock.Advance(TimeSpan.FromSeconds(15));
        (await clinic.ListAsync(mona)).Present.ShouldBe(["Mona"]);

        await clinic.BeatAsync(mona, leaving: true);
        (await clinic.ListAsync(mona)).Present.ShouldBeEmpty();
        await clinic.BeatAsync(mona);
        (await clinic.ListAsync(mona)).Present.ShouldBe(["Mona"]);
    }

    [Fact]
    public async Task Two_pages_of_one_person_that_open_at_once_are_one_presence()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var mona = Receptionist.Mona();
        var beats = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => clinic.BeatAsync(mona), Cancellation)));
        beats.ShouldAllBe(b => b.Succeeded);
        (await clinic.ListAsync(mona)).Present.ShouldBe(["Mona"]);
    }

    [Fact]
    public async Task The_agent_promises_a_person_only_while_one_is_there()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var mona = Receptionist.Mona();
        var alone = await clinic.StartAsync();
        (await clinic.SayAsync(alone, "I want to talk to a person please")).Text!.ShouldContain("Nobody is at the desk right now");
        await clinic.BeatAsync(mona);
        var started = await clinic.StartAsync();
        (await clinic.SayAsync(started, "I want to talk to a person please")).Text!.ShouldContain("somebody will write to you here");
    }

    [Fact]
    public async Task Whose_holder_is_gone_for_ten_minutes_waits_again()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (mona, salma) = (Receptionist.Mona(), Receptionist.Salma());
        var (left, kept) = (await clinic.WaitingAsync(Urgency.Soon), await clinic.WaitingAsync());
        await clinic.BeatAsync(mona);
        await clinic.BeatAsync(salma);
        await clinic.TakeOverAsync(mona, left.Id);
        await clinic.TakeOverAsync(salma, kept.Id);

        portal.Clock.Advance(TimeSpan.FromMinutes(9));
        await clinic.BeatAsync(salma);
        (await clinic.RunAsync<ReleaseGone, int>(job => job.ExecuteAsync(Cancellation))).ShouldBe(0);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        (await clinic.RunAsync<ReleaseGone, int>(job => job.ExecuteAsync(Cancellation))).ShouldBe(1);

        var released = await clinic.ConversationAsync(left.Id);
        (released.State, released.HolderId, released.WaitingSince, released.Urgency).ShouldBe((ConversationState.Waiting, null, portal.Now, Urgency.Soon));
        (await clinic.TurnsAsync(left.Id))[^1].ShouldSatisfyAllConditions(t => t.Speaker.ShouldBe(Speaker.Note), t => t.Text.ShouldBe(DeskNotes.Released));
        (await clinic.ConversationAsync(kept.Id)).HolderId.ShouldBe(salma.Id);
    }
}
