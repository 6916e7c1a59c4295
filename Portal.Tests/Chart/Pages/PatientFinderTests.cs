using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Features.Chart.Find;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Pages;

/// <summary>A doctor finds a record by the keyboard alone.</summary>
public sealed class PatientFinderTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Fact]
    public async Task Enter_opens_the_first_that_is_found()
    {
        await using var scene = await OpenAsync();
        var finder = scene.Page.Render<PatientFinder>();
        finder.WaitForElement(".state").TextContent.ShouldContain("You have not seen anybody yet");
        await finder.InvokeAsync(() => finder.Find("input").Input("منى"));
        await finder.InvokeAsync(() => finder.Find("form").SubmitAsync());
        Address(scene).ShouldEndWith($"/doctor/patients/{scene.Clinic.Patient.Value}");
    }

    [Fact]
    public async Task Nobody_found_is_said_with_what_to_do()
    {
        await using var scene = await OpenAsync();
        var finder = scene.Page.Render<PatientFinder>();
        finder.WaitForElement(".state");
        await finder.InvokeAsync(() => finder.Find("input").Input("zzzz"));
        await finder.InvokeAsync(() => finder.Find("form").SubmitAsync());
        finder.WaitForElement(".state").TextContent.ShouldContain("Nobody was found");
    }

    [Fact]
    public async Task Who_was_seen_last_stands_there_without_a_word()
    {
        await using var scene = await OpenAsync();
        await scene.BeTheDoctorAsync();
        var nine = Instant.FromUtc(2026, 11, 22, 7, 0);
        var booked = await scene.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), scene.Clinic.Patient, scene.Clinic.Service, scene.Clinic.Practitioners[0], nine, BookingSource.Desk, null, null, null), default);
        booked.Succeeded.ShouldBeTrue();
        var finder = scene.Page.Render<PatientFinder>();
        finder.WaitForElement("[role=option]").TextContent.ShouldContain("منى السيد");
        await finder.InvokeAsync(() => finder.Find("form").SubmitAsync());
        Address(scene).ShouldEndWith($"/doctor/patients/{scene.Clinic.Patient.Value}");
    }

    [Fact]
    public async Task It_is_for_doctors_alone()
    {
        await using var scene = await DeskScene.OpenAsync(portal, role: StaffRole.Receptionist);
        (await scene.Get<ListMyPatients>().ExecuteAsync(default)).Error.ShouldBe(BookingError.Forbidden);
    }

    static string Address(DeskScene scene) => scene.Page.Services.GetRequiredService<NavigationManager>().Uri;

    Task<DeskScene> OpenAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return DeskScene.OpenAsync(portal, role: StaffRole.Doctor);
    }
}
