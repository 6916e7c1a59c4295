using System.Globalization;
using Bunit;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Features.Booking.Calendar;
using Portal.Features.Booking.DeskBooking;
using Portal.Features.Booking.DoctorDay;
using Portal.Features.Booking.Queue;
using Portal.Tests.Booking.Turns;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>The line of a session as the desk and the doctor work it, over real use cases.</summary>
public sealed class QueueTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate Sunday = new(2026, 11, 22);

    [Fact]
    public async Task From_a_name_to_a_number_at_the_queue_in_two_enters()
    {
        await using var scene = await OpenAsync();
        var queue = scene.Draw<QueueDesk>(_ => { });
        queue.WaitForElement("#patient-box");
        await queue.InvokeAsync(() => queue.Find("#patient-box").Input("منى"));
        await queue.InvokeAsync(() => queue.Find(".turn-entry").SubmitAsync()); // Enter takes the one found
        await queue.InvokeAsync(() => queue.Find(".turn-entry").SubmitAsync()); // Enter gives the number
        queue.WaitForAssertion(() => queue.Find(".given").TextContent.ShouldContain("Number 1 for منى السيد"));
        queue.WaitForAssertion(() => queue.FindAll(".line-row").Count.ShouldBe(1));
        queue.Find("#patient-box").GetAttribute("value").ShouldBeNullOrEmpty("the next one is at the desk already");
        (await scene.AppointmentsAsync(Sunday)).ShouldHaveSingleItem().Status.ShouldBe(AppointmentStatus.Arrived);
    }

    [Fact]
    public async Task Who_walks_in_where_turns_are_given_now_gets_a_number_from_the_desks_own_panel()
    {
        await using var scene = await OpenAsync();
        var panel = scene.Draw<WalkInPanel>(_ => { });
        panel.WaitForElement(".turn-next").TextContent.ShouldContain("number 1");
        await panel.InvokeAsync(() => panel.Find("#patient-box").Input("منى"));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        var booked = (await scene.AppointmentsAsync(Sunday)).ShouldHaveSingleItem();
        (booked.Status, booked.Source).ShouldBe((AppointmentStatus.Arrived, BookingSource.WalkIn));
        (await scene.Clinic.CountSeatsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_is_booked_a_turn_beside_the_times()
    {
        await using var scene = await OpenAsync();
        var panel = scene.Draw<BookPanel>(p => p.Add(x => x.Wish, new DeskPanel.Book(scene.Clinic.Practitioners[0])));
        panel.WaitForElement(".turns .chip");
        await panel.InvokeAsync(() => panel.Find("#patient-box").Input("منى"));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        await panel.InvokeAsync(() => panel.Find(".turns .chip").ClickAsync(new()));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        scene.Board.Panel.ShouldBeNull();
        (await scene.Clinic.CountSeatsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task An_urgent_patient_needs_a_reason_and_comes_in_front()
    {
        await using var scene = await OpenAsync();
        await scene.GiveAsync();
        var queue = scene.Draw<QueueDesk>(_ => { });
        queue.WaitForElement(".turn-entry input[type=checkbox]");
        await queue.InvokeAsync(() => queue.Find("#patient-box").Input("منى"));
        await queue.InvokeAsync(() => queue.Find(".turn-entry").SubmitAsync());
        await queue.InvokeAsync(() => queue.FindAll(".turn-entry input[type=checkbox]")[1].ChangeAsync(new() { Value = true }));
        await queue.InvokeAsync(() => queue.Find(".turn-entry").SubmitAsync());
        queue.Find("#turn-error").TextContent.ShouldNotBeEmpty();
        await queue.InvokeAsync(() => queue.Find("#turn-why").ChangeAsync(new() { Value = "high fever" }));
        await queue.InvokeAsync(() => queue.Find(".turn-entry").SubmitAsync());
        queue.WaitForAssertion(() => queue.Find(".line-row .number").TextContent.ShouldBe("9")); // eight places
        queue.Find(".urgent").TextContent.ShouldContain("high fever");
    }

    [Fact]
    public async Task The_desk_calls_lets_in_and_calls_the_next_with_what_is_offered_at_each_moment()
    {
        await using var scene = await OpenAsync();
        await scene.GiveAsync();
        await scene.GiveAsync();
        var queue = scene.Draw<QueueDesk>(_ => { });
        await PressAsync(queue, "KeyC");
        queue.WaitForAssertion(() => queue.Find(".is-called .number").TextContent.ShouldBe("1"));
        await PressAsync(queue, "KeyS");
        queue.WaitForAssertion(() => queue.FindAll(".is-called").ShouldBeEmpty());
        queue.FindAll(".line-row .number").Select(number => number.TextContent).ShouldBe(["2", "1"]);
        await PressAsync(queue, "KeyC");
        await PressAsync(queue, "KeyI");
        queue.WaitForAssertion(() => queue.Find(".is-in .number").TextContent.ShouldBe("2"));
        await PressAsync(queue, "KeyD");
        queue.WaitForAssertion(() => queue.Find(".is-called .number").TextContent.ShouldBe("1"));
    }

    [Fact]
    public async Task The_doctor_runs_the_same_line()
    {
        await using var scene = await OpenAsync(StaffRole.Doctor | StaffRole.Receptionist);
        await scene.GiveAsync();
        var line = scene.Draw<DoctorTurns>(p => p.Add(x => x.Practitioner, scene.Clinic.Practitioners[0]));
        await PressAsync(line, "KeyC");
        await PressAsync(line, "KeyI");
        await PressAsync(line, "KeyD");
        line.WaitForAssertion(() => line.FindAll(".is-in").ShouldBeEmpty());
        (await scene.AppointmentsAsync(Sunday)).ShouldHaveSingleItem().Status.ShouldBe(AppointmentStatus.Fulfilled);
    }

    static async Task PressAsync<T>(IRenderedComponent<T> page, string key) where T : Microsoft.AspNetCore.Components.IComponent
    {
        page.WaitForElement($"button[data-key={key}]");
        await page.InvokeAsync(() => page.Find($"button[data-key={key}]").ClickAsync(new()));
    }

    // nine o'clock on a Sunday, and the first doctor gives eight turns until eleven
    async Task<DeskScene> OpenAsync(StaffRole role = StaffRole.Receptionist)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var scene = await DeskScene.OpenAsync(portal, role: role);
        await scene.Clinic.SetTurnsOnSundayMorningAsync(8);
        return scene;
    }
}

static class QueueScenes
{
    public static Task<long> CountSeatsAsync(this TestClinic clinic) => Booking.BookingScenes.CountAsync(clinic, "seats");

    public static async Task GiveAsync(this DeskScene scene)
    {
        var turn = (await scene.Clinic.BookTurnAsync(Instant.FromUtc(2026, 11, 22, 7, 0))).Value;
        await scene.Clinic.StepAsync(turn.Appointment.Id, AppointmentStatus.Arrived);
    }
}
