using NodaTime;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.Platform.Results;
using Portal.Tests.Booking;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Desk;

public sealed class ConversationListTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_stands_first_by_urgency_and_age_then_ones_own_then_the_rest()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var mona = Receptionist.Mona();
        var live = await clinic.StartAsync();
        var own = await clinic.WaitingAsync();
        await clinic.TakeOverAsync(mona, own.Id);
        var first = await clinic.WaitingAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await clinic.WaitingAsync();
        var emergency = await clinic.WaitingAsync(Urgency.Emergency);
        var upset = await clinic.WaitingAsync(Urgency.Soon);
        var over = await clinic.WaitingAsync();
        await clinic.EndAsync(mona, over.Id);

        var page = await clinic.ListAsync(mona);

        page.Conversations.Select(c => c.Id).ShouldBe([emergency.Id, upset.Id, first.Id, second.Id, own.Id, live.Id]);
        (page.Waiting, page.Mine, page.Requests).ShouldBe((4, 1, 0));
        page.Conversations[2].ShouldSatisfyAllConditions(
            c => c.WaitingSince.ShouldBe(portal.Now - Duration.FromMinutes(1)), c => c.Wanted.ShouldBe(Intent.TalkToPerson), c => c.Last!.Speaker.ShouldBe(Speaker.Patient));
        (await clinic.ListAsync(mona, ConversationView.Mine)).Conversations.ShouldHaveSingleItem().Id.ShouldBe(own.Id);
        (await clinic.ListAsync(mona, ConversationView.Ended)).Conversations.ShouldHaveSingleItem().Id.ShouldBe(over.Id);
        (await clinic.ByAsync<CountWaiting, CountWaiting.Counts>(mona, c => c.ExecuteAsync(Cancellation))).Value.ShouldSatisfyAllConditions(
            c => c.Waiting.ShouldBe(4), c => c.Emergencies.ShouldHaveSingleItem().Id.ShouldBe(emergency.Id));
    }

    [Fact]
    public async Task A_hint_is_nobodys_last_words_and_a_bare_yes_no_wish()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var mona = Receptionist.Mona();
        var waiting = await clinic.WaitingAsync();
        await clinic.SayAsync(waiting, "thank you");
        await clinic.ByAsync<Whisper, Done>(mona, w => w.ExecuteAsync(new(waiting.Id, "be kind"), Cancellation));

        var item = (await clinic.ListAsync(mona)).Conversations.ShouldHaveSingleItem();

        item.Last!.Text.ShouldNotBe("be kind");
        item.Wanted.ShouldBe(Intent.TalkToPerson);
    }

    [Theory]
    [InlineData("0100 555", true)]
    [InlineData("+20100555", true)]
    [InlineData("٠١٠٠٥٥٥", true)]
    [InlineData("0111", false)]
    [InlineData("نجلا", true)]
    [InlineData("عبد البارى", true)]
    [InlineData("Hassan", false)]
    public async Task They_are_found_by_part_of_a_phone_or_a_name_also_when_they_are_over(string typed, bool found)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var mona = Receptionist.Mona();
        var waiting = await clinic.WaitingAsync(name: "نجلاء عبد الباري", phone: "+201005557777");
        await clinic.WaitingAsync();
        await clinic.EndAsync(mona, waiting.Id);

        var page = await clinic.ListAsync(mona, search: typed);

        page.Conversations.Select(c => c.Id).ShouldBe(found ? [waiting.Id] : []);
    }

    [Fact]
    public async Task What_was_said_whispered_and_done_is_read_in_full_and_the_reading_leaves_a_trace_once()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var mona = Receptionist.Mona();
        var waiting = await clinic.WaitingAsync(phone: TestClinic.PatientPhone);
        await clinic.ByAsync<Whisper, Done>(mona, w => w.ExecuteAsync(new(waiting.Id, "be kind"), Cancellation));

        var details = await clinic.ReadAsync(mona, waiting.Id);
        await clinic.ReadAsync(mona, waiting.Id, isFollowing: true);

        details.Turns.Select(t => t.Speaker).ShouldBe([Speaker.Agent, Speaker.Patient, Speaker.Agent, Speaker.Whisper]);
        details.Turns[0].QuickReplies.ShouldNotBeEmpty();
        details.Calls.ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.Tool.ShouldBe("hand_over"), c => c.Outcome.ShouldBe("done"), c => c.Turn.ShouldBe(2));
        (details.Wanted, details.Reason, details.EmergencyNumber).ShouldBe((Intent.TalkToPerson, HandoverReason.Asked, "123"));
        (await clinic.AuditAsync(ReadConversation.Action)).ShouldBe(["done"]);
    }

    [Fact]
    public async Task What_a_conversation_booked_is_told_with_service_doctor_and_time()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var mona = Receptionist.Mona();
        var started = await clinic.StartAsync();
        await clinic.SayAsync(started, "I want to book a consultation on Monday at 10 am with Doctor 1");
        await clinic.SayAsync(started, "Sherif Nabil 01001239876");
        await clinic.SayAsync(started, (await clinic.LastSecretAsync("+201001239876"))!);
        await clinic.SayAsync(started, "yes");
        (await clinic.CountAsync("appointments")).ShouldBe(1, string.Join('\n', (await clinic.TurnsAsync(started.Id)).Select(t => $"{t.Speaker}: {t.Text}")));

        var deed = (await clinic.ReadAsync(mona, started.Id)).Deeds.ShouldHaveSingleItem();
        await clinic.EndAsync(mona, started.Id);

        (deed.Kind, deed.ServiceEn, deed.PractitionerEn, deed.Start).ShouldBe((DeedKind.Booked, "Consultation", "Doctor 1", TestPortal.At("2026-11-23T08:00:00Z")));
        (await clinic.ConversationAsync(started.Id)).Summary.ShouldBe("Wanted: to book. Booked: Consultation with Doctor 1, Monday 23 November at 10:00 am. Ended by Mona.");
    }
}
