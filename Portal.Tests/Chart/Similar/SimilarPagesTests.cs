using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Platform.Callers;
using Portal.Features.Booking.CardPanel;
using Portal.Features.Chart;
using Portal.Features.Chart.Similar;
using Portal.Tests.Chart.Pages;
using Portal.Tests.Chart.Passages;
using Portal.Tests.DeskPages;
using Portal.Tests.Patients;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Similar;

/// <summary>What is similar, in the open record and at the desk.</summary>
public sealed class SimilarPagesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task The_record_tells_who_is_similar_and_why_and_leads_there()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var (own, others) = (await scene.Clinic.RegisterAsync("Hoda Kamel", "+201005550001", new(1980, 1, 1)), await scene.Clinic.RegisterAsync("Samir Fathy", "+201005550002"));
        foreach (var patient in new[] { scene.Clinic.Patient, own, others })
            await scene.Clinic.SufferAsync(patient, SimilarScenes.Diabetic);
        await scene.Clinic.BookedAsync(null, daysAgo: 10, own, practitioner: 0);
        await portal.SyncAsync();
        var view = scene.Chart(ChartPart.Similar);
        view.WaitForAssertion(() => view.FindAll(".similar .person").Count.ShouldBe(2));
        var rows = view.FindAll(".similar .person").ToDictionary(row => row.QuerySelector("a")!.GetAttribute("href")!);
        var known = rows[$"/doctor/patients/{own.Value}"];
        known.QuerySelector("h3")!.TextContent.ShouldBe("Hoda Kamel");
        known.QuerySelector(".hint")!.TextContent.ShouldBe("46 y");
        known.QuerySelector(".alike")!.TextContent.ShouldContain("2 March 2026");
        known.QuerySelectorAll("q").Select(q => q.TextContent.Trim()).ShouldContain(text => text.StartsWith("Type 2 diabetes mellitus", StringComparison.Ordinal) || text.StartsWith("Diabetic retinopathy", StringComparison.Ordinal));
        known.TextContent.ShouldNotContain("2026-03-02");
        var stranger = rows[$"/doctor/patients/{others.Value}"];
        stranger.QuerySelector("h3")!.TextContent.ShouldBe("Another doctor’s patient");
        stranger.TextContent.ShouldNotContain("Samir");
        stranger.QuerySelector("a")!.TextContent.ShouldBe("Open with a reason");
    }

    [Fact]
    public async Task Where_nobody_is_similar_it_is_said_with_what_to_do()
    {
        await using var scene = await DoctorScene.TreatAsync(portal, "ar");
        var view = scene.Chart(ChartPart.Similar);
        view.WaitForElement(".similar .state").TextContent.ShouldContain("لم نجد حالة مشابهة");
    }

    [Fact]
    public async Task What_could_not_be_looked_for_is_told_and_looked_for_again()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var like = await scene.Clinic.RegisterAsync("Hoda Kamel", "+201005550001");
        foreach (var patient in new[] { scene.Clinic.Patient, like })
            await scene.Clinic.SufferAsync(patient, SimilarScenes.Diabetic);
        await portal.SyncAsync();
        await portal.SqlAsync("alter table portal.chart_passages rename to away");
        IRenderedComponent<Portal.Features.Chart.Record.ChartView> view;
        try
        {
            view = scene.Chart(ChartPart.Similar);
            view.WaitForElement(".similar .strip").TextContent.ShouldContain("could not be searched just now");
            view.FindAll(".similar [aria-busy=true]").ShouldBeEmpty();
        }
        finally
        {
            await portal.SqlAsync("alter table portal.away rename to chart_passages");
        }

        await view.PressButtonAsync(".similar .strip button");
        view.WaitForElement(".similar .person");
        view.FindAll(".similar .strip").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_leads_to_the_part_and_is_in_the_list_of_keys()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        var view = scene.Chart();
        await view.PressAsync("similar");
        scene.Page.Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("?part=similar");
        await view.PressAsync("keys");
        view.Find(".keys").TextContent.ShouldContain("SSimilar patients");
    }

    [Fact]
    public async Task A_doctor_sees_bookings_like_the_visit_that_is_open()
    {
        await using var scene = await DoctorScene.TreatAsync(portal);
        await scene.Clinic.BookedAsync("Knee pain since Ramadan", daysAgo: 90);
        var visit = await scene.Clinic.BookedAsync("Knee pain", daysAgo: 1, practitioner: 0);
        await portal.SyncAsync();
        var view = scene.Chart(ChartPart.Similar, visit.Value);
        view.WaitForElement(".similar-bookings button");
        await view.PressButtonAsync(".similar-bookings button");
        var row = view.WaitForElement(".booking");
        row.TextContent.ShouldContain("Knee pain since Ramadan");
        row.QuerySelector("a")!.GetAttribute("href").ShouldBe($"/doctor/patients/{scene.Clinic.Patient.Value}");
    }

    [Fact]
    public async Task The_panel_of_an_appointment_shows_earlier_ones_like_it()
    {
        await using var scene = await DeskAsync();
        await scene.Clinic.BookedAsync("Knee pain since Ramadan", daysAgo: 90);
        var now = await scene.Clinic.BookedAsync("Knee pain", daysAgo: 1);
        await portal.SyncAsync();
        var panel = scene.Draw<AppointmentPanel>(p => p.Add(x => x.Id, now));
        panel.WaitForElement(".similar-bookings button");
        panel.FindAll(".booking").ShouldBeEmpty("it is looked for when it is asked for");
        await panel.PressButtonAsync(".similar-bookings button");
        var row = panel.WaitForElement(".booking");
        row.TextContent.ShouldContain("24 August 2026");
        row.TextContent.ShouldContain("Consultation");
        row.QuerySelector("a")!.GetAttribute("href").ShouldBe($"/desk/patients/{scene.Clinic.Patient}");
    }

    [Fact]
    public async Task The_desk_asks_in_its_own_words_and_is_told_where_nothing_is_found_or_asked()
    {
        await using var scene = await DeskAsync();
        await scene.Clinic.BookedAsync("Right knee pain, came with a stick", daysAgo: 30);
        await portal.SyncAsync();
        var recall = scene.Page.Render<BookingRecall>();
        await recall.SendAsync("form");
        recall.WaitForElement(".error").TextContent.ShouldContain("in a few words");
        await recall.TypeAsync("#recall-text", "the one with the bad knee");
        await recall.SendAsync("form");
        recall.WaitForElement(".booking").TextContent.ShouldContain("came with a stick");
        recall.Find("[role=status]").TextContent.ShouldBe("Bookings found: 1");
        await recall.TypeAsync("#recall-text", "zebra crossing at midnight");
        await recall.SendAsync("form");
        recall.WaitForElement(".state").TextContent.ShouldContain("No earlier booking was about this");
    }

    [Fact]
    public async Task Who_is_not_of_the_desk_is_told_so()
    {
        await using var scene = await DeskAsync(StaffRole.Pharmacist);
        var recall = scene.Page.Render<BookingRecall>();
        await recall.TypeAsync("#recall-text", "knee");
        await recall.SendAsync("form");
        recall.WaitForElement(".error").TextContent.ShouldContain("may not look here");
    }

    Task<DeskScene> DeskAsync(StaffRole role = StaffRole.Receptionist)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return DeskScene.OpenAsync(portal, role: role);
    }
}
