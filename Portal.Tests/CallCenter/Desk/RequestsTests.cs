using NodaTime;
using Portal.Domain.CallCenter.Desk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Results;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Desk;

public sealed class RequestsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static async Task<List<ListRequests.Item>> ListAsync(TestClinic clinic) =>
        (await clinic.ByAsync<ListRequests, List<ListRequests.Item>>(Receptionist.Mona(), l => l.ExecuteAsync(Cancellation))).Value;

    static Task<Result<Done, ConversationError>> HandleAsync(TestClinic clinic, PatientRequestId id, bool handled = true) =>
        clinic.ByAsync<HandleRequest, Done>(Receptionist.Mona(), h => h.ExecuteAsync(new(id, handled), Cancellation));

    [Fact]
    public async Task What_is_due_stands_first_the_urgent_on_top_and_what_is_for_later_after()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var later = await clinic.RequestAsync(PatientRequestKind.CallBack, "in the morning", Urgency.Emergency, Duration.FromHours(10));
        var message = await clinic.RequestAsync(PatientRequestKind.Message, "hello");
        var urgent = await clinic.RequestAsync(PatientRequestKind.Refill, "ran out", Urgency.Soon);

        (await ListAsync(clinic)).Select(r => r.Id).ShouldBe([urgent, message, later]);
        portal.Clock.Advance(TimeSpan.FromHours(11));
        (await ListAsync(clinic)).Select(r => r.Id).ShouldBe([later, urgent, message]);
        (await clinic.ListAsync(Receptionist.Mona())).Requests.ShouldBe(3);
    }

    [Fact]
    public async Task Of_two_who_deal_with_one_at_once_one_does_and_it_can_be_put_back()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var id = await clinic.RequestAsync(PatientRequestKind.Message, "hello");

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => HandleAsync(clinic, id), Cancellation)));

        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Count(r => r.IsError(ConversationError.ChangedMeanwhile)).ShouldBe(4);
        (await ListAsync(clinic)).ShouldHaveSingleItem().HandledAt.ShouldBe(portal.Now);
        (await HandleAsync(clinic, id, handled: false)).Succeeded.ShouldBeTrue();
        (await ListAsync(clinic)).ShouldHaveSingleItem().HandledAt.ShouldBeNull();
        (await HandleAsync(clinic, PatientRequestId.New())).Error.ShouldBe(ConversationError.NotFound);
        (await clinic.AuditAsync(HandleRequest.BackAction)).ShouldBe(["done"]);
    }
}
