using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Features.Chart;
using Portal.Features.Chart.Record;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Pages;

/// <summary>The note of a visit: nothing of it is ever lost, and signed it stands.</summary>
public sealed class NoteTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1.1);

    [Fact]
    public async Task A_key_starts_it_and_what_is_typed_is_saved_a_moment_later()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = await StartAsync(scene);
        await view.TypeAsync("#note-Complaint", "Headache");
        view.Find(".note-state").TextContent.ShouldContain("Not saved yet");
        portal.Clock.Advance(Pause);
        view.WaitForAssertion(() => view.Find(".note-state").TextContent.ShouldContain("Saved"));
        await view.TypeAsync("#note-Plan", "Rest");
        portal.Clock.Advance(Pause);
        view.WaitForAssertion(() => view.Find(".note-state").ClassList.ShouldContain("is-saved"));
        var note = (await scene.RowsAsync<Encounter>()).ShouldHaveSingleItem();
        (note.Complaint, note.Plan, note.Status).ShouldBe(("Headache", "Rest", EncounterStatus.Draft));
    }

    [Fact]
    public async Task Who_goes_to_another_part_at_once_leaves_nothing_unsaved()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = await StartAsync(scene);
        await view.TypeAsync("#note-Findings", "BP high");
        view.Go(ChartPart.Results);
        await WaitAsync(async () => (await scene.RowsAsync<Encounter>())[0].Findings == "BP high");
    }

    [Fact]
    public async Task What_was_written_on_another_screen_is_shown_and_the_writer_chooses()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = await StartAsync(scene);
        await ElsewhereAsync(scene, "From the tablet");
        await view.TypeAsync("#note-Complaint", "From the desk");
        portal.Clock.Advance(Pause);
        view.WaitForElement(".conflict").TextContent.ShouldContain("From the tablet");
        view.Find("#note-Complaint").GetAttribute("value").ShouldBe("From the desk");
        (await scene.RowsAsync<Encounter>())[0].Complaint.ShouldBe("From the tablet", "nothing is overwritten without a word");

        await view.PressButtonAsync(".conflict .button");
        view.WaitForAssertion(() => view.FindAll(".conflict").ShouldBeEmpty());
        (await scene.RowsAsync<Encounter>())[0].Complaint.ShouldBe("From the desk");
    }

    [Fact]
    public async Task The_other_text_can_be_taken_instead()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = await StartAsync(scene);
        await ElsewhereAsync(scene, "From the tablet");
        await view.TypeAsync("#note-Complaint", "From the desk");
        portal.Clock.Advance(Pause);
        view.WaitForElement(".conflict");
        await view.PressButtonAsync(".conflict .button.quiet");
        view.Find("#note-Complaint").GetAttribute("value").ShouldBe("From the tablet");
        view.FindAll(".conflict").ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_signed_on_purpose_and_added_to_afterwards()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = await StartAsync(scene);
        await view.TypeAsync("#note-Assessment", "Migraine");
        await view.SendAsync("form.note"); // as Ctrl Enter does
        view.WaitForElement(".sign").TextContent.ShouldContain("stays as it is");
        await view.PressButtonAsync(".sign .button");
        view.WaitForElement(".signed").TextContent.ShouldContain("Migraine");
        view.FindAll("form.note").ShouldBeEmpty();
        (await scene.RowsAsync<Encounter>())[0].Status.ShouldBe(EncounterStatus.Signed);

        await view.PressButtonAsync(".signed .tool");
        await view.SendAsync(".signed form");
        view.Find("#amend-error").TextContent.ShouldContain("and why");
        await view.TypeAsync("#amend-text", "With aura");
        await view.TypeAsync("#amend-reason", "forgotten");
        await view.SendAsync(".signed form");
        view.WaitForElement(".amendment").TextContent.ShouldContain("With aura");
        view.FindAll("#amend-text").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_note_is_not_signed()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = await StartAsync(scene);
        view.Find("form.note button[type=submit]").HasAttribute("disabled").ShouldBeTrue();
        await view.SendAsync("form.note");
        view.FindAll(".sign").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_typed_when_the_line_went_down_is_there_again_and_is_saved()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        await StartAsync(scene);
        var note = (await scene.RowsAsync<Encounter>())[0];
        scene.BrowserKept(("note", new() { ["encounter"] = note.Id.ToString(), ["version"] = note.Version.ToString(CultureInfo.InvariantCulture), ["complaint"] = "Half a sent" }));
        var view = scene.Chart();
        view.WaitForElement("#note-Complaint").GetAttribute("value").ShouldBe("Half a sent");
        portal.Clock.Advance(Pause);
        await WaitAsync(async () => (await scene.RowsAsync<Encounter>())[0].Complaint == "Half a sent");
    }

    [Fact]
    public async Task And_where_the_note_was_changed_meanwhile_both_are_shown()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        await StartAsync(scene);
        var before = (await scene.RowsAsync<Encounter>())[0];
        await ElsewhereAsync(scene, "Later");
        scene.BrowserKept(("note", new() { ["encounter"] = before.Id.ToString(), ["version"] = before.Version.ToString(CultureInfo.InvariantCulture), ["complaint"] = "Half a sent" }));
        var view = scene.Chart();
        view.WaitForElement(".conflict").TextContent.ShouldContain("Later");
        view.Find("#note-Complaint").GetAttribute("value").ShouldBe("Half a sent");
    }

    static async Task<IRenderedComponent<ChartView>> StartAsync(DeskScene scene)
    {
        var view = scene.Chart();
        await view.PressAsync("note");
        view.WaitForElement("form.note");
        return view;
    }

    static async Task ElsewhereAsync(DeskScene scene, string complaint)
    {
        await using var db = await scene.DbAsync();
        var note = await db.Set<Encounter>().AsTracking().SingleAsync();
        note.Complaint = complaint;
        await db.SaveChangesAsync();
    }

    static async Task WaitAsync(Func<Task<bool>> until)
    {
        for (var tries = 0; !await until(); tries++)
        {
            tries.ShouldBeLessThan(200);
            await Task.Delay(20, Xunit.TestContext.Current.CancellationToken);
        }
    }
}
