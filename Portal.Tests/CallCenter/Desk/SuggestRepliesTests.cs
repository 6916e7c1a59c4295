using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Desk;

public sealed class SuggestRepliesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static async Task<string[]> SuggestAsync(TestClinic clinic, Receptionist who, StartConversation.Started to) =>
        (await clinic.ByAsync<SuggestReplies, string[]>(who, s => s.ExecuteAsync(to.Id, Cancellation))).Value;

    [Fact]
    public async Task The_person_greets_by_name_and_answers_with_what_the_clinic_says_itself()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var mona = Receptionist.Mona();
        var waiting = await clinic.WaitingAsync();
        await clinic.TakeOverAsync(mona, waiting.Id);
        await clinic.SayAsync(waiting, "How much is a consultation?");

        var suggested = await SuggestAsync(clinic, mona, waiting);

        suggested[0].ShouldBe("Hello, this is Mona from Clinic. I'm with you now. How can I help?");
        suggested.ShouldContain(s => s.Contains("300"));
        (await SuggestAsync(clinic, mona, waiting)).ShouldBe(suggested, "the same words get the same suggestions");
        (await clinic.ConversationAsync(waiting.Id)).Outcome.ShouldBe(Outcome.HandedOver, "suggesting changes nothing");
    }

    [Fact]
    public async Task Who_wants_an_appointment_is_offered_the_next_free_times_in_their_language()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var mona = Receptionist.Mona();
        var started = await clinic.StartAsync("ar");
        await clinic.TakeOverAsync(mona, started.Id);
        await clinic.AnswerAsync(mona, started.Id, "أهلًا");
        await clinic.SayAsync(started, "عايز أحجز كشف");

        var times = (await SuggestAsync(clinic, mona, started)).First(s => s.Contains("المواعيد المتاحة"));

        times.ShouldContain("الأحد");
        times.ShouldContain("طبيب");
    }

    [Fact]
    public async Task In_an_emergency_the_number_comes_first()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var waiting = await clinic.WaitingAsync(Urgency.Emergency);
        (await SuggestAsync(clinic, Receptionist.Mona(), waiting))[0].ShouldContain("123");
    }
}
