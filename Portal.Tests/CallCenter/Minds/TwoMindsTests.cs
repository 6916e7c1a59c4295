using Portal.Domain.CallCenter.Model;
using Portal.Domain.Platform.Ai;
using Portal.Tests.Booking;
using Portal.Tests.CallCenter.Desk;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Minds;

/// <summary>With the pauses and limits that a host gets where it sets none.</summary>
public sealed class PlainModelPortal(PostgresServer server) : ModelPortal(server)
{
    protected override void Configure(ModelOptions options)
    {
        // as it comes
    }
}

/// <summary>Two minds, one conversation: either goes on where the other stopped.</summary>
public sealed class TwoMindsTests(PlainModelPortal model) : IClassFixture<PlainModelPortal>
{
    [Fact]
    public async Task A_wish_begun_with_the_model_goes_on_with_the_scripted_mind_and_back()
    {
        var clinic = await model.ClinicAsync(ModelScripts.Sensible);
        var talk = await clinic.StartAsync();

        await clinic.TalkAsync(talk, "I'd like to book a consultation on Monday at 11 am");
        model.Server.Mind = ModelScripts.Failing;
        await clinic.TalkAsync(talk, "my name is Laila Adel, 01001114400", "{{code}}");
        model.Server.Mind = ModelScripts.Sensible;
        var replies = await clinic.TalkAsync(talk, "no, Wednesday please", "yes, book it");

        replies[0].ShouldContain("Wednesday 25 November at 11:00");
        (await clinic.AppointmentsAsync()).ShouldHaveSingleItem().StartsAt.ShouldBe(BookingScenes.Monday(11) + NodaTime.Duration.FromDays(2));
        (await clinic.MindsAsync(talk.Id)).ShouldBe([Mind.Model, Mind.Scripted, Mind.House, Mind.Model, Mind.House]);
    }

    [Fact]
    public async Task After_three_failures_nobody_waits_for_it_for_a_minute_and_then_one_turn_tries()
    {
        var clinic = await model.ClinicAsync(ModelScripts.Failing);
        var talk = await clinic.StartAsync();
        await clinic.TalkAsync(talk, "How much is a consultation?", "How much is a consultation?", "How much is a consultation?");
        model.Server.Requests.Count.ShouldBe(3);

        var other = await TestClinic.CreateAsync(model.Portal);
        var elsewhere = await other.StartAsync();
        (await other.TalkAsync(elsewhere, "How much is a consultation?"))[0].ShouldContain("300");
        model.Server.Requests.Count.ShouldBe(3, "whosever conversation it is");
        (await other.OutcomesAsync(elsewhere.Id)).ShouldBe(["breaker_open"]);

        model.Portal.Clock.Advance(TimeSpan.FromSeconds(60));
        await clinic.TalkAsync(talk, "How much is a consultation?", "How much is a consultation?");
        model.Server.Requests.Count.ShouldBe(4, "one tried, and failed again");

        model.Portal.Clock.Advance(TimeSpan.FromSeconds(60));
        model.Server.Mind = ModelScripts.Sensible;
        await clinic.TalkAsync(talk, "How much is a consultation?", "How much is a consultation?");
        model.Server.Requests.Count.ShouldBe(6);
        (await clinic.OutcomesAsync(talk.Id)).ShouldBe(["unreachable", "unreachable", "unreachable", "unreachable", "breaker_open", "done", "done"]);
    }

    [Fact]
    public async Task What_is_recorded_of_a_turn_says_who_chose_and_never_what_was_said()
    {
        var clinic = await model.ClinicAsync(ModelScripts.Sensible);
        var talk = await clinic.StartAsync();

        await clinic.TalkAsync(talk, "How much is a consultation for my xylophone?");

        var asked = (await clinic.ToolCallsAsync(talk.Id)).ShouldHaveSingleItem();
        (asked.Tool, asked.Outcome).ShouldBe(("ask_model", "done"));
        asked.Arguments!.ShouldContain("clinic_facts");
        asked.Arguments!.ShouldNotContain("xylophone");
        (await clinic.MindsAsync(talk.Id)).ShouldBe([Mind.Model]);
    }
}

/// <summary>Without an endpoint nothing is asked of anybody.</summary>
public sealed class NoModelTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Without_an_endpoint_the_scripted_mind_answers_alone()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        var talk = await clinic.StartAsync();

        (await clinic.TalkAsync(talk, "How much is a consultation?"))[0].ShouldContain("300");

        (await clinic.ToolCallsAsync(talk.Id)).ShouldBeEmpty();
        (await clinic.MindsAsync(talk.Id)).ShouldBe([Mind.Scripted]);
    }

    [Theory]
    [InlineData("not an address", "m", false)]
    [InlineData("ftp://models.example", "m", false)]
    [InlineData("http://localhost:11434/v1", "", false)]
    [InlineData("http://localhost:11434/v1", "qwen3:8b", true)]
    [InlineData("", "", true)]
    public void A_host_that_is_set_up_wrong_says_so_when_it_starts(string endpoint, string name, bool isRight) =>
        new ModelOptions { Endpoint = endpoint, Model = name }.Validate(new(new object())).Any().ShouldBe(!isRight);
}
