using Portal.Domain.Booking.Model;
using Portal.Domain.Notifications;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Notifications.Replies;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Waitlist;

public sealed class AnswerByReplyTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("نعم", true), InlineData("أيوه تمام", true), InlineData("موافقة، شكرا", true), InlineData("yes please", true), InlineData("Ok", true), InlineData("aywa", true), InlineData("١", true)]
    [InlineData("لا", false), InlineData("لأ شكرًا", false), InlineData("مش هينفع", false), InlineData("No, thanks", false), InlineData("la2", false)]
    [InlineData("", null), InlineData("هل ممكن موعد بعد الظهر؟", null), InlineData("who is this", null), InlineData("yes no", null), InlineData("I am not sure yes", null), InlineData("نعم لكن أريد الساعة الخامسة من فضلك يوم الأحد", null)]
    public void A_short_yes_or_no_is_read_in_both_languages_and_nothing_else_is(string text, bool? meant) => ReplyWords.Read(text).ShouldBe(meant);

    [Fact]
    public async Task A_yes_from_the_phone_takes_the_time_and_the_same_message_twice_is_one()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (waiter, entry) = await OfferedAsync(clinic);
        await ReplyAsync(clinic, waiter.Phone, "أيوه", "one");
        await ReplyAsync(clinic, waiter.Phone, "أيوه", "one");
        await portal.DrainOutboxAsync();
        (await clinic.EntryAsync(entry)).State.ShouldBe(WaitlistState.Accepted);
        (await clinic.CountAsync("appointments")).ShouldBe(1);
        (await clinic.CountAsync("inbound_replies")).ShouldBe(1);
        (await portal.AsSuperuserAsync<string>($"select actor_kind from appointment_events where tenant_id = '{clinic.Id}'")).ShouldBe("Patient");
        (await clinic.SentAsync(waiter.Phone))[^1].ShouldStartWith("waitlist.accepted");
    }

    [Fact]
    public async Task A_no_passes_it_on_and_what_is_neither_changes_nothing()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (waiter, entry) = await OfferedAsync(clinic);
        await ReplyAsync(clinic, waiter.Phone, "what time was that again?", "a");
        await ReplyAsync(clinic, "+201009990000", "yes", "b");
        await portal.DrainOutboxAsync();
        (await clinic.EntryAsync(entry)).State.ShouldBe(WaitlistState.Offered);

        await ReplyAsync(clinic, waiter.Phone, "no thanks", "c");
        await portal.DrainOutboxAsync();
        (await clinic.EntryAsync(entry)).State.ShouldBe(WaitlistState.Waiting);
        (await clinic.OffersAsync()).ShouldHaveSingleItem().State.ShouldBe(WaitlistOfferState.Declined);
    }

    [Fact]
    public async Task A_yes_that_comes_too_late_is_told_so()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (waiter, entry) = await OfferedAsync(clinic);
        portal.Clock.Advance(TimeSpan.FromMinutes(32));
        await clinic.RoundAsync();
        await ReplyAsync(clinic, waiter.Phone, "yes", "late");
        await portal.DrainOutboxAsync();
        (await clinic.CountAsync("appointments")).ShouldBe(0);
        (await clinic.EntryAsync(entry)).IsOpen.ShouldBeTrue();
        (await clinic.SentAsync(waiter.Phone)).Select(m => m.Split(' ')[0]).ShouldContain("waitlist.toolate");
    }

    [Fact]
    public async Task Where_two_times_are_kept_on_one_phone_a_yes_is_asked_which()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var (waiter, _) = await OfferedAsync(clinic);
        (await clinic.TryJoinAsync(waiter.Patient, clinic.Half(clinic.Workday(), 12, practitioner: 1), waiter.Self)).Succeeded.ShouldBeTrue();
        await clinic.RoundAsync();
        await ReplyAsync(clinic, waiter.Phone, "yes", "which");
        await portal.DrainOutboxAsync();
        (await clinic.CountAsync("appointments")).ShouldBe(0);
        (await clinic.SentAsync(waiter.Phone))[^1].ShouldStartWith("waitlist.which");
    }

    [Fact]
    public async Task No_person_brings_a_reply()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var scope = portal.Scope(clinic.Id, Desk);
        (await scope.Get<ReceiveReply>().ExecuteAsync(new(MessageChannel.Sms, "+201001234567", "yes", "x"), Cancellation)).Error.ShouldBe(MessagesError.Forbidden);
        (await clinic.CountAsync("inbound_replies")).ShouldBe(0);
    }

    static async Task<(Waiter Waiter, WaitlistEntryId Entry)> OfferedAsync(TestClinic clinic)
    {
        var waits = await clinic.JoinAsync(clinic.Half(clinic.Workday(), 10));
        await clinic.RoundAsync();
        (await clinic.OpenOfferAsync(waits.Entry)).ShouldNotBeNull();
        return waits;
    }

    async Task ReplyAsync(TestClinic clinic, string phone, string text, string sentAs)
    {
        await using var scope = portal.Scope(clinic.Id);
        (await scope.Get<ReceiveReply>().ExecuteAsync(new(MessageChannel.Sms, phone, text, sentAs), Cancellation)).Succeeded.ShouldBeTrue();
    }
}
