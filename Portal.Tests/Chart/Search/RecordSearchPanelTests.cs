using System.Globalization;
using Bunit;
using Portal.Domain.Chart.Search;
using Portal.Domain.Platform.Callers;
using Portal.Features.Chart.RecordSearch;
using Portal.Features.Patients;
using Portal.Tests.Chart.Pages;
using Portal.Tests.Chart.Passages;
using Portal.Tests.Chart.Similar;
using Portal.Tests.DeskPages;
using Portal.Tests.Patients;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Search;

/// <summary>The administrator's page of what can be found, and what it reads and does.</summary>
public sealed class RecordSearchPanelTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_what_waits_and_moves_by_itself()
    {
        await using var scene = await OpenAsync();
        await portal.SyncAsync();
        await scene.Clinic.SufferAsync(scene.Clinic.Patient, SimilarScenes.Diabetic);
        var page = scene.Page.Render<RecordSearchPanel>();
        page.WaitForElement("[data-waiting]").TextContent.ShouldBe("2");
        page.Find("progress").GetAttribute("max").ShouldBe("2");
        page.Find("[role=status]").TextContent.ShouldBe("Entries are being made searchable.");

        await portal.SyncAsync();
        portal.Clock.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => page.Find("[role=status]").TextContent.ShouldBe("Everything that was written can be found."));
        page.FindAll("progress").ShouldBeEmpty();
        page.WaitForAssertion(() => page.Markup.ShouldContain("portal-lexical-1"));
    }

    [Fact]
    public async Task The_whole_clinic_is_rebuilt_after_being_asked_twice()
    {
        await using var scene = await OpenAsync();
        await scene.Clinic.SufferAsync(scene.Clinic.Patient, SimilarScenes.Diabetic);
        await portal.SyncAsync();
        await portal.AsSuperuserAsync<long>($"with old as (update chart_passages set model = 'bge-m3/1024' where tenant_id = '{scene.Clinic.Id}' returning 1) select count(*) from old");
        var page = scene.Page.Render<RecordSearchPanel>();
        page.WaitForElement(".older").TextContent.ShouldContain("2 passages");
        page.Find(".older code").TextContent.ShouldBe("bge-m3/1024");

        await page.PressButtonAsync(".all button");
        (await LagAsync(scene)).ShouldBe(0);
        await page.PressButtonAsync(".all .danger");
        page.WaitForAssertion(() => page.Markup.ShouldContain("Entries to be prepared anew: 2"));
        page.Find("[data-waiting]").TextContent.ShouldBe("2");
        await portal.SyncAsync();
        portal.Clock.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => page.Markup.ShouldContain("None: all are by the current one."));
    }

    [Fact]
    public async Task One_record_is_chosen_and_rebuilt_with_those_merged_into_it()
    {
        await using var scene = await OpenAsync();
        var (other, merged) = (await scene.Clinic.RegisterAsync("Hoda Kamel", "+201005550001"), await scene.Clinic.RegisterAsync("Mona Elsayed", "+201005550002"));
        foreach (var patient in new[] { scene.Clinic.Patient, other, merged })
            await scene.Clinic.SufferAsync(patient, SimilarScenes.Broken);
        (await scene.Clinic.MergeAsync(merged, scene.Clinic.Patient)).Succeeded.ShouldBeTrue();
        await portal.SyncAsync();
        var page = scene.Page.Render<RecordSearchPanel>();
        page.WaitForElement("#rebuild-patient");
        var known = (await scene.Get<Domain.Patients.FindPatients>().ExecuteAsync(new("منى"), Cancellation)).Value[0];
        await page.InvokeAsync(() => page.FindComponent<PatientPicker>().Instance.OnChosen.InvokeAsync(known));
        await page.PressButtonAsync(".part > p > .button");
        page.WaitForAssertion(() => page.Markup.ShouldContain("Entries to be prepared anew: 2"));
        (await LagAsync(scene)).ShouldBe(2);
    }

    [Fact]
    public async Task What_could_not_be_read_is_told_and_read_again()
    {
        await using var scene = await OpenAsync();
        await portal.SqlAsync("alter table portal.chart_stale rename to away");
        IRenderedComponent<RecordSearchPanel> page;
        try
        {
            page = scene.Page.Render<RecordSearchPanel>();
            page.WaitForElement(".strip").TextContent.ShouldContain("could not be read just now");
            page.FindAll("[aria-busy=true]").ShouldBeEmpty();
        }
        finally
        {
            await portal.SqlAsync("alter table portal.away rename to chart_stale");
        }

        portal.Clock.Advance(TimeSpan.FromSeconds(16)); // or by the button; by itself it comes back too
        page.WaitForElement("[data-waiting]");
        page.FindAll(".strip").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StaffRole.Doctor)]
    [InlineData(StaffRole.Receptionist)]
    public async Task It_is_for_administrators_alone(StaffRole role)
    {
        await using var scene = await OpenAsync(role, "ar");
        var page = scene.Page.Render<RecordSearchPanel>();
        page.WaitForElement(".state").TextContent.ShouldContain("هذه الصفحة للمسؤولين");
        (await scene.Get<PassageModels>().ExecuteAsync(Cancellation)).Error.ShouldBe(PassageError.Forbidden);
        (await scene.Get<RebuildPassages>().ExecuteAsync(null, Cancellation)).Error.ShouldBe(PassageError.Forbidden);
        (await scene.Get<RebuildPassages>().ExecuteAsync(scene.Clinic.Patient, Cancellation)).Error.ShouldBe(PassageError.Forbidden);
        (await portal.AsSuperuserAsync<long>($"select count(*) from audit_entries where tenant_id = '{scene.Clinic.Id}' and action like 'passages.%' and outcome = 'Forbidden'")).ShouldBe(4);
    }

    [Fact]
    public async Task Another_clinics_passages_are_not_counted()
    {
        await using var scene = await OpenAsync();
        await using var other = await OpenAsync();
        await other.Clinic.SufferAsync(other.Clinic.Patient, SimilarScenes.Diabetic);
        await portal.SyncAsync();
        (await scene.Get<PassageModels>().ExecuteAsync(Cancellation)).Value.Passages.ShouldBe(0);
        (await scene.Get<RebuildPassages>().ExecuteAsync(null, Cancellation)).Value.ShouldBe(0);
        (await LagAsync(other)).ShouldBe(0);
    }

    Task<DeskScene> OpenAsync(StaffRole role = StaffRole.Administrator, string language = "en")
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return DeskScene.OpenAsync(portal, role: role);
    }

    async Task<long> LagAsync(DeskScene scene)
    {
        await using var scope = portal.Scope(scene.Clinic.Id);
        return (await scope.Get<PassageHealth>().ExecuteAsync(Cancellation)).Value.Stale;
    }
}
