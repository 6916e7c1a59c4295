using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Prescriptions;

/// <summary>The printed sheet, and the page that its code opens for whoever holds it, as they come over HTTP.</summary>
public sealed class PrescriptionPagesTests(TestWeb web) : IClassFixture<TestWeb>
{
    [Fact]
    public async Task The_code_opens_what_the_paper_says_and_no_more()
    {
        var scene = await ChartScene.OpenAsync(web.Portal);
        var sheet = await scene.WrittenAsync(PrescriptionScenes.Medicine("Metformin", "500 mg", days: 10, repeats: 2));
        using var pharmacist = web.Browser(scene.Clinic);

        var page = await pharmacist.ReadAsync($"/rx/{sheet.Code}");

        foreach (var said in (string[])["صالحة", "Metformin 500 mg tablet", "قرص واحد 3 مرات يوميًا بعد الأكل لمدة 10 أيام", "يُصرف مرتين أخريين", "طبيب 0", "م. ا.", "noindex"])
            page.ShouldContain(said);
        page.ShouldNotContain("منى السيد");
        page.ShouldNotContain("1001234567");
        page.ShouldNotContain("_framework/blazor");
        await scene.RevokeAsync(sheet.Id);
        var revoked = await pharmacist.ReadAsync($"/rx/{sheet.Code}");
        revoked.ShouldContain("ملغاة");
        revoked.ShouldNotContain("Metformin");
        revoked.ShouldNotContain("Wrong strength");
    }

    [Fact]
    public async Task A_code_that_is_none_or_another_clinics_is_not_found_and_codes_are_not_tried_out()
    {
        var (here, there) = (await ChartScene.OpenAsync(web.Portal), await ChartScene.OpenAsync(web.Portal));
        var sheet = await there.WrittenAsync(PrescriptionScenes.Medicine("Metformin"));
        using var browser = web.Browser(here.Clinic);
        (await browser.GetAsync($"/rx/{sheet.Code}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/rx/nonsense")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 60; i++)
            answers.Add((await browser.GetAsync($"/rx/{new string('a', 22)}")).StatusCode);
        answers.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("", "ar", "rtl", "روشتة", "قرص واحد 3 مرات يوميًا بعد الأكل لمدة 7 أيام")]
    [InlineData("?lang=en", "en", "ltr", "Prescription", "1 tablet three times a day after meals for 7 days")]
    public async Task A_prescription_is_printed_on_the_clinics_letterhead_in_the_patients_language(string query, string language, string direction, string title, string taken)
    {
        var scene = await ChartScene.OpenAsync(web.Portal);
        var sheet = await scene.WrittenAsync(PrescriptionScenes.Medicine("Metformin", "500 mg"));
        using var doctor = await SignInAsync(scene, StaffRole.Doctor, treats: true);

        var paper = await doctor.ReadAsync($"/doctor/prescriptions/{sheet.Id}/print{query}");

        paper.ShouldStartWith("<!DOCTYPE html>");
        paper.ShouldContain($"<html lang=\"{language}\" dir=\"{direction}\">");
        foreach (var said in (string[])[title, taken, "منى السيد", "عيادة", "Clinic", "Metformin 500 mg tablet", "prescription.css", "<svg"])
            paper.ShouldContain(said);
        (await doctor.GetAsync($"/doctor/prescriptions/{Guid.NewGuid()}/print")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task It_is_printed_by_who_may_open_the_record_alone()
    {
        var scene = await ChartScene.OpenAsync(web.Portal);
        var sheet = await scene.WrittenAsync(PrescriptionScenes.Medicine("Metformin"));
        var path = $"/doctor/prescriptions/{sheet.Id}/print";
        using var nobody = web.Browser(scene.Clinic);
        (await nobody.GetAsync(path)).Headers.Location!.ToString().ShouldContain("/account/sign-in");
        foreach (var role in new[] { StaffRole.Receptionist, StaffRole.Doctor })
        {
            using var other = await SignInAsync(scene, role, treats: false);
            (await other.GetAsync(path)).Headers.Location!.ToString().ShouldContain("/account/denied");
        }
    }

    async Task<TestBrowser> SignInAsync(ChartScene scene, StaffRole role, bool treats)
    {
        var email = IdentityScenes.NewEmail();
        var user = await scene.Clinic.HireAsync(role, email);
        if (treats)
        {
            await using var scope = scene.AsSystem();
            await using var db = scope.Db();
            var doctor = scene.Clinic.Practitioners[0];
            await db.Set<Practitioner>().Where(p => p.Id == doctor).ExecuteUpdateAsync(set => set.SetProperty(p => p.UserId, user));
        }

        var browser = web.Browser(scene.Clinic);
        await browser.SendAsync("/account/sign-in", "sign-in", ("Email", email), ("Password", IdentityScenes.Password));
        return browser;
    }
}
