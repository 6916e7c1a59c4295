using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Chain;
using Portal.Domain.Operations.Trail;
using Portal.Domain.Platform.Callers;
using Portal.Features.Auditing.Trail;
using Portal.Hosting;
using Portal.Resources.Admin;
using Portal.Tests.Chart;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.Auditing;

/// <summary>The administrator's page of the trail, over the real use cases and database.</summary>
public sealed class TrailPagesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    static IRenderedComponent<TrailPanel> Draw(DeskScene scene, TrailQuestion? asked = null) => scene.Page.Render<TrailPanel>(p => p.Add(x => x.Asked, asked ?? new()));

    static string Address(DeskScene scene) => new Uri(scene.Page.Services.GetRequiredService<NavigationManager>().Uri).PathAndQuery;

    async Task<DeskScene> OpenAsync(StaffRole role = StaffRole.Administrator) => await DeskScene.OpenAsync(portal, role: role);

    Task RecordAsync(DeskScene scene, string action, int times = 1) => RecordAsync(scene.Clinic, action, times);

    async Task RecordAsync(TestClinic clinic, string action, int times = 1)
    {
        await using var scope = portal.Scope(clinic.Id);
        for (var i = 0; i < times; i++)
            await scope.Get<AuditTrail>().RecordAsync(action, "done", cancellation: Cancellation);
    }

    [Fact]
    public async Task The_trail_is_sentences_with_names_and_what_was_refused_is_marked_in_words()
    {
        await using var scene = await OpenAsync();
        var doctor = await scene.Clinic.DoctorAsync(0, "Karim Shawky");
        await scene.Clinic.OpenAsync(AccessScenes.Doctor(doctor));
        await scene.Clinic.BreakGlassAsync(AccessScenes.Doctor(doctor), "Brought in <b>unconscious</b>");
        await scene.Clinic.OpenAsync(AccessScenes.Doctor(doctor));

        var page = Draw(scene);

        var said = page.WaitForElements(".trail-day li p").Select(p => string.Join(' ', p.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        said.ShouldContain("Karim Shawky opened the record of منى السيد");
        said.ShouldContain("Karim Shawky tried to open the record of منى السيد");
        said.ShouldContain("Karim Shawky broke the glass of the record of منى السيد");
        page.Find("li.refused .refused-mark").TextContent.ShouldBe("Refused");
        page.Find("li.refused .hint").TextContent.ShouldContain("treated by others");
        page.Find("li.glass q").TextContent.ShouldBe("Brought in <b>unconscious</b>");
        page.FindAll(".trail-what a").Select(a => a.GetAttribute("href")).ShouldContain($"/admin/audit?patient={scene.Clinic.Patient}");
        page.WaitForElement(".trail-badge").TextContent.ShouldContain("Broken in the last 7 days: 1");
    }

    [Fact]
    public async Task Older_entries_come_by_the_page_and_none_twice()
    {
        await using var scene = await OpenAsync();
        await RecordAsync(scene, "patient.find", ReadTrail.PageSize + 7);
        var page = Draw(scene, new() { Group = AuditGroup.Patients });
        page.WaitForAssertion(() => page.FindAll(".trail-day li").Count.ShouldBe(ReadTrail.PageSize));
        await page.InvokeAsync(() => page.Find(".trail-foot button").ClickAsync(new()));
        page.WaitForAssertion(() => page.FindAll(".trail-day li").Count.ShouldBe(ReadTrail.PageSize + 7));
        page.FindAll(".trail-foot button").ShouldBeEmpty();
        page.Find(".trail-foot a").GetAttribute("href").ShouldBe("/admin/audit.csv?about=patients");
    }

    [Fact]
    public async Task Each_choice_is_in_the_address_and_the_address_is_read_again()
    {
        await using var scene = await OpenAsync();
        await RecordAsync(scene, "patient.find");
        var page = Draw(scene);
        page.WaitForElement(".trail-day");
        page.Find("#trail-outcome").Change("Refused");
        Address(scene).ShouldBe("/admin/audit?outcome=refused");
        page.Find("#trail-from").Change("2026-11-20");
        Address(scene).ShouldBe("/admin/audit?from=2026-11-20");
        page.Find(".trail-glass").Click();
        Address(scene).ShouldBe("/admin/audit?glass=1");

        var asked = new TrailQuestion
        {
            From = new(2026, 11, 1), To = new(2026, 11, 30), Staff = Domain.Platform.Ids.UserId.New(), Group = AuditGroup.Records, Outcome = AuditOutcome.Refused, Patient = scene.Clinic.Patient,
            Appointment = Domain.Booking.Model.AppointmentId.New(), Entry = Guid.NewGuid(), BrokenGlass = true,
        };
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri("http://x" + TrailAddress.Of(asked)).Query);
        TrailAddress.Read(name => query.GetValueOrDefault(name)).ShouldBe(asked);
        TrailAddress.Read(_ => "nonsense").ShouldBe(new());
    }

    [Fact]
    public async Task A_patient_is_found_by_name_and_chosen_by_the_keyboard()
    {
        await using var scene = await OpenAsync();
        var page = Draw(scene);
        page.WaitForElement("#trail-patient").Input("مني");
        await page.InvokeAsync(() => page.Find("#trail-patient").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Enter" }));
        page.WaitForAssertion(() => Address(scene).ShouldBe($"/admin/audit?patient={scene.Clinic.Patient}"));
        page.Render(p => p.Add(x => x.Asked, new() { Patient = scene.Clinic.Patient }));
        page.WaitForElement(".trail-patient .chosen").TextContent.ShouldContain("منى السيد");
        await page.InvokeAsync(() => page.Find(".trail-patient .chosen button").ClickAsync(new()));
        Address(scene).ShouldBe("/admin/audit");
    }

    [Fact]
    public async Task Who_may_not_is_told_so_and_an_empty_trail_says_what_to_do()
    {
        await using (var desk = await OpenAsync(StaffRole.Receptionist))
            Draw(desk).WaitForElement("section.state[role=alert]").TextContent.ShouldContain("Only administrators");
        await using var scene = await OpenAsync();
        Draw(scene, new() { Group = AuditGroup.Money }).WaitForElement("section.state").TextContent.ShouldContain("Nothing fits");
    }

    [Fact]
    public async Task The_seals_are_verified_on_a_press_and_the_entry_that_breaks_is_shown()
    {
        await using var scene = await OpenAsync();
        await RecordAsync(scene, "patient.find", 3);
        var page = scene.Page.Render<SealsPanel>();
        page.WaitForAssertion(() => page.Markup.ShouldContain("Not sealed yet: 3"));
        await portal.Services.GetRequiredService<AuditSealer>().SealAsync(scene.Clinic.Id, Cancellation);
        await page.InvokeAsync(() => page.Find("button").ClickAsync(new()));
        page.WaitForElement(".seals-hold").TextContent.ShouldContain("All 3 seals hold");
        page.Markup.ShouldContain("Last sealed:");

        await portal.AsSuperuserAsync<object>(
            $"with setting as (select set_config('session_replication_role', 'replica', false)) select * from setting; update audit_entries set action = 'patient.register' where id = (select entry_id from audit_seals where tenant_id = '{scene.Clinic.Id}' and number = 2)");
        await page.InvokeAsync(() => page.Find("button").ClickAsync(new()));
        var broken = page.WaitForElement(".seals-broken");
        broken.TextContent.ShouldContain("The chain breaks at number 2");
        broken.QuerySelector("a")!.GetAttribute("href")!.ShouldStartWith("/admin/audit?entry=");
    }

    [Fact]
    public async Task A_long_trail_says_how_far_its_verification_is()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await portal.AsSuperuserAsync<object>(
            $"insert into audit_entries (tenant_id, id, at, actor_kind, action, outcome) select '{clinic.Id}', gen_random_uuid(), now(), 'System', 'patient.find', 'done' from generate_series(1, 4100) returning id");
        var sealer = portal.Services.GetRequiredService<AuditSealer>();
        while (await sealer.SealAsync(clinic.Id, Cancellation) > 0)
        {
            // there is more
        }

        var steps = new Steps();
        await using var scope = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        (await scope.Get<VerifyAuditChain>().ExecuteAsync(Cancellation, steps)).Value.Holds.ShouldBeTrue();
        steps.Told.ShouldBe([new(2000, 4100), new(4000, 4100)]);
    }

    [Theory]
    [InlineData("en", "Huda tried to change the own password")]
    [InlineData("ar", "Huda: محاولة تغيير كلمة السر")]
    public async Task A_sentence_is_in_the_readers_language(string language, string expected)
    {
        await using var scene = await OpenAsync();
        var before = (System.Globalization.CultureInfo.CurrentCulture, System.Globalization.CultureInfo.CurrentUICulture);
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.CurrentUICulture = Languages.Of(language);
            var services = scene.Page.Services;
            var words = new TrailWords(services.GetRequiredService<IStringLocalizer<AuditTexts>>(), services.GetRequiredService<IStringLocalizer<AuditActs>>(), services.GetRequiredService<ClinicContext>());
            var row = new TrailRow(new(Guid.NewGuid(), portal.Now, CallerKind.Staff, null, "staff.password", "WrongPassword", null, null), "Huda", TrailSubject.Nameless, null);
            words.Plain(row).ShouldBe(expected);
            words.Outcome(row).ShouldBe(language == "en" ? "Not done" : "لم يتم");
            words.Plain(row with { Entry = row.Entry with { Action = "nobody.knows" } }).ShouldContain("nobody.knows");
        }
        finally
        {
            (System.Globalization.CultureInfo.CurrentCulture, System.Globalization.CultureInfo.CurrentUICulture) = before;
        }
    }

    sealed class Steps : IProgress<VerifyAuditChain.Step>
    {
        public List<VerifyAuditChain.Step> Told { get; } = [];

        public void Report(VerifyAuditChain.Step value) => Told.Add(value);
    }
}
