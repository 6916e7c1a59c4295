using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Live;
using Portal.Features.Booking.Calendar;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.DeskPages;

/// <summary>What the browser's side asks of the desk, and the menus, filters, months and columns it is answered with.</summary>
public sealed class DeskHandTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate TheMonday = new(2026, 11, 23);

    static void ReadEnglish() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    static IRenderedComponent<DeskCalendar> Draw(DeskScene scene, DeskQuery? asked = null)
    {
        ReadEnglish();
        return scene.Draw<DeskCalendar>(p => p.Add(x => x.Day, Shared.ClinicFormat.Iso(TheMonday)).Add(x => x.Asked, asked ?? new()));
    }

    static double Pixels(int minutes) => minutes * DayScale.PixelsAMinute + 0.5;

    [Fact]
    public async Task A_ghost_is_told_who_is_busy_before_it_is_dropped()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        var card = (await scene.Clinic.BookAsync(Monday(10))).Value.Id.ToString();
        await scene.Clinic.BookAsync(Monday(11));
        var desk = Draw(scene);
        desk.WaitForElement("[data-card]");
        var columns = desk.FindAll("[data-column]").Select(column => column.GetAttribute("data-column")!).ToArray();

        (await desk.InvokeAsync(() => desk.Instance.CheckAsync(card, columns[0], Pixels(180), edge: false))).ShouldBe(new DeskCalendar.Verdict("free", null));
        (await desk.InvokeAsync(() => desk.Instance.CheckAsync(card, columns[0], Pixels(125), edge: false)))
            .ShouldBe(new DeskCalendar.Verdict("refused", "Doctor 0 is busy 11:00 am – 11:30 am"));
        (await desk.InvokeAsync(() => desk.Instance.CheckAsync(card, columns[1], Pixels(125), edge: false)))!.State.ShouldBe("free");
        (await desk.InvokeAsync(() => desk.Instance.CheckAsync(card, columns[0], Pixels(120), edge: true)))!.State.ShouldBe("free", "its end, at eleven");
        (await desk.InvokeAsync(() => desk.Instance.CheckAsync(card, columns[0], Pixels(130), edge: true)))!.Why.ShouldBe("Doctor 0 is busy 11:00 am – 11:30 am");
        (await desk.InvokeAsync(() => desk.Instance.CheckAsync(card, columns[0], Pixels(465), edge: false)))!.Why.ShouldBe("Outside the hours of Doctor 0");

        await desk.InvokeAsync(() => desk.Instance.DropAsync(card, columns[0], Pixels(115), edge: true));
        (await scene.AppointmentsAsync(TheMonday))[0].End.ShouldBe(Monday(10, 55));
        await HearAsync(scene);
        desk.WaitForAssertion(() => desk.Find("[data-card]").GetAttribute("style")!.ShouldContain("height:120px", customMessage: "55 minutes"));
        await desk.InvokeAsync(() => desk.Instance.DropAsync(card, columns[1], Pixels(240), edge: false));
        (await scene.AppointmentsAsync(TheMonday)).ShouldContain(a => a.Start == Monday(13) && a.Practitioner == scene.Clinic.Practitioners[1] && a.End == Monday(13, 55));
    }

    [Fact]
    public async Task Keys_make_it_longer_by_as_many_steps_as_were_pressed()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        var card = (await scene.Clinic.BookAsync(Monday(10))).Value.Id.ToString();
        var desk = Draw(scene);
        desk.WaitForElement("[data-card]");

        await desk.InvokeAsync(() => desk.Instance.StretchAsync(card, 3));

        (await scene.AppointmentsAsync(TheMonday)).ShouldHaveSingleItem().End.ShouldBe(Monday(10, 45));
        desk.Find("[role=status].visually-hidden").TextContent.ShouldContain("45");
    }

    [Fact]
    public async Task A_card_that_somebody_else_changed_while_it_was_in_the_hand_stays_where_they_put_it()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        var booked = (await scene.Clinic.BookAsync(Monday(10))).Value;
        var card = booked.Id.ToString();
        var desk = Draw(scene);
        desk.WaitForElement("[data-card]");
        var column = desk.Find("[data-column]").GetAttribute("data-column")!;

        await desk.InvokeAsync(() => desk.Instance.TakeUp(card));
        (await scene.Clinic.MoveAsync(booked, Monday(12))).Succeeded.ShouldBeTrue();
        await HearAsync(scene);
        desk.WaitForAssertion(() => desk.Find("[data-card]").GetAttribute("style")!.ShouldContain("top:396px", customMessage: "at twelve"));
        await desk.InvokeAsync(() => desk.Instance.DropAsync(card, column, Pixels(240), edge: false));
        (await scene.AppointmentsAsync(TheMonday)).ShouldHaveSingleItem().Start.ShouldBe(Monday(12));

        await desk.InvokeAsync(() => desk.Instance.TakeUp(card));
        await desk.InvokeAsync(() => desk.Instance.DropAsync(card, column, Pixels(240), edge: false));
        (await scene.AppointmentsAsync(TheMonday)).ShouldHaveSingleItem().Start.ShouldBe(Monday(13));
    }

    [Fact]
    public async Task Who_is_carried_sideways_keeps_the_time_to_the_minute()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        var card = (await scene.Clinic.BookAsync(Monday(10, 2))).Value.Id.ToString();
        var desk = Draw(scene);
        desk.WaitForElement("[data-card]");
        var column = desk.FindAll("[data-column]")[1].GetAttribute("data-column")!;

        await desk.InvokeAsync(() => desk.Instance.DropAsync(card, column, 62 * DayScale.PixelsAMinute, edge: false));

        var moved = (await scene.AppointmentsAsync(TheMonday)).ShouldHaveSingleItem();
        (moved.Start, moved.Practitioner).ShouldBe((Monday(10, 2), scene.Clinic.Practitioners[1]));
    }

    [Fact]
    public async Task The_key_for_arrived_does_what_the_menu_says_and_brings_nobody_back_who_did_not_come()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        var (away, ahead) = ((await scene.Clinic.BookAsync(Monday(10))).Value, (await scene.Clinic.BookAsync(Monday(12))).Value);
        (await scene.Clinic.SetAsync(away, AppointmentStatus.NoShow)).Succeeded.ShouldBeTrue();
        var desk = Draw(scene);
        desk.WaitForElement("[data-card]");

        await desk.InvokeAsync(() => desk.Instance.KeyAsync("arrived", away.Id.ToString()));
        await desk.InvokeAsync(() => desk.Instance.KeyAsync("arrived", ahead.Id.ToString()));

        (await scene.Clinic.ReadAsync(away.Id)).Status.ShouldBe(AppointmentStatus.NoShow);
        (await scene.Clinic.ReadAsync(ahead.Id)).Status.ShouldBe(AppointmentStatus.Arrived);
    }

    [Fact]
    public async Task A_week_is_of_the_first_doctor_who_is_let_through_or_of_the_one_who_is_named()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        var first = (await scene.Clinic.BookAsync(Monday(10))).Value;
        var second = (await scene.Clinic.BookAsync(Monday(12), practitioner: 1)).Value;
        var filter = new DeskQuery(View: "week") { Doctors = scene.Clinic.Practitioners[1].ToString() };

        var filtered = Draw(scene, filter);
        filtered.WaitForElement("[data-card]").GetAttribute("data-card").ShouldBe(second.Id.ToString());
        filtered.FindAll("[data-column]").Count.ShouldBe(7);

        var named = Draw(scene, filter with { Doctor = scene.Clinic.Practitioners[0].ToString() });
        named.WaitForElement("[data-card]").GetAttribute("data-card").ShouldBe(first.Id.ToString());
    }

    [Fact]
    public async Task A_menu_offers_what_the_state_allows_and_does_it()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        var booked = (await scene.Clinic.BookAsync(Monday(10))).Value;
        var desk = Draw(scene);
        desk.WaitForElement("[data-card]");

        await desk.InvokeAsync(() => desk.Instance.Menu(booked.Id.ToString(), null, 0, 100, 100));
        Words(desk).ShouldBe(["Open", "Arrived", "Says they come", "Move", "5 minutes longer", "5 minutes shorter", "Copy the phone", "Book after it, 10:30 am", "Cancel it"]);
        await desk.InvokeAsync(() => desk.FindAll("[role=menuitem]")[1].ClickAsync(new()));
        desk.FindAll("[role=menu]").ShouldBeEmpty();
        (await scene.AppointmentsAsync(TheMonday)).ShouldHaveSingleItem().Status.ShouldBe(AppointmentStatus.Arrived);

        await HearAsync(scene);
        desk.WaitForAssertion(() => desk.Find("[data-card]").ClassList.ShouldContain("is-arrived"));
        await desk.InvokeAsync(() => desk.Instance.Menu(booked.Id.ToString(), null, 0, 100, 100));
        Words(desk).ShouldNotContain("Move");
        await desk.InvokeAsync(() => desk.Instance.KeyAsync("escape", null));
        desk.FindAll("[role=menu]").ShouldBeEmpty();

        // a free place: half past nine with the second doctor
        var column = desk.FindAll("[data-column]")[1].GetAttribute("data-column");
        await desk.InvokeAsync(() => desk.Instance.Menu(null, column, Pixels(30), 100, 100));
        await desk.InvokeAsync(() => desk.FindAll("[role=menuitem]")[0].ClickAsync(new()));
        desk.WaitForAssertion(() => desk.Find(".chosen-time").TextContent.ShouldContain("9:30"));
    }

    [Fact]
    public async Task What_is_looked_for_is_found_by_name_in_either_script_by_phone_and_by_service()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        var booked = (await scene.Clinic.BookAsync(Monday(10))).Value;
        var desk = Draw(scene);
        desk.WaitForElement("[data-card]");
        var end = booked.Id.ToString()[^12..];
        foreach (var typed in (string[])["منى", "mona", "0100 123", "٤٥٦٧", "consult", "كشف"])
            (await desk.InvokeAsync(() => desk.Instance.Find(typed))).ShouldNotBeNull(typed).Cards.ShouldBe([end], typed);
        (await desk.InvokeAsync(() => desk.Instance.Find("samir"))).ShouldNotBeNull().Cards.ShouldBeEmpty();
        (await desk.InvokeAsync(() => desk.Instance.Find("..")))?.Cards.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_address_keeps_what_was_chosen_to_be_seen()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        await scene.Clinic.BookAsync(Monday(10));
        await scene.Clinic.BookAsync(Monday(11), practitioner: 1);
        var desk = Draw(scene);
        desk.WaitForElement("[data-card]");
        await desk.InvokeAsync(() => desk.Instance.KeyAsync("filter", null));
        await desk.InvokeAsync(() => desk.FindAll(".side-panel .chip").Single(chip => chip.TextContent == "Doctor 1").ClickAsync(new()));

        var address = new Uri(scene.Page.Services.GetRequiredService<NavigationManager>().Uri);
        address.Query.ShouldContain($"doctors={scene.Clinic.Practitioners[1]}");

        var narrowed = Draw(scene, new DeskQuery { Doctors = scene.Clinic.Practitioners[1].ToString() });
        narrowed.WaitForAssertion(() => narrowed.FindAll(".column").ShouldHaveSingleItem());
        narrowed.FindAll("[data-card]").ShouldHaveSingleItem();

        var waiting = Draw(scene, new DeskQuery { Statuses = "waiting" });
        waiting.WaitForElement(".column");
        waiting.FindAll("[data-card]").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_month_says_how_full_its_days_are_and_leads_to_them()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        await scene.Clinic.BookAsync(Monday(10));
        var desk = Draw(scene, new DeskQuery(View: "month"));
        desk.WaitForElement("[data-day]");

        desk.FindAll("[data-day]").Count.ShouldBe(35, "whole weeks from Saturday on");
        var monday = desk.Find("[data-day='2026-11-23']");
        monday.QuerySelector(".visually-hidden")!.TextContent.ShouldStartWith("Monday 23 November, 1 booked, 96% free");
        monday.GetAttribute("href").ShouldBe("/desk?day=2026-11-23");
        desk.Find("[data-day='2026-11-27']").TextContent.ShouldContain("closed");
        desk.Find("h1").TextContent.ShouldContain("November 2026");
    }

    [Fact]
    public async Task A_column_is_drawn_again_only_when_it_changed()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        var (first, second) = ((await scene.Clinic.BookAsync(Monday(10))).Value, (await scene.Clinic.BookAsync(Monday(12))).Value);
        var desk = Draw(scene);
        desk.WaitForElement("[data-card]");
        var column = desk.FindComponents<PractitionerColumn>();
        var untouched = desk.Find($"[data-card='{first.Id}']").OuterHtml;
        var other = column[1].RenderCount;

        await desk.InvokeAsync(() => desk.Instance.StretchAsync(second.Id.ToString(), 1));
        await HearAsync(scene);
        desk.WaitForAssertion(() => desk.Find($"[data-card='{second.Id}']").GetAttribute("style")!.ShouldContain("height:76px"));

        column[1].RenderCount.ShouldBe(other);
        desk.Find($"[data-card='{first.Id}']").OuterHtml.ShouldBe(untouched);
    }

    [Fact]
    public async Task Two_desks_of_a_clinic_share_what_was_read()
    {
        await using var scene = await DeskScene.OpenAsync(portal);
        await scene.Clinic.BookAsync(Monday(10));
        var (one, other) = (Draw(scene), Draw(scene));
        one.WaitForElement("[data-card]");
        other.WaitForElement("[data-card]");
        one.FindComponents<PractitionerColumn>()[0].Instance.Plan.Cards[0].Appointment.ShouldBeSameAs(other.FindComponents<PractitionerColumn>()[0].Instance.Plan.Cards[0].Appointment);
    }

    // here no line to the database tells of changes: it is done by hand
    static Task HearAsync(DeskScene scene) => scene.Get<LiveUpdates>().DeliverAsync(scene.Clinic.Id, Topics.Appointments, []);

    static string[] Words(IRenderedComponent<DeskCalendar> desk) => [.. desk.FindAll("[role=menuitem]").Select(item => item.ChildNodes[0].TextContent.Trim())];
}
