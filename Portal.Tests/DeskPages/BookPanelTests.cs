using Bunit;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Features.Booking.Calendar;
using Portal.Features.Booking.CardPanel;
using Portal.Features.Booking.DeskBooking;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>The desk's panels as a receptionist works them: from the keyboard, over real use cases.</summary>
public sealed class BookPanelTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate Monday = new(2026, 11, 23);
    static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    static readonly Instant Ten = TestPortal.At("2026-11-23T08:00:00Z");

    [Fact]
    public async Task A_caller_is_booked_by_phone_and_two_enters()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        var panel = desk.Draw<BookPanel>(p => p.Add(x => x.Wish, new DeskPanel.Book(desk.Clinic.Practitioners[1], Ten)));
        panel.WaitForElement(".chip");
        await panel.InvokeAsync(() => panel.Find("#patient-box").Input("0100 123"));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync()); // Enter takes the first
        panel.Find(".chosen").TextContent.ShouldContain("منى السيد");
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());

        var booked = (await desk.AppointmentsAsync(Monday)).ShouldHaveSingleItem();
        (booked.Patient, booked.Practitioner, booked.Start, booked.Source).ShouldBe((desk.Clinic.Patient, desk.Clinic.Practitioners[1], Ten, BookingSource.Desk));
        desk.Board.Panel.ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_new_is_made_on_the_spot_and_a_wrong_phone_is_told_where_it_is()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        var panel = desk.Draw<BookPanel>(p => p.Add(x => x.Wish, new DeskPanel.Book(desk.Clinic.Practitioners[0], Ten)));
        panel.WaitForElement(".chip");
        await panel.InvokeAsync(() => panel.Find("#patient-box").Input("سعاد حسني"));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        panel.Find("#new-name").GetAttribute("value").ShouldBe("سعاد حسني");
        await panel.InvokeAsync(() => panel.Find("#new-phone").InputAsync(new() { Value = "12" }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        panel.Find("#new-phone").GetAttribute("aria-invalid").ShouldBe("true");
        panel.Find("#new-name").GetAttribute("value").ShouldBe("سعاد حسني");

        await panel.InvokeAsync(() => panel.Find("#new-phone").InputAsync(new() { Value = "٠١٠٠١٢٣٩٩٩٩" }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        (await desk.AppointmentsAsync(Monday)).ShouldHaveSingleItem().PatientPhone.ShouldBe("+201001239999");
    }

    [Fact]
    public async Task A_date_of_birth_is_typed_fast_echoed_and_needed_only_where_the_service_is_for_an_age()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.TermsAsync(s => (s.MaxAge, s.Gender) = (14, Domain.Patients.Model.Gender.Female));
        await using var desk = await DeskScene.OpenAsync(portal, clinic);
        var panel = desk.Draw<BookPanel>(p => p.Add(x => x.Wish, new DeskPanel.Book(desk.Clinic.Practitioners[0], Ten)));
        panel.WaitForElement(".chip");
        await panel.InvokeAsync(() => panel.Find("#patient-box").Input("ملك أيمن"));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        await panel.InvokeAsync(() => panel.Find("#new-phone").InputAsync(new() { Value = "01001238888" }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        (panel.Find("#new-born").GetAttribute("aria-invalid"), panel.Find("#new-gender").GetAttribute("aria-invalid")).ShouldBe(("true", "true"));
        await panel.InvokeAsync(() => panel.Find("#new-born").InputAsync(new() { Value = "31/2/2020" }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        panel.Find("#new-born-error").TextContent.ShouldNotBeEmpty();

        await panel.InvokeAsync(() => panel.Find("#new-born").InputAsync(new() { Value = "٣/٥/٢٠٢٠" }));
        panel.Find("#new-born-read").TextContent.ShouldContain("2020");
        await panel.InvokeAsync(() => panel.Find("#new-gender").ChangeAsync(new() { Value = "Female" }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        (await desk.AppointmentsAsync(Monday)).ShouldHaveSingleItem();
        (await portal.AsSuperuserAsync<string>($"select birth_date || ' ' || gender from patients where tenant_id = '{clinic.Id}' and phone = '+201001238888'")).ShouldBe("2020-05-03 Female");
    }

    [Fact]
    public async Task Without_an_age_to_keep_to_nobody_has_to_say_it_and_an_age_is_a_year()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        foreach (var (phone, born) in new[] { ("01001237771", ""), ("01001237772", "34") })
        {
            var panel = desk.Draw<WalkInPanel>(_ => { });
            await panel.InvokeAsync(() => panel.Find("#patient-box").Input(phone));
            await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
            await panel.InvokeAsync(() => panel.Find("#new-name").InputAsync(new() { Value = "سعاد حسني" }));
            await panel.InvokeAsync(() => panel.Find("#new-born").InputAsync(new() { Value = born }));
            await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        }

        (await portal.AsSuperuserAsync<string>($"select string_agg(coalesce(birth_date::text, '-'), ' ' order by phone) from patients where tenant_id = '{desk.Clinic.Id}' and phone like '%777_'"))
            .ShouldBe("- 1992-01-01");
    }

    [Fact]
    public async Task A_time_that_was_taken_meanwhile_is_answered_with_the_next_free_ones_and_nothing_typed_is_lost()
    {
        await using var desk = await DeskScene.OpenAsync(portal, practitioners: 1);
        var panel = desk.Draw<BookPanel>(p => p.Add(x => x.Wish, new DeskPanel.Book(desk.Clinic.Practitioners[0], Ten)));
        panel.WaitForElement(".chip");
        await panel.InvokeAsync(() => panel.Find("#patient-box").Input("منى"));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        await panel.InvokeAsync(() => panel.Find("#note").ChangeAsync(new() { Value = "first visit" }));
        (await desk.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), desk.Clinic.Patient, desk.Clinic.Service, desk.Clinic.Practitioners[0], Ten, BookingSource.Desk), Cancellation)).Succeeded.ShouldBeTrue();

        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        panel.Find("#time-error").TextContent.ShouldNotBeEmpty();
        panel.FindAll(".chip").Count.ShouldBe(3);
        panel.Find("#note").GetAttribute("value").ShouldBe("first visit");

        await panel.InvokeAsync(() => panel.Find(".chip").ClickAsync(new()));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        (await desk.AppointmentsAsync(Monday)).Select(a => a.Start).ShouldBe([Ten, Ten + Duration.FromMinutes(30)]);
    }

    [Fact]
    public async Task Without_a_patient_nothing_is_sent_and_the_box_says_so()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        var panel = desk.Draw<BookPanel>(p => p.Add(x => x.Wish, new DeskPanel.Book(null, Ten)));
        panel.WaitForElement(".chip");
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        panel.Find("#patient-box").GetAttribute("aria-invalid").ShouldBe("true");
        (await desk.AppointmentsAsync(Monday)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_half_typed_comes_back_after_the_line_was_lost()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        var draft = new BookingDraft(new Dictionary<string, string>
        {
            ["form"] = "book", ["new"] = "yes", ["name"] = "سعاد", ["phone"] = "0100", ["note"] = "fever", ["start"] = Ten.ToString(), ["practitioner"] = desk.Clinic.Practitioners[1].ToString(),
        });
        var panel = desk.Draw<BookPanel>(p => p.Add(x => x.Wish, new DeskPanel.Book(Draft: draft)));
        (panel.Find("#new-name").GetAttribute("value"), panel.Find("#new-phone").GetAttribute("value"), panel.Find("#note").GetAttribute("value")).ShouldBe(("سعاد", "0100", "fever"));
        panel.Find("input[name=start]").GetAttribute("value").ShouldBe(Ten.ToString());
    }

    [Fact]
    public async Task Somebody_at_the_desk_is_booked_for_now_and_marked_as_arrived()
    {
        await using var desk = await DeskScene.OpenAsync(portal); // 9 o'clock on a Sunday
        var panel = desk.Draw<WalkInPanel>(_ => { });
        await panel.InvokeAsync(() => panel.Find("#patient-box").Input("منى"));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        var booked = (await desk.AppointmentsAsync(desk.Board.Day)).ShouldHaveSingleItem();
        (booked.Status, booked.Source, booked.Start).ShouldBe((AppointmentStatus.Arrived, BookingSource.WalkIn, portal.Now));
    }

    [Fact]
    public async Task A_change_made_by_somebody_else_meanwhile_is_shown_instead_of_overwritten()
    {
        await using var desk = await DeskScene.OpenAsync(portal);
        var booked = (await desk.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), desk.Clinic.Patient, desk.Clinic.Service, desk.Clinic.Practitioners[0], Ten, BookingSource.Desk), Cancellation)).Value;
        var panel = desk.Draw<AppointmentPanel>(p => p.Add(x => x.Id, booked.Id));
        panel.WaitForElement(".panel-actions");
        await desk.Get<MoveAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), booked.Id, booked.Version, desk.Clinic.Service, booked.End - booked.Start, desk.Clinic.Practitioners[1], Ten), Cancellation);

        await panel.InvokeAsync(() => panel.Find(".panel-actions .button").ClickAsync(new())); // arrived
        panel.Find(".notice").TextContent.ShouldContain("Moved");
        (await desk.AppointmentsAsync(Monday)).ShouldHaveSingleItem().Status.ShouldBe(AppointmentStatus.Booked);

        await panel.InvokeAsync(() => panel.Find(".panel-actions .button").ClickAsync(new()));
        (await desk.AppointmentsAsync(Monday)).ShouldHaveSingleItem().Status.ShouldBe(AppointmentStatus.Arrived);
    }
}
