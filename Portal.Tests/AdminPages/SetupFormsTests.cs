using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Platform.Callers;
using Portal.Features.Booking.Setup;
using Portal.Pages.Admin;
using Portal.Tests.DeskPages;
using Portal.Tests.Support;

namespace Portal.Tests.AdminPages;

/// <summary>The administrator's set-up as it is worked on the page, over the real use cases: what is saved, and what is said where something is wrong.</summary>
public sealed class SetupFormsTests : IClassFixture<TestPortal>
{
    readonly TestPortal portal;

    public SetupFormsTests(TestPortal portal)
    {
        this.portal = portal;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
    }

    static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_branch_is_added_a_room_put_into_it_and_the_branch_closed()
    {
        await using var admin = await OpenAsync();
        var page = admin.Draw<AdminPlaces>(_ => { });
        page.WaitForElement("#branch-ar");
        page.FindAll(".state").Count.ShouldBe(2);
        await SubmitAsync(page, "#branch-ar");
        page.WaitForElement("#branch-ar-error").TextContent.ShouldNotBeEmpty();

        await TypeAsync(page, ("#branch-ar", "فرع المعادي"), ("#branch-en", "Maadi branch"), ("#branch-at-en", "9 El Nasr St"));
        await SubmitAsync(page, "#branch-ar");
        page.WaitForElement(".saved");
        var branch = await admin.Get<ListPlaces>().ExecuteAsync(Cancellation);
        var maadi = branch.Value.Locations.ShouldHaveSingleItem();
        maadi.AddressEn.ShouldBe("9 El Nasr St");

        await TypeAsync(page, ("#resource-kind", nameof(ResourceKind.Room)), ("#resource-branch", maadi.Id.ToString()), ("#resource-ar", "غرفة ١"), ("#resource-en", "Room 1"));
        await SubmitAsync(page, "#resource-ar");
        (await admin.Get<ListPlaces>().ExecuteAsync(Cancellation)).Value.Resources.ShouldHaveSingleItem().LocationId.ShouldBe(maadi.Id);

        await page.InvokeAsync(() => page.FindAll(".link").Single(link => link.TextContent == "Maadi branch").ClickAsync(new()));
        await page.InvokeAsync(() => page.FindAll(".check input")[1].ChangeAsync(new() { Value = true }));
        await SubmitAsync(page, "#branch-ar");
        (await admin.Get<ListPlaces>().ExecuteAsync(Cancellation)).Value.Locations.ShouldHaveSingleItem().Retired.ShouldBeTrue();
        page.FindAll("tr.retired").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_policy_that_asks_for_a_deposit_says_how_much()
    {
        await using var admin = await OpenAsync();
        var settings = (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Settings;
        var panel = admin.Draw<NoShowPanel>(p => p.Add(x => x.Settings, settings));
        panel.FindAll("#no-show-limit").ShouldBeEmpty();
        await TypeAsync(panel, ("#no-show-policy", nameof(NoShowPolicy.AskDeposit)));
        await SubmitAsync(panel, "#no-show-policy");
        panel.WaitForElement("#no-show-deposit-error").TextContent.ShouldNotBeEmpty();

        await TypeAsync(panel, ("#no-show-limit", "1"), ("#no-show-deposit", "150"));
        await SubmitAsync(panel, "#no-show-policy");
        panel.WaitForElement(".saved");
        var saved = (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Settings;
        (saved.NoShowPolicy, saved.NoShowLimit, saved.NoShowDeposit).ShouldBe((NoShowPolicy.AskDeposit, 1, 150m));
    }

    [Fact]
    public async Task A_services_terms_are_saved_beside_its_form_and_ages_the_wrong_way_round_are_not()
    {
        await using var admin = await OpenAsync();
        var page = admin.Draw<AdminServices>(_ => { });
        page.WaitForElement("#new-minutes");
        page.FindAll("#follow-price").ShouldBeEmpty();
        await TypeAsync(page, ("#new-minutes", "45"), ("#revisit", "14"), ("#min-age", "18"), ("#max-age", "12"), ("#deposit", "100"));
        await TypeAsync(page, ("#follow-price", "0"));
        await SubmitAsync(page, "#new-minutes");
        page.WaitForElement("#min-age-error").TextContent.ShouldNotBeEmpty();

        await TypeAsync(page, ("#max-age", "60"));
        await SubmitAsync(page, "#new-minutes");
        page.WaitForElement(".saved");
        var service = (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Services.ShouldHaveSingleItem();
        (service.NewPatientMinutes, service.RevisitDays, service.FollowUpPrice, service.MinAge, service.MaxAge, service.Deposit).ShouldBe((45, 14, 0m, 18, 60, 100m));

        // and the form of the service itself goes on from there
        await TypeAsync(page, ("#price", "٣٥٠"));
        await SubmitAsync(page, "#name-ar");
        (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Services.ShouldHaveSingleItem().Price.ShouldBe(350);
        await TypeAsync(page, ("#price", "much"));
        await SubmitAsync(page, "#name-ar");
        page.WaitForElement("#price-error").TextContent.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Each_stretch_names_its_branch_and_nobody_is_at_two_at_once()
    {
        await using var admin = await OpenAsync();
        var (maadi, zamalek) = await admin.Clinic.BranchesAsync();
        var page = admin.Draw<AdminHours>(_ => { });
        page.WaitForElement(".week-window");
        var first = page.FindAll(".week-window")[0];
        first.QuerySelector("select")!.GetAttribute("value").ShouldBe(maadi.ToString());

        await page.InvokeAsync(() => page.FindAll(".week-window input[type=time]")[1].ChangeAsync(new() { Value = "14:00" })); // Maadi until two, Zamalek from one
        await SubmitAsync(page, ".week");
        page.WaitForElement("form .error").TextContent.ShouldContain("two branches");
        await page.InvokeAsync(() => page.FindAll(".week-window input[type=time]")[2].ChangeAsync(new() { Value = "14:00" }));
        await page.InvokeAsync(() => page.FindAll(".week-window select")[0].ChangeAsync(new() { Value = zamalek.ToString() }));
        await SubmitAsync(page, ".week");
        page.WaitForElement(".saved");
        var saturday = (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Schedules.Single(s => s.PractitionerId == admin.Clinic.Practitioners[0])
            .Hours.Where(h => h.Day == IsoDayOfWeek.Saturday).OrderBy(h => h.From).ToArray();
        saturday.Select(h => (h.From.Hour, h.To.Hour, h.LocationId)).ShouldBe([(9, 14, zamalek), (14, 17, zamalek)]);
    }

    [Fact]
    public async Task Extra_hours_at_another_branch_over_usual_ones_are_refused_with_words()
    {
        await using var admin = await OpenAsync();
        var (_, zamalek) = await admin.Clinic.BranchesAsync();
        var page = admin.Draw<AdminHours>(_ => { });
        page.WaitForElement("#extra-branch");
        await TypeAsync(page, ("#extra-date", "2026-11-24"), ("#extra-from", "10:00:00"), ("#extra-to", "12:00:00"), ("#extra-branch", zamalek.ToString()));
        await SubmitAsync(page, "#extra-date");
        page.WaitForElement("#extra-date-error").TextContent.ShouldContain("two branches");
        await TypeAsync(page, ("#extra-from", "18:00:00"), ("#extra-to", "20:00:00"));
        await SubmitAsync(page, "#extra-date");
        page.WaitForAssertion(() => page.Markup.ShouldContain("· Zamalek branch"));
        (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Extra.ShouldHaveSingleItem().LocationId.ShouldBe(zamalek);
    }

    [Fact]
    public async Task A_clinic_with_one_address_is_not_asked_for_branches()
    {
        await using var admin = await OpenAsync();
        var page = admin.Draw<AdminHours>(_ => { });
        page.WaitForElement(".week-window");
        page.FindAll(".week-window select, #extra-branch").ShouldBeEmpty();
        await TypeAsync(page, ("#off-from", "2026-11-24T09:00:00"), ("#off-to", "2026-11-23T09:00:00"));
        await SubmitAsync(page, "#off-from");
        page.WaitForElement("#off-to-error").TextContent.ShouldNotBeEmpty();
        await TypeAsync(page, ("#off-to", "2026-11-25T09:00:00"), ("#off-reason", "conference"));
        await SubmitAsync(page, "#off-from");
        page.WaitForAssertion(() => page.Markup.ShouldContain("conference"));
    }

    [Fact]
    public async Task A_suggested_holiday_is_taken_with_one_press_and_suggested_no_more()
    {
        await using var admin = await OpenAsync();
        var page = admin.Draw<AdminHolidays>(_ => { });
        page.WaitForElement("section button.small");
        var before = page.FindAll("section button.small").Count;
        await page.InvokeAsync(() => page.Find("section button.small").ClickAsync(new()));
        page.WaitForAssertion(() => page.FindAll("section button.small").Count.ShouldBe(before - 1));
        (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Holidays.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Offers_to_who_waits_last_between_five_minutes_and_a_day()
    {
        await using var admin = await OpenAsync();
        var form = admin.Draw<WaitlistSettingsForm>(_ => { });
        form.WaitForElement("#offer-minutes");
        await TypeAsync(form, ("#offer-minutes", "2"));
        await SubmitAsync(form, "#offer-minutes");
        form.WaitForElement("#offer-minutes-error").TextContent.ShouldNotBeEmpty();
        await TypeAsync(form, ("#offer-minutes", "45"));
        await SubmitAsync(form, "#offer-minutes");
        form.WaitForElement(".saved");
        await admin.Clinic.ChangeAsync(async db => (await db.Set<WaitlistSettings>().SingleAsync(Cancellation)).OfferMinutes.ShouldBe(45));
    }

    [Fact]
    public async Task A_service_without_a_name_is_not_made()
    {
        await using var admin = await OpenAsync();
        var page = admin.Draw<AdminServices>(_ => { });
        page.WaitForElement("#name-ar");
        await page.InvokeAsync(() => page.FindAll("button.quiet").Single(b => b.TextContent.Length > 0 && b.GetAttribute("type") == "button").ClickAsync(new()));
        await SubmitAsync(page, "#name-ar");
        page.WaitForElement("#name-ar-error").TextContent.ShouldNotBeEmpty();
        await TypeAsync(page, ("#name-ar", "أشعة"), ("#name-en", "X-ray"), ("#price", "200"));
        await SubmitAsync(page, "#name-ar");
        (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Services.Select(s => s.NameEn).ShouldContain("X-ray");
    }

    [Fact]
    public async Task A_doctor_is_added_with_services_and_limits()
    {
        await using var admin = await OpenAsync();
        var page = admin.Draw<AdminDoctors>(_ => { });
        page.WaitForElement("#doctor-daily");
        await page.InvokeAsync(() => page.FindAll("button.quiet")[0].ClickAsync(new()));
        await TypeAsync(page, ("#name-ar", "د. علا"), ("#name-en", "Dr Ola"), ("#doctor-daily", "0"));
        await page.InvokeAsync(() => page.Find("fieldset .check input").ChangeAsync(new() { Value = true }));
        await SubmitAsync(page, "#name-ar");
        page.WaitForElement("#doctor-daily-error").TextContent.ShouldNotBeEmpty();
        await TypeAsync(page, ("#doctor-daily", "12"));
        await SubmitAsync(page, "#name-ar");
        page.WaitForElement(".saved");
        var setup = (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value;
        var doctor = setup.Practitioners.Single(p => p.NameEn == "Dr Ola");
        doctor.DailyLimit.ShouldBe(12);
        setup.Offers[doctor.Id].ShouldBe([admin.Clinic.Service]);
    }

    [Fact]
    public async Task How_far_ahead_and_how_near_one_books_is_said_at_its_field_where_it_cannot_be()
    {
        await using var admin = await OpenAsync();
        var page = admin.Draw<AdminClinic>(_ => { });
        page.WaitForElement("#step");
        await TypeAsync(page, ("#step", "3"));
        await SubmitAsync(page, "#step");
        page.WaitForElement("#step-error").TextContent.ShouldNotBeEmpty();
        await TypeAsync(page, ("#step", "20"), ("#horizon", "90"), ("#notice", "120"));
        await SubmitAsync(page, "#step");
        page.WaitForElement(".saved");
        var settings = (await admin.Get<ListSetup>().ExecuteAsync(Cancellation)).Value.Settings;
        (settings.StepMinutes, settings.HorizonDays, settings.NoticeMinutes).ShouldBe((20, 90, 120));
    }

    Task<DeskScene> OpenAsync() => DeskScene.OpenAsync(portal, role: StaffRole.Administrator);

    static async Task TypeAsync<T>(IRenderedComponent<T> page, params (string Field, string Value)[] typed) where T : Microsoft.AspNetCore.Components.IComponent
    {
        foreach (var (field, value) in typed)
        {
            var isTyped = page.Find(field).HasAttribute("blazor:oninput");
            await page.InvokeAsync(() => isTyped ? page.Find(field).InputAsync(new() { Value = value }) : page.Find(field).ChangeAsync(new() { Value = value }));
        }
    }

    // the form that the field stands in
    static Task SubmitAsync<T>(IRenderedComponent<T> page, string field) where T : Microsoft.AspNetCore.Components.IComponent =>
        page.InvokeAsync(() => page.FindAll("form").Single(form => form.QuerySelector(field) is not null).SubmitAsync());
}
