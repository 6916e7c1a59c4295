using NodaTime;
using Portal.Domain.CallCenter.Model;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Setup;

/// <summary>Known conversations, counted by PostgreSQL. It is Sunday 22 November, 9:00 in Cairo.</summary>
public sealed class AgentFiguresTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Each_figure_is_what_its_definition_says()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await FigureScenes.AddAsync(clinic,
            new(1, Outcome.Booked, Tools: ["find_times", "book_appointment!", "book_appointment", "book_appointment"]),
            new(30, Outcome.Proposed, Tools: ["book_appointment"], Level: IdentityLevel.Claimed, Language: "en"),
            new(31, Outcome.Moved, Tools: ["move_appointment", "cancel_appointment"], Channel: Channel.Phone),
            new(32, Outcome.Answered, Language: "en"),
            new(33, Outcome.Abandoned),
            new(34, Outcome.HandedOver, HandoverReason.Asked, 10),
            new(35, Outcome.HandedOver, HandoverReason.Asked, 20),
            new(36, Outcome.HandedOver, HandoverReason.Emergency, 60),
            new(37, Outcome.Abandoned, HandoverReason.NotUnderstood),
            new(38, Outcome.Answered, Taken: true),
            new(2, Outcome.None, Open: true),
            new(3, Outcome.Abandoned, Silent: true),
            new(24 * 6 + 8, Outcome.Answered), // the first day of seven, at one in the morning
            new(24 * 6 + 10, Outcome.Answered)); // the day before it

        var f = await FigureScenes.CountAsync(clinic);

        (f.Days.Start, f.Days.End).ShouldBe((new LocalDate(2026, 11, 16), new LocalDate(2026, 11, 22)));
        (f.Conversations, f.Ended, f.Contained).ShouldBe((12, 11, 5));
        f.Containment!.Value.ShouldBe(5 / 11d, 1e-9);
        (f.Booked, f.Proposed, f.Moved, f.Cancelled, f.Messages).ShouldBe((2, 1, 1, 1, 0));
        (f.HandedOver, f.Answered).ShouldBe((4, 3));
        (f.MedianAnswer, f.SlowAnswer).ShouldBe((Duration.FromSeconds(20), Duration.FromSeconds(52)));
        f.Emergencies.ShouldBe(1);
        f.Reasons.ShouldBe([(HandoverReason.Asked, 2), (HandoverReason.Emergency, 1), (HandoverReason.NotUnderstood, 1)]);
        f.Languages.ShouldBe([("ar", 10), ("en", 2)]);
        f.Volume.ShouldBe(
        [
            new(new(2026, 11, 16), Channel.Site, 1), new(new(2026, 11, 20), Channel.Site, 5), new(new(2026, 11, 21), Channel.Phone, 1), new(new(2026, 11, 21), Channel.Site, 3), new(new(2026, 11, 22), Channel.Site, 2),
        ]);
        (await FigureScenes.CountAsync(clinic, 30)).Conversations.ShouldBe(13);
    }

    [Fact]
    public async Task Nobody_wrote_and_the_figures_say_so()
    {
        var f = await FigureScenes.CountAsync(await TestClinic.CreateAsync(portal));
        (f.Conversations, f.Containment, f.MedianAnswer, f.Volume.Count).ShouldBe((0, null, null, 0));
    }

    [Fact]
    public async Task Another_clinics_conversations_do_not_count()
    {
        var (ours, theirs) = (await TestClinic.CreateAsync(portal), await TestClinic.CreateAsync(portal));
        await FigureScenes.AddAsync(theirs, new FigureScenes.Talk(1, Outcome.Booked, Tools: ["book_appointment"]));
        await theirs.AskedInVainAsync("Is there wifi?");
        var f = await FigureScenes.CountAsync(ours);
        (f.Conversations, f.Booked, f.Unanswered, f.Volume.Count).ShouldBe((0, 0, 0, 0));
    }
}
