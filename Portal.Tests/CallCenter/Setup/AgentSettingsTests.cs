using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Safety;
using Portal.Domain.CallCenter.Setup;
using Portal.Domain.Platform.Results;
using Portal.Tests.CallCenter.Desk;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.Setup;

public sealed class AgentSettingsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly SaveAgentSettings.Request Plain = new(null, true, "ندى", "Nada", null, null, null, 180, "");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static Task<Result<Guid, AgentSetupError>> SaveAsync(TestClinic clinic, SaveAgentSettings.Request request) =>
        clinic.AdminAsync<SaveAgentSettings, Guid>(u => u.ExecuteAsync(request, Cancellation));

    static async Task<ReadAgentSettings.Page> ReadAsync(TestClinic clinic) => (await clinic.AdminAsync<ReadAgentSettings, ReadAgentSettings.Page>(u => u.ExecuteAsync(Cancellation))).Value;

    static async Task<RedFlagFound?> TryAsync(TestClinic clinic, string sentence, string lines) =>
        (await clinic.AdminAsync<TryRedFlags, TryRedFlags.Answer>(u => u.ExecuteAsync(new(sentence, lines), Cancellation))).Value.Found;

    [Fact]
    public async Task The_next_conversation_begins_with_the_new_name_and_welcome()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await ReadAsync(clinic)).ShouldSatisfyAllConditions(p => p.Version.ShouldBeNull(), p => p.Settings.AgentNameEn.ShouldBe("Nada"), p => p.CountryNumber.ShouldBe("123"));

        (await SaveAsync(clinic, Plain with { AgentNameEn = " Layla ", WelcomeEn = "Closed on Friday." })).Succeeded.ShouldBeTrue();

        var hello = (await clinic.TurnsAsync((await clinic.StartAsync()).Id)).Single().Text;
        hello.ShouldStartWith("Hello! I'm Layla,");
        hello.ShouldEndWith("Closed on Friday.");
        (await clinic.AuditAsync(SaveAgentSettings.Action)).ShouldBe(["done"]);
    }

    [Fact]
    public async Task First_settings_saved_by_two_and_a_stale_form_are_refused()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await SaveAsync(clinic, Plain)).Succeeded.ShouldBeTrue();
        (await SaveAsync(clinic, Plain with { RetentionDays = 30 })).Error.ShouldBe(AgentSetupError.ChangedMeanwhile);
        var read = (await ReadAsync(clinic)).Version;
        (await SaveAsync(clinic, Plain with { Version = read, RetentionDays = 30 })).Succeeded.ShouldBeTrue();
        (await SaveAsync(clinic, Plain with { Version = read, RetentionDays = 60 })).Error.ShouldBe(AgentSetupError.ChangedMeanwhile);
        (await ReadAsync(clinic)).Settings.RetentionDays.ShouldBe(30);
    }

    [Theory]
    [InlineData("١٢٣", "123")]
    [InlineData("16 676", "16676")]
    [InlineData("0100 123 4567", "01001234567")]
    [InlineData("", null)]
    public async Task The_emergency_number_is_kept_as_it_is_dialled_and_told_in_an_emergency(string typed, string? kept)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await SaveAsync(clinic, Plain with { EmergencyNumber = typed })).Succeeded.ShouldBeTrue();
        (await ReadAsync(clinic)).Settings.EmergencyNumber.ShouldBe(kept);
        (await clinic.AskAsync("I have chest pain and I cannot breathe")).ShouldContain(kept ?? "123");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("call me")]
    [InlineData("12a")]
    [InlineData("123456789012345678")]
    public async Task What_cannot_be_called_is_no_emergency_number(string typed)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await SaveAsync(clinic, Plain with { EmergencyNumber = typed })).Error.ShouldBe(AgentSetupError.EmergencyNumberWrong);
    }

    [Fact]
    public async Task Fields_out_of_range_are_said_at_their_field()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        (await SaveAsync(clinic, Plain with { AgentNameAr = " " })).Error.ShouldBe(AgentSetupError.NameWrong);
        (await SaveAsync(clinic, Plain with { WelcomeEn = new string('x', 301) })).Error.ShouldBe(AgentSetupError.WelcomeTooLong);
        (await SaveAsync(clinic, Plain with { RetentionDays = 0 })).Error.ShouldBe(AgentSetupError.RetentionOutOfRange);
        (await SaveAsync(clinic, Plain with { RetentionDays = 3651 })).Error.ShouldBe(AgentSetupError.RetentionOutOfRange);
    }

    [Fact]
    public async Task Switched_off_it_lets_nobody_in_and_switched_on_again_it_does()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await SaveAsync(clinic, Plain with { Enabled = false });
        await using var scope = portal.Scope(clinic.Id, TestPortal.Visitor);
        (await scope.Get<KnowledgeSource>().GetAsync(Cancellation)).Settings.Enabled.ShouldBeFalse();
        await SaveAsync(clinic, Plain with { Version = (await ReadAsync(clinic)).Version });
        (await scope.Get<KnowledgeSource>().GetAsync(Cancellation)).Settings.Enabled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_named_with_its_reason_and_nothing_is_saved()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        const string lines = "# ours\nbleeding: gums + black\n\nhello\nidiom: chest pain\nother: the\nother: @nothing\nother: a + b (loud)";
        SaveAgentSettings.CheckRedFlags(lines).ShouldBe(
        [
            new(4, RedFlagLineError.NoKind), new(5, RedFlagLineError.UnknownKind), new(6, RedFlagLineError.TooCommon), new(7, RedFlagLineError.UnknownConcept), new(8, RedFlagLineError.UnknownOption),
        ]);
        (await SaveAsync(clinic, Plain with { RedFlags = lines })).Error.ShouldBe(AgentSetupError.RedFlagsWrong);
        (await ReadAsync(clinic)).Version.ShouldBeNull();
    }

    [Fact]
    public async Task The_clinics_own_line_raises_what_the_base_does_not_and_takes_nothing_from_the_base()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        const string lines = "# ours\n\nother: pacemaker + beeping | alarm unless chest pain | cannot breathe";
        (await clinic.AskAsync("my pacemaker is beeping")).ShouldNotContain("123");

        (await SaveAsync(clinic, Plain with { RedFlags = lines })).Succeeded.ShouldBeTrue();

        (await clinic.AskAsync("my pacemaker is beeping")).ShouldContain("123");
        (await clinic.AskAsync("I have chest pain and I cannot breathe")).ShouldContain("123");
    }

    [Fact]
    public async Task A_tried_sentence_says_whether_and_by_which_rule_it_is_raised()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        const string lines = "# ours\n\nother: lavender + card | tag";
        (await TryAsync(clinic, "where is the lavender card", "")).ShouldBeNull();
        (await TryAsync(clinic, "where is the lavender card", lines)).ShouldSatisfyAllConditions(
            f => f!.By.ShouldBe(RedFlagBy.Own), f => f!.Line.ShouldBe(3), f => f!.Flag.Kind.ShouldBe("other"), f => f!.Words.ShouldBe("lavender card"));
        (await TryAsync(clinic, "صدري بيوجعني ومش قادر اتنفس", lines)).ShouldSatisfyAllConditions(f => f!.By.ShouldBe(RedFlagBy.Base), f => f!.Words.ShouldNotBeNullOrEmpty());
        (await TryAsync(clinic, "how much is a visit?", lines)).ShouldBeNull();
    }
}
