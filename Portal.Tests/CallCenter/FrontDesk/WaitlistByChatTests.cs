using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Patients.Model;
using Portal.Tests.Support;

namespace Portal.Tests.CallCenter.FrontDesk;

/// <summary>Where nothing is free the front desk puts people on the real waiting list, read back first and with a receipt.</summary>
public sealed class WaitlistByChatTests(FrontDeskScene scene) : IClassFixture<FrontDeskScene>
{
    static readonly LocalDate Monday = new(2026, 11, 23);

    [Fact]
    public async Task Who_finds_a_day_full_is_put_on_the_list_for_that_day_with_a_name_and_a_phone()
    {
        await FillAsync(Monday);
        var talk = await scene.StartAsync("en");
        var answer = await talk.HearAsync("skin visit on Monday");
        answer.Text.ShouldNotBeNull().ShouldContain("Nothing is free on Monday 23 November");
        answer.QuickReplies.ShouldContain("Put me on the waiting list");

        (await talk.SayAsync("Put me on the waiting list")).ShouldContain("mobile number");
        var readBack = await talk.SayAsync("Olga Frost 01077004001");
        readBack.ShouldContain("waiting list: Skin visit with");
        readBack.ShouldContain("Monday 23 November");
        (await PlacesAsync("+201077004001")).ShouldBeEmpty("nothing is written before the yes");
        (await talk.SayAsync("yes")).ShouldContain("you are on the waiting list for Skin visit");

        var place = (await PlacesAsync("+201077004001")).ShouldHaveSingleItem();
        (place.FromDate, place.ToDate, place.Source, place.State).ShouldBe((Monday, Monday, BookingSource.Agent, WaitlistState.Waiting));
        (await talk.ReadAsync()).Outcome.ShouldBe(Outcome.Waitlisted);
        var call = (await talk.CallsAsync()).Single(c => c.Tool == "join_waitlist");
        (call.Outcome, call.Level, call.ReceiptKind, call.ReceiptId).ShouldBe(("done", IdentityLevel.Claimed, "waitlist", place.Id.Value));
        (await scene.ReadAsync(db => db.Set<Message>().CountAsync(m => m.Recipient == "+201077004001" && m.Template == "waitlist.joined"))).ShouldBe(1);
    }

    [Fact]
    public async Task It_is_said_in_Arabic_too_and_a_no_writes_nothing()
    {
        await FillAsync(Monday);
        var talk = await scene.StartAsync();
        await talk.SayAsync("عايزة كشف جلدية يوم الاثنين");
        await talk.SayAsync("سجلني في قائمة الانتظار");
        (await talk.SayAsync("هالة منير 01077004002")).ShouldContain("قائمة الانتظار: كشف جلدية");
        await talk.SayAsync("لا خلاص");
        (await PlacesAsync("+201077004002")).ShouldBeEmpty();

        var again = await scene.StartAsync();
        await again.SayAllAsync("عايزة كشف جلدية يوم الاثنين", "سجلني في قائمة الانتظار", "هالة منير 01077004002", "ايوه سجلني");
        (await PlacesAsync("+201077004002")).ShouldHaveSingleItem().ToDate.ShouldBe(Monday);
    }

    [Fact]
    public async Task Where_a_time_is_free_already_it_is_offered_instead_of_a_place_in_the_list()
    {
        var talk = await scene.StartAsync("en");
        var reply = await talk.SayAsync("put me on the waiting list for a dental visit on Wednesday");
        reply.ShouldContain("no need to wait");
        reply.ShouldContain("Dental visit with");
    }

    [Fact]
    public async Task Who_has_proved_the_phone_and_has_an_appointment_waits_for_an_earlier_one()
    {
        var talk = await scene.StartAsync("en");
        await talk.SayAllAsync("dental visit next Tuesday, first slot", "Tuesday 1 December", "first slot", "Nils Adler 01077004003", "{code}", "yes");
        var booked = (await scene.ReadAsync(db => (from a in db.Set<Appointment>() join p in db.Set<Patient>() on a.PatientId equals p.Id where p.Phone == "+201077004003" select a).ToListAsync())).ShouldHaveSingleItem();
        (await talk.SayAsync("can you put me on the waiting list for an earlier time")).ShouldContain("waiting list: Dental visit");
        await talk.SayAsync("yes");
        (await PlacesAsync("+201077004003")).ShouldHaveSingleItem().ToDate.ShouldBe(booked.StartsAt.InZone(DateTimeZoneProviders.Tzdb["Africa/Cairo"]).Date);
    }

    Task<List<WaitlistEntry>> PlacesAsync(string phone) => scene.ReadAsync(db =>
        (from e in db.Set<WaitlistEntry>() join p in db.Set<Patient>() on e.PatientId equals p.Id where p.Phone == phone select e).ToListAsync());

    // nobody of the skin doctors is there that day
    async Task FillAsync(LocalDate day)
    {
        await using var scope = scene.Portal.Scope(scene.Clinic, TestPortal.Staff(Domain.Platform.Callers.StaffRole.Administrator));
        await using var db = scope.Db();
        var doctors = await (from s in db.Set<Service>() join o in db.Set<PractitionerService>() on s.Id equals o.ServiceId where s.NameEn == "Skin visit" select o.PractitionerId).ToListAsync();
        foreach (var doctor in doctors)
            (await scope.Get<Domain.Booking.Setup.AddTimeOff>().ExecuteAsync(new(doctor, day.AtMidnight(), day.PlusDays(1).AtMidnight(), null), default)).Succeeded.ShouldBeTrue();
    }
}
