using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Consents;
using Portal.Domain.Patients.Model;
using Portal.Domain.Patients.Notes;
using Portal.Domain.Platform.Callers;
using Portal.Features.Booking.CardPanel;
using Portal.Features.Patients;
using Portal.Tests.Patients;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>Patients as the desk finds, looks after and merges them, over real use cases.</summary>
public sealed class PatientPagesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1];

    [Fact]
    public async Task A_patient_is_found_while_typing_and_Enter_opens_the_marked_one()
    {
        await using var scene = await OpenAsync();
        var other = await scene.Clinic.RegisterAsync("منى سالم", "01012000009", new LocalDate(1990, 5, 3), Gender.Female);
        await BookAsync(scene, other);
        var page = scene.Draw<PatientFinder>(_ => { });
        page.Find(".state").TextContent.ShouldContain("Whom are you looking for?");
        var typing = page.InvokeAsync(() => page.Find("#find").Input("mona"));
        page.WaitForAssertion(() =>
        {
            portal.Clock.Advance(TimeSpan.FromMilliseconds(200));
            page.FindAll(".person").Count.ShouldBe(2);
        });
        await typing;
        var row = page.FindAll(".person").Single(r => r.TextContent.Contains("سالم", StringComparison.Ordinal));
        row.TextContent.ShouldContain("36 years · Female");
        row.TextContent.ShouldContain("Next Sunday 22 November");
        page.Find("#find").GetAttribute("aria-activedescendant").ShouldBe("person-0");
        await page.InvokeAsync(() => page.Find("#find").KeyDown("ArrowDown"));
        page.FindAll(".person")[1].GetAttribute("aria-selected").ShouldBe("true");
        var second = page.FindAll(".person")[1].TextContent.Contains("سالم", StringComparison.Ordinal) ? other : scene.Clinic.Patient;
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        scene.Page.Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith($"/desk/patients/{second}");
    }

    [Fact]
    public async Task Who_is_not_found_is_added_with_what_was_typed()
    {
        await using var scene = await OpenAsync();
        var page = scene.Draw<PatientFinder>(p => p.Add(x => x.Typed, "زكريا بدر"));
        page.WaitForAssertion(() => page.Find(".state").TextContent.ShouldContain("Nobody found"));
        await page.InvokeAsync(() => page.Find(".finder button").ClickAsync(new()));
        page.Find("#new-name").GetAttribute("value").ShouldBe("زكريا بدر");
        await page.InvokeAsync(() => page.Find("#new-phone").Input("12"));
        await page.InvokeAsync(() => page.Find(".new-patient").SubmitAsync());
        page.Find(".new-patient .error").TextContent.ShouldContain("phone number");
        await page.InvokeAsync(() => page.Find("#new-phone").Input("0101 555 0001"));
        await page.InvokeAsync(() => page.Find(".new-patient").SubmitAsync());
        (await scene.Clinic.FindAsync("5550001")).ShouldBe(["زكريا بدر"]);
        scene.Page.Services.GetRequiredService<NavigationManager>().Uri.ShouldContain("/desk/patients/");
    }

    [Fact]
    public async Task The_page_says_who_it_is_with_pinned_notes_and_allergies_above_every_tab()
    {
        await using var scene = await OpenAsync();
        await scene.Get<SavePatientNote>().ExecuteAsync(new(scene.Clinic.Patient, null, null, "Hears badly", true), default);
        foreach (var tab in Enum.GetValues<PatientTab>())
        {
            var page = scene.Draw<PatientPage>(p => p.Add(x => x.Id, scene.Clinic.Patient).Add(x => x.Tab, tab).Add(x => x.Allergies, [new("Penicillin", true), new("Nuts", false)]));
            page.WaitForElement("h1").TextContent.ShouldBe("منى السيد");
            page.Find(".pinned").TextContent.ShouldBe("Hears badly");
            page.Find(".allergy-band .is-severe").TextContent.ShouldBe("Penicillin · severe");
            page.Find(".tabs .active").GetAttribute("aria-current").ShouldBe("page");
        }

        scene.Draw<AllergyBand>(p => p.Add(x => x.Allergies, null)).Markup.Trim().ShouldBeEmpty("nobody has read them: nothing is said");
        scene.Draw<AllergyBand>(p => p.Add(x => x.Allergies, [])).Find(".allergy-band").TextContent.ShouldContain("No allergy is recorded");
    }

    [Fact]
    public async Task Who_somebody_is_is_changed_in_its_place_and_what_is_wrong_is_said_at_the_field()
    {
        await using var scene = await OpenAsync();
        var page = Page(scene);
        await page.InvokeAsync(() => page.Find("#who-name").Input("منى السيد علي"));
        await page.InvokeAsync(() => page.Find("#who-born").Input("٣/٥/١٩٩٠"));
        page.FindAll(".hint").ShouldContain(hint => hint.TextContent.Contains("3 May 1990 · 36 years", StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Find("#who-phone").Input("12"));
        await page.InvokeAsync(() => page.Find(".who form").SubmitAsync());
        page.Find("#who-phone-error").TextContent.ShouldContain("no phone number");
        await page.InvokeAsync(() => page.Find("#who-phone").Input("0100 123 4567"));
        await page.InvokeAsync(() => page.Find(".who form").SubmitAsync());
        page.WaitForElement(".saved");
        var saved = await scene.Clinic.PatientAsync(scene.Clinic.Patient);
        (saved.Name, saved.BirthDate).ShouldBe(("منى السيد علي", new LocalDate(1990, 5, 3)));
        page.Find("h1").TextContent.ShouldBe("منى السيد علي");
    }

    [Fact]
    public async Task A_national_id_says_what_it_means_while_it_is_typed_and_is_hidden_once_it_is_saved()
    {
        await using var scene = await OpenAsync();
        var page = Page(scene);
        await page.InvokeAsync(() => page.Find("#national-number").InputAsync(new() { Value = "29005030112361" }));
        page.WaitForAssertion(() => page.Find(".national-form").TextContent.ShouldContain("Thursday 3 May 1990 · Female · Cairo"));
        await page.InvokeAsync(() => page.Find(".national-form").SubmitAsync());
        page.WaitForElement(".national").TextContent.ShouldContain("••••••••••2361");
        page.Find("#who-born").GetAttribute("value").ShouldBe("3/5/1990", "the form beside it takes it over");
        await page.InvokeAsync(() => page.FindAll(".small").First(b => b.TextContent == "Show it").ClickAsync(new()));
        page.Find(".national").TextContent.ShouldContain("29005030112361");
        (await scene.Clinic.ActionsOnAsync(scene.Clinic.Patient)).ShouldContain("patient.national_id.reveal:done");
    }

    [Fact]
    public async Task A_photo_is_shown_and_what_is_no_picture_is_told()
    {
        await using var scene = await OpenAsync();
        var page = Page(scene);
        var file = page.FindComponent<InputFile>();
        file.UploadFiles(InputFileContent.CreateFromText("<svg/>", "x.png"));
        page.WaitForAssertion(() => page.Find("#photo-file-error").TextContent.ShouldContain("no JPEG or PNG"));
        file.UploadFiles(InputFileContent.CreateFromBinary(Png, "x.png"));
        page.WaitForElement(".patient-head img").GetAttribute("src")!.ShouldStartWith($"/desk/patients/{scene.Clinic.Patient}/photo?v=");
    }

    [Fact]
    public async Task A_note_is_written_and_taken_away()
    {
        await using var scene = await OpenAsync();
        var page = Page(scene, PatientTab.Notes);
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.Find(".error").TextContent.ShouldContain("Write something");
        await page.InvokeAsync(() => page.Find("#note-text").Input("Prefers mornings"));
        await page.InvokeAsync(() => page.Find("form input[type=checkbox]").Change(true));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.WaitForElement(".pinned").TextContent.ShouldBe("Prefers mornings");
        await page.InvokeAsync(() => page.FindAll(".note .small")[1].ClickAsync(new()));
        page.WaitForAssertion(() => page.FindAll(".pinned, .note").ShouldBeEmpty());
    }

    [Fact]
    public async Task A_guardian_is_written_by_name_and_shown_with_what_they_may()
    {
        await using var scene = await OpenAsync();
        var page = Page(scene, PatientTab.Family);
        await page.InvokeAsync(() => page.Find("#relation").Change("Guardian"));
        await page.InvokeAsync(() => page.Find("#relative-name").Input("سعاد السيد"));
        await page.InvokeAsync(() => page.Find("#relative-phone").Input("01012000008"));
        await page.InvokeAsync(() => page.Find("form input[type=checkbox]").Change(true));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        var row = page.WaitForElement(".relative");
        row.TextContent.ShouldContain("Guardian");
        row.TextContent.ShouldContain("سعاد السيد");
        row.TextContent.ShouldContain("may decide for the patient");
        await page.InvokeAsync(() => page.Find(".relative .small").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find(".relative .danger").ClickAsync(new()));
        page.WaitForAssertion(() => page.FindAll(".relative").ShouldBeEmpty());
    }

    [Fact]
    public async Task An_administrator_writes_the_words_and_the_desk_records_who_agreed_to_them()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await using var boss = await DeskScene.OpenAsync(portal, clinic, StaffRole.Administrator);
        var texts = boss.Draw<ConsentTextsPanel>(_ => { });
        texts.WaitForElement("#text-ar");
        await texts.InvokeAsync(() => texts.Find("#text-ar").Input("أوافق على العلاج"));
        await texts.InvokeAsync(() => texts.Find("#text-en").Input("I agree to be treated"));
        await texts.InvokeAsync(() => texts.Find("form").SubmitAsync());
        texts.WaitForElement(".saved");
        texts.Find(".consent-text").TextContent.ShouldContain("Version 1");

        await using var scene = await DeskScene.OpenAsync(portal, clinic);
        var page = Page(scene, PatientTab.Consents);
        page.WaitForElement(".consent").TextContent.ShouldContain("Not agreed");
        await page.InvokeAsync(() => page.Find(".consent .small").ClickAsync(new()));
        page.Find(".consent-form blockquote").TextContent.ShouldBe("أوافق على العلاج", "in the language of the patient");
        await page.InvokeAsync(() => page.Find("#consent-by").Input("سعاد السيد"));
        await page.InvokeAsync(() => page.Find(".consent-form").SubmitAsync());
        page.WaitForElement(".is-given").TextContent.ShouldContain("on paper · سعاد السيد");
        await page.InvokeAsync(() => page.Find(".consent .small").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find(".consent-form").SubmitAsync());
        page.WaitForAssertion(() => page.Find(".consent-row").TextContent.ShouldContain("Not agreed"));
        page.Find(".consent-story").TextContent.ShouldContain("Taken back");
        (await scene.Get<ListConsentTexts>().ExecuteAsync(default)).Value.ShouldHaveSingleItem().Standing.ShouldBe(0);
    }

    [Fact]
    public async Task Two_records_are_compared_merged_and_taken_apart_again()
    {
        await using var scene = await OpenAsync();
        var other = await scene.Clinic.RegisterAsync("Mona Elsayed", TestClinic.PatientPhone, new LocalDate(1990, 5, 3));
        await BookAsync(scene, other);
        var page = Page(scene, PatientTab.Duplicates);
        page.WaitForElement(".duplicate").TextContent.ShouldContain("similar name");
        page.Find(".tab-count").TextContent.ShouldBe("1");
        await page.InvokeAsync(() => page.Find(".duplicate .small").ClickAsync(new()));
        page.WaitForElement(".merge table").TextContent.ShouldContain("Mona Elsayed");
        page.FindAll("input[name=take-Name]").Select(box => box.HasAttribute("checked")).ShouldBe([true, false]);
        page.FindAll("input[name=take-BirthDate]").Select(box => box.HasAttribute("checked")).ShouldBe([false, true], "what the one that stands lacks is taken over");
        await page.InvokeAsync(() => page.Find(".merge .actions .button").ClickAsync(new()));
        page.WaitForAssertion(() => page.FindAll(".duplicate").ShouldHaveSingleItem().TextContent.ShouldContain("Merged"));
        (await scene.Clinic.PatientAsync(scene.Clinic.Patient)).BirthDate.ShouldBe(new LocalDate(1990, 5, 3));
        var visits = Page(scene, PatientTab.Visits);
        visits.WaitForElement(".visit").TextContent.ShouldContain("Consultation");

        await page.InvokeAsync(() => page.Find(".duplicate .small").ClickAsync(new()));
        await page.InvokeAsync(() => page.Find(".duplicate .danger").ClickAsync(new()));
        page.WaitForAssertion(() => page.Find(".duplicate").TextContent.ShouldContain("similar name"));
        (await scene.Clinic.PatientAsync(scene.Clinic.Patient)).BirthDate.ShouldBeNull();
        await page.InvokeAsync(() => page.FindAll(".duplicate .small")[1].ClickAsync(new()));
        page.WaitForAssertion(() => page.FindAll(".duplicate").ShouldBeEmpty());
    }

    [Fact]
    public async Task The_address_of_a_merged_record_leads_to_the_one_that_stands_and_strangers_are_told()
    {
        await using var scene = await OpenAsync();
        var old = await scene.Clinic.RegisterAsync("Mona Elsayed", TestClinic.PatientPhone);
        (await scene.Clinic.MergeAsync(old, scene.Clinic.Patient)).Succeeded.ShouldBeTrue();
        var page = scene.Draw<PatientPage>(p => p.Add(x => x.Id, old));
        page.WaitForElement("h1").TextContent.ShouldBe("منى السيد");
        scene.Page.Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith($"/desk/patients/{scene.Clinic.Patient}");
        scene.Draw<PatientPage>(p => p.Add(x => x.Id, PatientId.New())).WaitForElement(".state").TextContent.ShouldContain("no such patient");
        await using var counter = await OpenAsync(StaffRole.Pharmacist);
        counter.Draw<PatientPage>(p => p.Add(x => x.Id, counter.Clinic.Patient)).WaitForElement(".state").TextContent.ShouldContain("You may not see this");
    }

    [Fact]
    public async Task An_appointments_panel_leads_to_its_patients_page()
    {
        await using var scene = await OpenAsync();
        var booked = await BookAsync(scene, scene.Clinic.Patient);
        var panel = scene.Draw<AppointmentPanel>(p => p.Add(x => x.Id, booked.Id));
        panel.WaitForElement(".call");
        panel.FindAll(".call a").Select(a => a.GetAttribute("href")).ShouldContain($"/desk/patients/{scene.Clinic.Patient}");
    }

    async Task<DeskScene> OpenAsync(StaffRole role = StaffRole.Receptionist)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return await DeskScene.OpenAsync(portal, role: role);
    }

    static IRenderedComponent<PatientPage> Page(DeskScene scene, PatientTab tab = PatientTab.Who)
    {
        var page = scene.Draw<PatientPage>(p => p.Add(x => x.Id, scene.Clinic.Patient).Add(x => x.Tab, tab));
        page.WaitForElement("h1");
        return page;
    }

    static async Task<AppointmentState> BookAsync(DeskScene scene, PatientId patient) => (await scene.Get<BookAppointment>().ExecuteAsync(
        new(Guid.NewGuid(), patient, scene.Clinic.Service, scene.Clinic.Practitioners[0], Instant.FromUtc(2026, 11, 22, 10, 0), BookingSource.Desk, null, null, null), default)).Value;
}
