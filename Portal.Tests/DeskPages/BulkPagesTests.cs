using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Live;
using Portal.Features.Booking.Bulk;
using Portal.Tests.Booking;
using Portal.Tests.Booking.Bulk;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>The page of a doctor's absence as a receptionist works it.</summary>
public sealed class BulkPagesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    async Task<(DeskScene Scene, IRenderedComponent<BulkDesk> Page, List<AppointmentState> Booked)> OpenAsync(int appointments, StaffRole role = StaffRole.Receptionist)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var scene = await DeskScene.OpenAsync(portal, role: role);
        var booked = await scene.Clinic.BookMondayAsync(appointments);
        var page = scene.Draw<BulkDesk>(p => p.Add(x => x.Doctor, scene.Clinic.Practitioners[0].ToString()).Add(x => x.Day, "2026-11-23"));
        return (scene, page, booked);
    }

    [Fact]
    public async Task A_day_is_previewed_a_row_left_out_another_changed_and_the_rest_started()
    {
        var (scene, page, booked) = await OpenAsync(3);
        await using var _ = scene;
        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBe(3));
        page.Find(".bulk-start .button").TextContent.ShouldBe("Move the appointments (3)");
        page.Find($"[data-row='{booked[0].Id}'] .place").TextContent.ShouldContain("Tuesday 24 November, 9:00 am");

        await page.InvokeAsync(() => page.Find($"[data-row='{booked[2].Id}'] input").ChangeAsync(new() { Value = false }));
        page.WaitForAssertion(() => page.Find(".bulk-start .button").TextContent.ShouldBe("Move the appointments (2)"));

        await page.InvokeAsync(() => page.Find($"[data-row='{booked[1].Id}'] .act button").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find("#move-day").ChangeAsync(new() { Value = "2026-11-25" }));
        page.WaitForElement(".chooser .chip");
        await page.InvokeAsync(() => page.Find(".chooser .chip").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find(".chooser form").SubmitAsync());
        page.WaitForAssertion(() => page.Find($"[data-row='{booked[1].Id}'] .place").TextContent.ShouldContain("Wednesday 25 November, 9:00 am"));

        await page.InvokeAsync(() => page.Find(".bulk-start .button").ClickAsync(new()));
        var address = new Uri(scene.Page.Services.GetRequiredService<NavigationManager>().Uri).AbsolutePath;
        address.ShouldStartWith("/desk/bulk/");
        var change = BulkChangeId.From(Guid.Parse(address["/desk/bulk/".Length..]));
        (await scene.Clinic.ReadAsync(change)).Items.Select(item => item.Appointment.Id).ShouldBe([booked[0].Id, booked[1].Id]);
    }

    [Fact]
    public async Task What_others_change_meanwhile_is_marked_on_the_open_page()
    {
        var (scene, page, booked) = await OpenAsync(2);
        await using var _ = scene;
        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBe(2));
        (await scene.Clinic.SetAsync(booked[0], AppointmentStatus.Confirmed)).Succeeded.ShouldBeTrue();
        await portal.Services.GetRequiredService<LiveUpdates>().DeliverAsync(scene.Clinic.Id, Topics.Appointments, [booked[0].Id.Value]);
        page.WaitForAssertion(() => page.Find($"[data-row='{booked[0].Id}'] .mark").TextContent.ShouldBe("Changed meanwhile"));
        page.FindAll(".mark").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_day_without_appointments_says_what_to_do_and_a_doctor_may_not_look()
    {
        var (scene, page, _) = await OpenAsync(0);
        await using (scene)
            page.WaitForAssertion(() => page.Find(".state h2").TextContent.ShouldBe("No appointment in this time"));
        var (theirs, refused, _) = await OpenAsync(1, StaffRole.Doctor);
        await using (theirs)
            refused.WaitForAssertion(() => refused.Find(".state h2").TextContent.ShouldBe("You may not change a doctor's day"));
    }

    [Fact]
    public async Task Progress_is_live_and_a_row_that_failed_goes_on_from_the_page()
    {
        var (scene, _, booked) = await OpenAsync(3);
        await using var own = scene;
        var plan = (await scene.Clinic.PreviewAsync(BulkKind.Move)).Value;
        var blocked = (await scene.Clinic.BookAsync(plan.Rows[1].To!.Value.Start)).Value;
        var change = (await scene.Clinic.StartAsync(BulkKind.Move, plan)).Value;
        var page = scene.Draw<BulkProgress>(p => p.Add(x => x.Id, change.Value));
        page.WaitForAssertion(() => page.Find("#bulk-progress").TextContent.ShouldBe("0 of 3 settled"));

        await scene.Clinic.RunAsync(change);
        await AnnounceAsync();
        page.WaitForAssertion(() => page.Find("#bulk-progress").TextContent.ShouldBe("3 of 3 settled"));
        page.Find(".is-failed .error").TextContent.ShouldContain("just taken");

        (await scene.Clinic.SetAsync(blocked, AppointmentStatus.Cancelled)).Succeeded.ShouldBeTrue();
        await page.InvokeAsync(() => page.Find(".is-failed .panel-actions .button").ClickAsync(new())); // try again
        await scene.Clinic.RunAsync(change);
        await AnnounceAsync();
        page.WaitForAssertion(() => page.Find(".bulk-state").TextContent.ShouldBe("Done"));
        page.FindAll(".is-failed").ShouldBeEmpty();

        Task AnnounceAsync() => portal.Services.GetRequiredService<LiveUpdates>().DeliverAsync(scene.Clinic.Id, Topics.BulkChanges, [change.Value]);
    }

    [Fact]
    public async Task What_is_silent_can_be_gone_on_with_and_what_runs_can_be_stopped()
    {
        var (scene, _, _) = await OpenAsync(2);
        await using var own = scene;
        var change = await scene.Clinic.BeginAsync(BulkKind.Cancel);
        var page = scene.Draw<BulkProgress>(p => p.Add(x => x.Id, change.Value));
        page.WaitForElement(".progress-line");
        await page.InvokeAsync(() => page.Find(".progress-line button").ClickAsync(new()));
        page.WaitForAssertion(() => page.Find(".bulk-state").TextContent.ShouldBe("Paused"));
        await page.InvokeAsync(() => page.Find(".progress-line button").ClickAsync(new()));
        page.WaitForAssertion(() => page.Find(".bulk-state").TextContent.ShouldBe("Under way"));
        portal.Clock.Advance(TimeSpan.FromSeconds(61));
        page.WaitForAssertion(() => page.Find(".strip").TextContent.ShouldContain("no sign of life"));
        page.Find(".progress-line button").TextContent.ShouldBe("Go on");
    }

    [Fact]
    public async Task Whom_to_call_is_listed_until_they_have_chosen()
    {
        var (scene, _, booked) = await OpenAsync(1);
        await using var own = scene;
        var change = await scene.Clinic.BeginAsync(BulkKind.OfferAlternatives);
        await scene.Clinic.RunAsync(change);
        var page = scene.Draw<BulkProgress>(p => p.Add(x => x.Id, change.Value));
        page.WaitForAssertion(() => page.FindAll("h2").Select(h => h.TextContent).ShouldContain("Have not chosen: call them"));
        page.Find(".call").GetAttribute("href").ShouldBe("tel:+201005550000");
        (await scene.Get<MoveAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), booked[0].Id, booked[0].Version, scene.Clinic.Service, booked[0].End - booked[0].Start, scene.Clinic.Practitioners[1], BookingScenes.Monday(16)), Cancellation)).Succeeded.ShouldBeTrue();
        await portal.Services.GetRequiredService<LiveUpdates>().DeliverAsync(scene.Clinic.Id, Topics.Appointments, [booked[0].Id.Value]);
        page.WaitForAssertion(() => page.Find(".item-state").TextContent.ShouldStartWith("Has chosen"));
    }
}
