using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Features.Booking.Calendar;
using Portal.Features.Booking.DoctorDay;
using Portal.Hosting;
using Portal.Tests.Booking;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>What time alone changes is seen on open pages though nobody touches them: the day that turns, a hold that runs out.</summary>
public sealed class TimePassesTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(100);

    static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    static void ReadEnglish() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    // to the second before a midnight of the clinic, with a day of work after it
    LocalDate GoToTheDaysEnd(DeskScene scene)
    {
        var clinic = scene.Page.Services.GetRequiredService<ClinicContext>();
        while (clinic.Today.PlusDays(1).DayOfWeek == IsoDayOfWeek.Friday)
            portal.Clock.Advance(TimeSpan.FromDays(1));
        portal.Clock.Advance((clinic.Midnight - clinic.Now - Duration.FromSeconds(1)).ToTimeSpan());
        return clinic.Today;
    }

    static string Named(LocalDate day) => $"{day.DayOfWeek} {day.Day}";

    static async Task<AppointmentState> BookAsync(DeskScene scene, LocalDate day) => (await scene.Clinic.BookAsync(
        day.AtMidnight().PlusHours(10).InZoneStrictly(DateTimeZoneProviders.Tzdb["Africa/Cairo"]).ToInstant())).Value;

    static LocalDate Workday(LocalDate after)
    {
        var day = after.PlusDays(1);
        return day.DayOfWeek == IsoDayOfWeek.Friday ? day.PlusDays(1) : day;
    }

    [Fact]
    public async Task At_midnight_the_desk_turns_to_the_new_day_by_itself()
    {
        ReadEnglish();
        await using var scene = await DeskScene.OpenAsync(portal);
        var today = GoToTheDaysEnd(scene);
        var tomorrow = today.PlusDays(1);
        await BookAsync(scene, tomorrow);
        var desk = scene.Draw<DeskCalendar>(_ => { });
        desk.WaitForAssertion(() => desk.Find("h1").TextContent.ShouldContain(Named(today)));
        desk.WaitForElement(".column");
        desk.FindAll("[data-card]").ShouldBeEmpty();

        portal.Clock.Advance(TimeSpan.FromSeconds(1) + AMoment);

        desk.WaitForAssertion(() => desk.FindAll("[data-card]").ShouldHaveSingleItem());
        desk.Find("h1").TextContent.ShouldContain(Named(tomorrow));
        desk.Find("h1 small").ShouldNotBeNull();
        scene.Board.Day.ShouldNotBe(default);

        portal.Clock.Advance(TimeSpan.FromDays(1));
        desk.WaitForAssertion(() => desk.Find("h1").TextContent.ShouldContain(Named(tomorrow.PlusDays(1)), customMessage: "and so it does the night after"));
    }

    [Fact]
    public async Task A_day_that_was_asked_for_stays_and_only_ceases_to_be_today()
    {
        ReadEnglish();
        await using var scene = await DeskScene.OpenAsync(portal);
        var today = GoToTheDaysEnd(scene);
        var desk = scene.Draw<DeskCalendar>(p => p.Add(x => x.Day, Shared.ClinicFormat.Iso(today)));
        desk.WaitForElement("h1 small");

        portal.Clock.Advance(TimeSpan.FromSeconds(1) + AMoment);

        desk.WaitForAssertion(() => desk.FindAll("h1 small").ShouldBeEmpty());
        desk.Find("h1").TextContent.ShouldContain(Named(today));
    }

    [Fact]
    public async Task A_hold_that_runs_out_leaves_the_calendar_by_itself()
    {
        ReadEnglish();
        await using var scene = await DeskScene.OpenAsync(portal);
        var day = Workday(scene.Page.Services.GetRequiredService<ClinicContext>().Today);
        var ten = day.AtMidnight().PlusHours(10).InZoneStrictly(DateTimeZoneProviders.Tzdb["Africa/Cairo"]).ToInstant();
        var first = (await scene.Clinic.HoldAsync(Guid.NewGuid(), ten)).Value;
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await scene.Clinic.HoldAsync(Guid.NewGuid(), ten + Duration.FromHours(1));
        var desk = scene.Draw<DeskCalendar>(p => p.Add(x => x.Day, Shared.ClinicFormat.Iso(day)));
        desk.WaitForAssertion(() => desk.FindAll(".hold").Count.ShouldBe(2));

        portal.Clock.Advance((first.ExpiresAt - portal.Now).ToTimeSpan() + AMoment);
        desk.WaitForAssertion(() => desk.FindAll(".hold").Count.ShouldBe(1));
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        desk.WaitForAssertion(() => desk.FindAll(".hold").ShouldBeEmpty());
    }

    [Fact]
    public async Task At_midnight_a_doctor_sees_the_new_days_list()
    {
        ReadEnglish();
        await using var scene = await DeskScene.OpenAsync(portal);
        var doctor = Domain.Platform.Ids.UserId.New();
        await using (var writing = portal.Scope(scene.Clinic.Id))
        await using (var db = writing.Db())
        {
            var first = scene.Clinic.Practitioners[0];
            await db.Set<Practitioner>().Where(p => p.Id == first).ExecuteUpdateAsync(p => p.SetProperty(x => x.UserId, doctor), Cancellation);
        }

        scene.Get<Caller>().BecomeStaff(doctor, "Doctor", StaffRole.Doctor);
        var today = GoToTheDaysEnd(scene);
        await BookAsync(scene, today.PlusDays(1));
        var list = scene.Draw<DoctorList>(_ => { });
        list.WaitForElement(".state");
        list.Find("h1").TextContent.ShouldContain(Named(today));

        portal.Clock.Advance(TimeSpan.FromSeconds(1) + AMoment);

        list.WaitForElement(".day-row");
        list.Find("h1").TextContent.ShouldContain(Named(today.PlusDays(1)));
    }
}
